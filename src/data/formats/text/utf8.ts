/** Characters of several bytes that are well-formed UTF-8, and sequences that are not. */
export interface Utf8Count {
  multibyte: number;
  invalid: number;
}

/**
 * Counts the multi-byte characters in `bytes[start, end)` and the places that are not UTF-8, as the
 * Unicode Standard has it (table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. O(length).
 */
export function countUtf8(bytes: Uint8Array, start: number, end: number): Utf8Count {
  let multibyte = 0;
  let invalid = 0;
  for (let at = start; at < end;) {
    const size = bytes[at]! < 0x80 ? 1 : sequenceLength(bytes, at, end);
    if (size > 1) multibyte += 1;
    if (size === 0) invalid += 1;
    at += size || 1;
  }
  return { multibyte, invalid };
}

/** Bytes of the character at `at`, whose first byte is not ASCII; 0 where it is malformed or cut off. */
export function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]!;
  if (first < 0xc2 || first > 0xf4) return 0;
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + size > end) return 0;
  const second = bytes[at + 1]!;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let index = 2; index < size; index += 1) {
    if ((bytes[at + index]! & 0xc0) !== 0x80) return 0;
  }
  return size;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const western = new TextDecoder('windows-1252');

/** A line as UTF-8; what of it is not UTF-8 is read as Windows-1252, which any byte is. */
export function decodeLine(bytes: Uint8Array): { text: string; isMixed: boolean } {
  let text = '';
  let from = 0;
  for (let at = 0; at < bytes.length;) {
    const size = bytes[at]! < 0x80 ? 1 : sequenceLength(bytes, at, bytes.length);
    if (size === 0) {
      text += decoder.decode(bytes.subarray(from, at)) + western.decode(bytes.subarray(at, at + 1));
      from = at + 1;
    }
    at += size || 1;
  }
  return { text: text + decoder.decode(bytes.subarray(from)), isMixed: from > 0 };
}
