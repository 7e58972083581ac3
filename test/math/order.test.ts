import { describe, expect, it } from 'vitest';
import { ascendingOrder } from '../../src/math/order';
import { createRandom } from '../../src/math/random';

describe('ascendingOrder', () => {
  it('leaves NaN out and ties as they stand', () => {
    expect(Array.from(ascendingOrder([3, NaN, 1, 3, -Infinity]))).toEqual([4, 2, 0, 3]);
  });

  it('puts infinities at the ends and -0 beside 0', () => {
    expect(Array.from(ascendingOrder([Infinity, 0, -Infinity, -0, Infinity]))).toEqual([
      2, 1, 3, 0, 4,
    ]);
    expect(ascendingOrder([NaN, NaN])).toHaveLength(0);
  });

  it('is that of a stable sort where there are many', () => {
    const random = createRandom(1, 'order');
    const values = Array.from({ length: 20_000 }, (_, row) =>
      row % 7 === 0 ? NaN : row % 5 === 0 ? -random.below(50) : random.next() - 0.5,
    );
    const expected = [...values.keys()]
      .filter((index) => !Number.isNaN(values[index]))
      .sort((one, other) => values[one]! - values[other]! || one - other);
    expect(Array.from(ascendingOrder(values))).toEqual(expected);
  });
});
