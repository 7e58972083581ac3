/** `tables[k][b]`: the check of byte `b` with `k` zero bytes behind it. */
const tables = Array.from({ length: 8 }, () => new Uint32Array(256));
for (let byte = 0; byte < 256; byte += 1) {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  tables[0]![byte] = remainder;
}
for (let behind = 1; behind < tables.length; behind += 1)
  for (let byte = 0; byte < 256; byte += 1) {
    const before = tables[behind - 1]![byte]!;
    tables[behind]![byte] = tables[0]![before & 0xff]! ^ (before >>> 8);
  }
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
  ...[Uint32Array, Uint32Array, Uint32Array, Uint32Array],
  ...[Uint32Array, Uint32Array, Uint32Array, Uint32Array],
];

/**
 * Cyclic redundancy check of 32 bits (ISO 3309, as in zip, gzip and PNG) of `bytes` behind those whose check is
 * `before`: 0xcbf43926 for the digits 1 to 9. O(bytes), eight at a time (Kounavis and Berry, Novel table lookup-based
 * algorithms for high-performance CRC generation, 2008).
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let check = ~before;
  let at = 0;
  for (const end = bytes.length - 7; at < end; at += 8) {
    check ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    check =
      t7[check & 0xff]! ^
      t6[(check >>> 8) & 0xff]! ^
      t5[(check >>> 16) & 0xff]! ^
      t4[check >>> 24]! ^
      t3[bytes[at + 4]!]! ^
      t2[bytes[at + 5]!]! ^
      t1[bytes[at + 6]!]! ^
      t0[bytes[at + 7]!]!;
  }
  for (; at < bytes.length; at += 1) check = t0[(check ^ bytes[at]!) & 0xff]! ^ (check >>> 8);
  return ~check >>> 0;
}
