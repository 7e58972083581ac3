import { describe, expect, it } from 'vitest';
import { averageRanks } from '../../src/math/ranks';
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
