import { describe, expect, it } from 'vitest';
import {
  adjustedCorrelationRatio,
  correlationRatio,
  groupVariation,
  pearson,
  spearman,
} from '../../src/math/correlation';
import { createRandom } from '../../src/math/random';
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

describe('adjustedCorrelationRatio', () => {
  it('is the correlation ratio for few groups, and near 0 by chance for many', () => {
    const random = createRandom(4);
    const values = Array.from({ length: 2000 }, () => random.normal());
    const related = values.map((value) => (value > 0 ? 1 : 0));
    const many = values.map(() => random.below(800));
    const few = groupVariation(related, 2, values);
    expect(adjustedCorrelationRatio(few)).toBeCloseTo(Math.sqrt(few.etaSquared), 3);
    const chance = groupVariation(many, 800, values);
    expect(Math.sqrt(chance.etaSquared)).toBeGreaterThan(0.5);
    expect(adjustedCorrelationRatio(chance)).toBeLessThan(0.25);
  });

  it('has no value where each value is its own group', () => {
    expect(adjustedCorrelationRatio(groupVariation([0, 1, 2], 3, [1, 5, 2]))).toBeNaN();
  });
});
