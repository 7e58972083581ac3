import { describe, expect, it } from 'vitest';
import { meanOf, momentsFromSums, sampleMoments } from '../../src/math/moments';
import { createRandom } from '../../src/math/random';
import { samples, toNumbers } from './samples';

describe('sampleMoments', () => {
  it.each(samples.moments)('agrees with pandas ($mean, $std)', (expected) => {
    const moments = sampleMoments(toNumbers(expected.values));
    for (const name of ['mean', 'variance', 'std', 'skewness', 'kurtosis'] as const) {
      const wanted = expected[name] ?? NaN;
      if (Number.isNaN(wanted)) expect(moments[name]).toBeNaN();
      else expect((moments[name] - wanted) / Math.max(1, Math.abs(wanted))).toBeCloseTo(0, 9);
    }
  });

  it('gives the worked value of the rules', () => {
    const moments = sampleMoments([50, 50, -10, 0, 0, 5, 15, -3, NaN]);
    expect(moments).toMatchObject({ count: 8, mean: 13.375, variance: 561.125 });
    expect(moments.std).toBeCloseTo(23.688077, 6);
    expect(moments.std / moments.mean).toBeCloseTo(1.771071, 6);
    expect(moments.skewness).toBeCloseTo(1.0851622, 7);
    expect(moments.kurtosis).toBeCloseTo(-0.5029286, 7);
  });

  it('has no mean of nothing', () => {
    expect(sampleMoments([])).toMatchObject({ count: 0, mean: NaN, variance: NaN });
    expect(meanOf([NaN])).toBeNaN();
  });

  it('does not change shape under shift and scale', () => {
    const random = createRandom(3);
    for (let round = 0; round < 20; round += 1) {
      const values = Array.from({ length: 50 }, () => random.normal() ** 3);
      const plain = sampleMoments(values);
      const moved = sampleMoments(values.map((value) => 1e6 + 3 * value));
      expect(moved.skewness).toBeCloseTo(plain.skewness, 6);
      expect(moved.kurtosis).toBeCloseTo(plain.kurtosis, 6);
    }
  });
});

describe('momentsFromSums', () => {
  const sums = { centre: 0, first: 0, second: 2, third: 0, fourth: 2 };

  it('has no skewness of two values and no kurtosis of three', () => {
    expect(momentsFromSums({ count: 2, ...sums }).skewness).toBeNaN();
    expect(momentsFromSums({ count: 3, ...sums }).skewness).toBe(0);
    expect(momentsFromSums({ count: 3, ...sums }).kurtosis).toBeNaN();
  });

  it('does not depend on the centre that the sums were taken from', () => {
    const values = [3, 4, 4, 7, 12];
    const power = (centre: number, exponent: number): number =>
      values.reduce((sum, value) => sum + (value - centre) ** exponent, 0);
    const from = (centre: number) => {
      const [first, second, third, fourth] = [1, 2, 3, 4].map((each) => power(centre, each));
      return momentsFromSums({
        count: 5,
        centre,
        first: first!,
        second: second!,
        third: third!,
        fourth: fourth!,
      });
    };
    for (const name of ['mean', 'variance', 'skewness', 'kurtosis'] as const) {
      expect(from(5)[name]).toBeCloseTo(from(6)[name], 10);
    }
  });
});
