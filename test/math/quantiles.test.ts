import { describe, expect, it } from 'vitest';
import {
  equalFrequencyBins,
  median,
  medianAbsoluteDeviation,
  quantile,
  quantiles,
  sortedValues,
} from '../../src/math/quantiles';
import { samples, toNumbers } from './samples';

const probabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

describe('quantiles', () => {
  it.each(samples.moments)('agrees with pandas (mean $mean)', (expected) => {
    const found = quantiles(toNumbers(expected.values), probabilities);
    expected.quantiles.forEach((wanted, index) => expect(found[index]).toBeCloseTo(wanted, 9));
    expect(medianAbsoluteDeviation(toNumbers(expected.values))).toBeCloseTo(expected.mad, 6);
  });

  it('gives the worked values of the rules', () => {
    const x = [50, 50, -10, 0, 0, 5, 15, -3, NaN];
    expect(Array.from(quantiles(x, [0.05, 0.25, 0.5, 0.75]))).toEqual([-7.55, -0.75, 2.5, 23.75]);
    expect(medianAbsoluteDeviation(x)).toBe(9);
  });

  it('keeps infinities as they are', () => {
    const sorted = sortedValues([Infinity, 1, -Infinity, NaN, Infinity]);
    expect(Array.from(sorted)).toEqual([-Infinity, 1, Infinity, Infinity]);
    expect(quantile(sorted, 1)).toBe(Infinity);
  });

  it('has no quantile of nothing', () => {
    expect(median([])).toBeNaN();
    expect(median([NaN])).toBeNaN();
  });

  it('refuses a probability outside 0 and 1', () => {
    expect(() => quantile([1], 1.5)).toThrow('probability 1.5 is not between 0 and 1');
  });
});

describe('equalFrequencyBins', () => {
  it.each(samples.bins)('agrees with pandas.qcut ($bins bins)', (expected) => {
    const { edges, codes } = equalFrequencyBins(toNumbers(expected.values), expected.bins);
    expect(Array.from(codes)).toEqual(expected.codes);
    expect(edges).toHaveLength(expected.edges.length);
    expected.edges.forEach((wanted, index) => expect(edges[index]).toBeCloseTo(wanted, 12));
  });

  it('puts equal values into one bin, and NaN into none', () => {
    const { edges, codes } = equalFrequencyBins([3, 3, NaN, 3], 4);
    expect(Array.from(edges)).toEqual([3, 3]);
    expect(Array.from(codes)).toEqual([0, 0, -1, 0]);
  });

  it('has no bins without values', () => {
    expect(equalFrequencyBins([NaN], 4).edges).toHaveLength(0);
  });

  it('refuses less than one bin', () => {
    expect(() => equalFrequencyBins([1], 0)).toThrow('bins must be at least 1: 0');
  });
});
