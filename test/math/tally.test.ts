import { describe, expect, it } from 'vitest';
import { medianAbsoluteDeviation, quantiles } from '../../src/math/quantiles';
import { sampleMoments } from '../../src/math/moments';
import { createRandom } from '../../src/math/random';
import {
  countBelow,
  tallyDeviation,
  tallyInPlace,
  tallyMoments,
  tallyOf,
  tallyQuantiles,
  tallySum,
} from '../../src/math/tally';
import { samples, toNumbers } from './samples';

const probabilities = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

describe('tallyInPlace', () => {
  it('counts each value once, in order, without NaN', () => {
    const tally = tallyInPlace(Float64Array.of(3, NaN, -0, 3, 0, Infinity, 3));
    expect(Array.from(tally.values)).toEqual([0, 3, Infinity]);
    expect(Array.from(tally.counts)).toEqual([2, 3, 1]);
    expect(tally.total).toBe(6);
  });

  it('counts nothing', () => {
    expect(tallyInPlace(Float64Array.of(NaN)).total).toBe(0);
  });
});

describe('a tally', () => {
  it.each(samples.moments)('has the statistics of its sample (mean $mean)', ({ values }) => {
    const sample = toNumbers(values);
    const tally = tallyInPlace(sample.slice());
    expect(tallyQuantiles(tally, probabilities)).toEqual(
      Array.from(quantiles(sample, probabilities)),
    );
    expect(tallyDeviation(tally)).toBeCloseTo(medianAbsoluteDeviation(sample), 9);
    const [found, wanted] = [tallyMoments(tally), sampleMoments(sample)];
    for (const name of ['mean', 'variance', 'skewness', 'kurtosis'] as const) {
      if (Number.isNaN(wanted[name])) expect(found[name]).toBeNaN();
      else expect(found[name]).toBeCloseTo(wanted[name], 7);
    }
  });

  it('has the deviation of its sample, whatever that is', () => {
    const random = createRandom(8);
    for (let round = 0; round < 200; round += 1) {
      const length = 1 + random.below(12);
      const sample = Float64Array.from({ length }, () => random.below(6) ** 2);
      const tally = tallyInPlace(sample.slice());
      expect(tallyDeviation(tally)).toBe(medianAbsoluteDeviation(sample));
    }
  });

  it('has no quantile, mean or deviation where it is empty', () => {
    const tally = tallyInPlace(new Float64Array());
    expect(tallyQuantiles(tally, [0.5])).toEqual([NaN]);
    expect(tallyMoments(tally).mean).toBeNaN();
    expect(tallyDeviation(tally)).toBeNaN();
  });
});

describe('tallyOf', () => {
  it('sorts what was counted elsewhere', () => {
    const tally = tallyOf([5, NaN, -1], [2, 9, 3]);
    expect(Array.from(tally.values)).toEqual([-1, 5]);
    expect(Array.from(tally.counts)).toEqual([3, 2]);
    expect(tally.total).toBe(5);
  });
});

describe('tallySum', () => {
  it('keeps small terms beside large ones', () => {
    expect(tallySum(tallyOf([1e16, 1, -1e16], [1, 10, 1]))).toBe(10);
  });
});

describe('countBelow', () => {
  it('counts what is below a limit, or at most it', () => {
    const tally = tallyInPlace(Float64Array.of(1, 2, 2, 5));
    expect([0, 1, 2, 5, 9].map((limit) => countBelow(tally, limit))).toEqual([0, 0, 1, 3, 4]);
    expect([0, 1, 2, 5].map((limit) => countBelow(tally, limit, true))).toEqual([0, 1, 3, 4]);
  });
});
