const encoder = new TextEncoder();

/**
 * MurmurHash3, 32 bits, x86 variant, of the UTF-8 bytes of `text`: signed, as scikit-learn's `murmurhash3_32`.
 * Appleby, MurmurHash3 (2011, public domain).
 */
export function murmurHash(text: string, seed = 0): number {
  const bytes = encoder.encode(text);
  const blockEnd = bytes.length & ~3;
  let hash = seed | 0;
  for (let at = 0; at < blockEnd; at += 4) {
    const block =
      bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash ^= scramble(block);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let at = bytes.length - 1; at >= blockEnd; at -= 1) tail = (tail << 8) | bytes[at]!;
  if (bytes.length > blockEnd) hash ^= scramble(tail);
  return finish(hash ^ bytes.length);
}

function scramble(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
