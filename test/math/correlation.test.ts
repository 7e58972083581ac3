import { describe, expect, it } from 'vitest';
import { correlationRatio, pearson, spearman } from '../../src/math/correlation';
import { samples, toNumbers } from './samples';

describe('pearson and spearman', () => {
  it.each(samples.pairs)('agree with pandas ($pearson, $spearman)', (expected) => {
    const [x, y] = [toNumbers(expected.x), toNumbers(expected.y)];
    expect(pearson(x, y)).toBeCloseTo(expected.pearson, 12);
    expect(spearman(x, y)).toBeCloseTo(expected.spearman, 12);
  });

  it('have no value where a side does not vary or there is one pair', () => {
    expect(pearson([1, 2, 3], [0.1, 0.1, 0.1])).toBeNaN();
    expect(pearson([1], [2])).toBeNaN();
    expect(spearman([1, NaN], [2, 3])).toBeNaN();
  });

  it('keep their digits beside a large mean', () => {
    const x = [1, 2, 3, 4, 7];
    const y = [2, 1, 4, 3, 9];
    const moved = x.map((value) => 1e9 + value);
    expect(pearson(moved, y)).toBeCloseTo(pearson(x, y), 12);
  });

  it('refuse columns of different lengths', () => {
    expect(() => pearson([1], [])).toThrow('lengths differ: 1 and 0');
  });
});

describe('correlationRatio', () => {
  it.each(samples.ratios)('agrees with the F of scipy.stats.f_oneway ($eta)', (expected) => {
    const { codes, groups, values } = expected;
    expect(correlationRatio(codes, groups, toNumbers(values))).toBeCloseTo(expected.eta, 10);
  });

  it('is 1 where the group decides the value', () => {
    expect(correlationRatio([0, 0, 1, 1, -1], 2, [3, 3, 5, 5, 9])).toBe(1);
  });

  it('has no value without variation or a second group', () => {
    expect(correlationRatio([0, 1], 2, [4, 4])).toBeNaN();
    expect(correlationRatio([0, 0, 1], 2, [4, 5, NaN])).toBeNaN();
  });
});
