const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const perHash = 8;

/** Whole numbers below 2^48 as text, eight letters of base64url each. */
export function packHashes(hashes: Float64Array): string {
  let text = '';
  for (const hash of hashes) {
    for (let place = perHash - 1; place >= 0; place -= 1)
      text += letters[Math.floor(hash / 64 ** place) % 64];
  }
  return text;
}

/** The numbers of `packHashes`; letters that are none count as 0. */
export function unpackHashes(text: string): Float64Array {
  const hashes = new Float64Array(Math.floor(text.length / perHash));
  for (let index = 0; index < hashes.length; index += 1) {
    const at = index * perHash;
    hashes[index] = unpackHalf(text, at) * 2 ** 24 + unpackHalf(text, at + 4);
  }
  return hashes;
}

/** 24 bits in four letters. */
function unpackHalf(text: string, at: number): number {
  return (
    (values[text.charCodeAt(at) & 127]! << 18) |
    (values[text.charCodeAt(at + 1) & 127]! << 12) |
    (values[text.charCodeAt(at + 2) & 127]! << 6) |
    values[text.charCodeAt(at + 3) & 127]!
  );
}

const values = new Uint8Array(128);
for (let value = 0; value < letters.length; value += 1) values[letters.charCodeAt(value)] = value;
