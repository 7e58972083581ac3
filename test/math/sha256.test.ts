import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import { Sha256 } from '../../src/math/sha256';

const encoder = new TextEncoder();

describe('SHA-256', () => {
  it('gives the digests of FIPS 180-4 and of the empty message', () => {
    expect(new Sha256().hex()).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(new Sha256().update(encoder.encode('abc')).hex()).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('agrees with OpenSSL at every length around the block size', () => {
    const random = createRandom(1);
    for (let length = 0; length < 200; length += 1) {
      const bytes = Uint8Array.from({ length }, () => random.below(256));
      expect(new Sha256().update(bytes).hex()).toBe(openssl(bytes));
    }
  });

  it('does not depend on where the message is cut', () => {
    const random = createRandom(2);
    const bytes = Uint8Array.from({ length: 100_000 }, () => random.below(256));
    for (let round = 0; round < 20; round += 1) {
      const hash = new Sha256();
      for (let start = 0; start < bytes.length;) {
        const end = Math.min(bytes.length, start + random.below(5_000));
        hash.update(bytes.subarray(start, end));
        start = end;
      }
      expect(hash.hex()).toBe(openssl(bytes));
    }
  });
});

function openssl(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
