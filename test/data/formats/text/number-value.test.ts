import { describe, expect, it } from 'vitest';
import { readDouble, readScaled } from '../../../../src/data/formats/text/number-value';
import { createRandom } from '../../../../src/math/random';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('reading a written number', () => {
  it('gives the double that the language gives, for 50,000 random numbers', () => {
    const random = createRandom(8);
    for (let round = 0; round < 50_000; round += 1) {
      const value = (random.next() - 0.5) * 10 ** (random.below(30) - 15);
      const text = value.toPrecision(1 + random.below(17));
      const bytes = encode(`[${text}]`);
      expect([text, readDouble(bytes, 1, bytes.length - 1)]).toEqual([text, Number(text)]);
    }
  });

  it('keeps the sign of zero', () => {
    expect(Object.is(readDouble(encode('-0.0'), 0, 4), -0)).toBe(true);
  });

  it.each([
    ['12', 0, 12n],
    ['-12', 2, -1200n],
    ['0.5', 3, 500n],
    ['-0.05', 2, -5n],
    ['99999999999999999999999999999999999999', 0, 10n ** 38n - 1n],
  ])('%s shifted by %d is %d', (text, scale, scaled) => {
    expect(readScaled(encode(text), 0, text.length, scale)).toBe(scaled);
  });
});
