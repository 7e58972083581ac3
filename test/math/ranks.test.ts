import { describe, expect, it } from 'vitest';
import { ascendingOrder } from '../../src/math/order';
import { averageRanks, ranksAmong } from '../../src/math/ranks';
import { samples, toNumbers } from './samples';

describe('averageRanks', () => {
  it.each(samples.moments)('agrees with pandas (mean $mean)', (expected) => {
    const ranks = averageRanks(toNumbers(expected.values));
    expect(Array.from(ranks)).toEqual(Array.from(toNumbers(expected.ranks)));
  });

  it('ranks infinities at the ends', () => {
    expect(Array.from(averageRanks([Infinity, 0, -Infinity]))).toEqual([3, 2, 1]);
  });

  it('ranks nothing', () => {
    expect(averageRanks([])).toHaveLength(0);
  });
});

describe('ranksAmong', () => {
  it('ranks only where the other has a value', () => {
    const values = [5, 1, 1, 9, NaN];
    const ranks = ranksAmong(values, ascendingOrder(values), [0, 0, NaN, 0, 0]);
    expect(Array.from(ranks)).toEqual([2, 1, NaN, 3, NaN]);
  });
});
