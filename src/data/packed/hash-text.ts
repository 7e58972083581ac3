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
  return hashes.map((_, index) => {
    let hash = 0;
    for (let place = 0; place < perHash; place += 1)
      hash = hash * 64 + (values[text.charCodeAt(index * perHash + place)] ?? 0);
    return hash;
  });
}

const values: number[] = [];
for (let value = 0; value < letters.length; value += 1) values[letters.charCodeAt(value)] = value;
