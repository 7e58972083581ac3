const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  }
  return remainder;
});

/**
 * Cyclic redundancy check of 32 bits (ISO 3309, as in zip, gzip and PNG) of `bytes` behind those whose check is
 * `before`: 0xcbf43926 for the digits 1 to 9. O(bytes).
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let check = ~before;
  for (let index = 0; index < bytes.length; index += 1) {
    check = table[(check ^ bytes[index]!) & 0xff]! ^ (check >>> 8);
  }
  return ~check >>> 0;
}
