const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as zip and gzip have it (ISO 3309), continued from `crc`, which is 0 at the start. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  let state = ~crc;
  for (let at = 0; at < bytes.length; at += 1)
    state = (state >>> 8) ^ table[(state ^ bytes[at]!) & 255]!;
  return ~state >>> 0;
}
