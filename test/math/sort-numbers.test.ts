import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import { sortNumbers } from '../../src/math/sort-numbers';

describe('sortNumbers', () => {
  const random = createRandom(11, 'sort');
  const kinds: [string, () => number][] = [
    ['fractions', () => random.normal() * 1e3],
    ['few values', () => random.below(7) / 8],
    ['whole numbers close together', () => random.below(5000) - 2500],
    ['whole numbers far apart', () => (random.below(2 ** 30) - 2 ** 29) * 2 ** 22],
    ['every size', () => (random.below(2) - 0.5) * 10 ** (random.below(600) - 300)],
    ['infinities', () => [Infinity, -Infinity, 1.5, -2][random.below(4)]!],
    ['large whole numbers', () => 2 ** 53 + 2 * random.below(1000)],
    ['upper words all the same', () => 1 + random.next() * 1e-9],
    ['few upper words', () => random.below(40) + 1 + random.next() * 1e-7],
    ['several numbers to an upper word', () => 1 + random.next() * 1e-3],
    ['amounts in cents', () => Math.round(5000 * Math.exp(random.normal())) / 100],
  ];

  it.each(kinds)('agrees with the sort of the language on %s', (_, next) => {
    for (const length of [0, 1, 100, 6000, 20_000]) {
      const values = Float64Array.from({ length }, next);
      const expected = values.slice().sort();
      sortNumbers(values);
      expect(values).toEqual(expected);
    }
  });

  it('makes −0 a 0, and sorts within a larger array', () => {
    const all = Float64Array.of(9, 3, -0, 1, -5, 9);
    sortNumbers(all.subarray(1, 5));
    expect([...all]).toEqual([9, -5, 0, 1, 3, 9]);
    expect(Object.is(all[2], 0)).toBe(true);
  });
});
