import {
  countWithin,
  neighbourDistances,
  sortedNeighbourDistances,
} from '../../math/nearest-neighbours';
import type { Random } from '../../math/random';
import { digamma } from '../../math/special-functions';

/**
 * Mutual information of two continuous numbers in nats by nearest neighbours, negatives to 0; no NaN.
 * Kraskov, Stögbauer & Grassberger, Estimating mutual information (2004), estimator 1, Chebyshev distance.
 * Scale both by `scaleWithNoise` first to get what `mutual_info_regression` of scikit-learn gives. O(n log n).
 * NaN for fewer than k + 1 rows.
 */
export function continuousInformation(xs: Float64Array, ys: Float64Array, k = 3): number {
  const count = xs.length;
  if (count <= k) return NaN;
  const radii = neighbourDistances({ xs, ys }, k).map(justBelow);
  const [sortedX, sortedY] = [xs.slice().sort(), ys.slice().sort()];
  let sum = 0;
  for (let row = 0; row < count; row += 1) {
    sum += digammaOf(countWithin(sortedX, xs[row], radii[row]));
    sum += digammaOf(countWithin(sortedY, ys[row], radii[row]));
  }
  return Math.max(0, digamma(count) + digamma(k) - sum / count);
}

/**
 * Mutual information of a continuous number with classes in nats by nearest neighbours, negatives to 0; no NaN.
 * Codes are 0, 1, …; a class of one row is left out. k falls to the class size − 1 in small classes.
 * Ross, Mutual information between discrete and continuous data sets (2014). Scale by `scaleWithNoise` first to get
 * what `mutual_info_classif` of scikit-learn gives. O(n log n). NaN where no class has two rows.
 */
export function discreteInformation(xs: Float64Array, codes: Int32Array, k = 3): number {
  const classes = splitByCode(xs, codes).filter((values) => values.length > 1);
  const count = classes.reduce((sum, values) => sum + values.length, 0);
  if (count === 0) return NaN;
  const all = new Float64Array(count);
  let filled = 0;
  for (const values of classes) {
    all.set(values, filled);
    filled += values.length;
  }
  all.sort();
  let sum = 0;
  for (const values of classes) {
    const neighbours = Math.min(k, values.length - 1);
    const radii = sortedNeighbourDistances(values, neighbours);
    sum += values.length * (digammaOf(neighbours) - digammaOf(values.length));
    values.forEach((value, index) => {
      sum -= digammaOf(countWithin(all, value, justBelow(radii[index])));
    });
  }
  return Math.max(0, digamma(count) + sum / count);
}

/**
 * A column over its standard deviation (population, mean kept), with normal noise of 1e-10 · max(1, mean |x|) that
 * parts equal values. On integers the noise decides which neighbours are nearest and moves an estimate by ± 0.004.
 * A column that does not vary is only given noise.
 */
export function scaleWithNoise(values: Float64Array, random: Random): Float64Array {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  const std = variance > (Number.EPSILON * mean) ** 2 * 100 ? Math.sqrt(variance) : 1;
  const meanSize = values.reduce((sum, value) => sum + Math.abs(value / std), 0) / count;
  const noise = 1e-10 * Math.max(1, meanSize);
  return values.map((value) => value / std + noise * random.normal());
}

/** Values of each code in ascending order; codes below 0 are left out. */
function splitByCode(values: Float64Array, codes: Int32Array): Float64Array[] {
  const lists: number[][] = [];
  codes.forEach((code, row) => {
    if (code >= 0) (lists[code] ??= []).push(values[row]);
  });
  return Array.from(lists, (list) => Float64Array.from(list ?? []).sort());
}

/** The next double towards 0, so that the k-th neighbour itself is outside. */
function justBelow(distance: number): number {
  return distance * (1 - Number.EPSILON / 2);
}

const digammas: number[] = [];

function digammaOf(count: number): number {
  return (digammas[count] ??= digamma(count));
}
