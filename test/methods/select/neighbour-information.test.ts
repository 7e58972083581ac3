import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import {
  continuousInformation,
  discreteInformation,
  scaleWithNoise,
} from '../../../src/methods/select/neighbour-information';
import { data, fixture } from './signal-fixture';

const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const { neighbours } = fixture;

describe('discreteInformation', () => {
  it.each([
    ['xWithClasses', data.x, data.y, 0.001],
    ['xWithThree', data.x, data.three, 0.001],
    ['wholeWithClasses', data.whole, data.y, 0.012],
    ['nameWithNumber', data.z, data.name.codes, 0.0015],
  ] as const)(
    'gives what scikit-learn gives for %s, over 20 seeds of noise',
    (name, xs, codes, tolerance) => {
      const estimates = seeds.map((seed) =>
        discreteInformation(scaleWithNoise(xs, createRandom(seed)), codes),
      );
      expect(Math.abs(mean(estimates) - neighbours[name].mean)).toBeLessThan(tolerance);
      const spread = neighbours[name].high - neighbours[name].low;
      expect(Math.min(...estimates)).toBeGreaterThan(neighbours[name].low - spread - 1e-9);
      expect(Math.max(...estimates)).toBeLessThan(neighbours[name].high + spread + 1e-9);
    },
  );

  it('leaves classes of one row out', () => {
    const xs = Float64Array.of(1, 2, 3, 10, 11, 12, 99);
    const codes = Int32Array.of(0, 0, 0, 1, 1, 1, 2);
    expect(discreteInformation(xs, codes)).toBeCloseTo(
      discreteInformation(xs.slice(0, 6), codes.slice(0, 6)),
      12,
    );
  });

  it('has no value where no class has two rows', () => {
    expect(discreteInformation(Float64Array.of(1, 2), Int32Array.of(0, 1))).toBeNaN();
  });
});

describe('continuousInformation', () => {
  it.each([
    ['xWithNumber', data.x, 0.002],
    ['wholeWithNumber', data.whole, 0.004],
  ] as const)(
    'gives what scikit-learn gives for %s, over 20 seeds of noise',
    (name, xs, tolerance) => {
      const estimates = seeds.map((seed) => {
        const random = createRandom(seed);
        return continuousInformation(scaleWithNoise(xs, random), scaleWithNoise(data.z, random));
      });
      expect(Math.abs(mean(estimates) - neighbours[name].mean)).toBeLessThan(tolerance);
    },
  );

  it('finds the information of correlated normal numbers', () => {
    const random = createRandom(5);
    const xs = Float64Array.from({ length: 4_000 }, () => random.normal());
    const ys = xs.map((x) => 0.8 * x + 0.6 * random.normal());
    expect(continuousInformation(xs, ys)).toBeCloseTo(-0.5 * Math.log(1 - 0.64), 1);
  });

  it('has no value for fewer rows than neighbours', () => {
    expect(continuousInformation(new Float64Array(3), new Float64Array(3))).toBeNaN();
  });
});

describe('scaleWithNoise', () => {
  it('makes the standard deviation 1 and parts equal values', () => {
    const scaled = scaleWithNoise(Float64Array.of(10, 10, 20, 20), createRandom(1));
    expect(new Set(scaled).size).toBe(4);
    expect(scaled[2] - scaled[0]).toBeCloseTo(2, 6);
  });

  it('leaves a column that does not vary where it is', () => {
    const scaled = scaleWithNoise(new Float64Array(5).fill(0.1), createRandom(1));
    scaled.forEach((value) => expect(value).toBeCloseTo(0.1, 6));
  });
});

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
