import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/math/crc32';

const digits = new TextEncoder().encode('123456789');

describe('the cyclic redundancy check', () => {
  it('is that of the standard for the digits 1 to 9, and 0 for nothing', () => {
    expect(crc32(digits)).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });

  it('is that of zlib 1.2.13 for bytes whose number is no multiple of eight, wherever it goes on', () => {
    const bytes = Uint8Array.from({ length: 1003 }, (_, index) => (index * 7) % 251);
    for (let cut = 0; cut <= 40; cut += 1)
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(0xc9aa2134);
  });

  it('goes on from a check of what came before', () => {
    expect(crc32(digits.subarray(4), crc32(digits.subarray(0, 4)))).toBe(0xcbf43926);
  });
});
