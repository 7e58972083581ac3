import { describe, expect, it } from 'vitest';
import { sortWithCodes } from '../../src/math/radix-sort';
import { createRandom } from '../../src/math/random';

describe('sortWithCodes', () => {
  const random = createRandom(23, 'close');

  it('sorts every kind of number and carries the codes along', () => {
    const values = Float64Array.of(3, -Infinity, 1e-310, -2.5, Infinity, 0, 1e300, -1e-310);
    const codes = Uint16Array.of(0, 1, 2, 3, 4, 5, 6, 7);
    sortWithCodes(values, codes);
    expect([...values]).toEqual([-Infinity, -2.5, -1e-310, 0, 1e-310, 3, 1e300, Infinity]);
    expect([...codes]).toEqual([1, 3, 7, 5, 2, 0, 6, 4]);
  });

  it('agrees with the sort of the language', () => {
    const random = createRandom(5);
    for (const count of [0, 1, 2, 1000, 20_000]) {
      const values = Float64Array.from({ length: count }, () => random.normal() * 1e3);
      const codes = Uint16Array.from(values, () => random.below(3));
      const before = new Map(Array.from(values, (value, index) => [value, codes[index]]));
      const expected = values.slice().sort();
      sortWithCodes(values, codes);
      expect(values).toEqual(expected);
      expect(values.every((value, index) => before.get(value) === codes[index])).toBe(true);
    }
  });

  it.each([
    ['upper words all the same', 70_000, () => 1 + random.below(2000) * 2 ** -52],
    ['many numbers to an upper word', 70_000, () => random.below(90) + random.below(40) * 2 ** -46],
    ['a few numbers to an upper word', 20_000, () => 1 + random.below(2 ** 16) * 2 ** -34],
  ])('keeps the order of ties where numbers lie close together: %s', (_, count, next) => {
    const values = Float64Array.from({ length: count }, next);
    const codes = Uint32Array.from(values.keys());
    const expected = [...values.keys()].sort(
      (one, other) => values[one]! - values[other]! || one - other,
    );
    const sorted = Float64Array.from(expected, (row) => values[row]!);
    sortWithCodes(values, codes);
    expect(values).toEqual(sorted);
    expect(Array.from(codes)).toEqual(expected);
  });

  it('keeps the order of ties, and takes −0 for 0', () => {
    const values = Float64Array.of(0, 1, -0, 1, 0);
    const codes = Uint16Array.of(0, 1, 2, 3, 4);
    sortWithCodes(values, codes);
    expect([...codes]).toEqual([0, 2, 4, 1, 3]);
    expect(Object.is(values[1], 0)).toBe(true);
  });

  it('refuses lists of different length', () => {
    expect(() => sortWithCodes(new Float64Array(2), new Uint16Array(3))).toThrow(
      'lengths differ: 2 and 3',
    );
  });
});
