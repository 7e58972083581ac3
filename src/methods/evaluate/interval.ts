import { quantile, sortedValues } from '../../math/quantiles';

export interface Interval {
  low: number;
  high: number;
}

/** The difference of two scores on the same rows, and whether chance could have made it. */
export interface PairedDifference extends Interval {
  difference: number;
  /** Two-sided. */
  pValue: number;
}

/**
 * Percentile bootstrap interval: quantiles (linear) of the replicates at (1 ∓ level) / 2. Efron 1981.
 * Replicates without a value are left out; NaN where more than half have none.
 */
export function percentileInterval(replicates: ArrayLike<number>, level = 0.95): Interval {
  const sorted = sortedValues(replicates);
  if (sorted.length * 2 <= replicates.length) return { low: NaN, high: NaN };
  return {
    low: quantile(sorted, (1 - level) / 2),
    high: quantile(sorted, (1 + level) / 2),
  };
}

/**
 * Paired bootstrap of `observed` = score of a − score of b: both replicates come from the same resampled rows.
 * p is twice the smaller share of replicates at or beyond 0, counting the observed one, at most 1.
 * Davison and Hinkley 1997, chapter 4.
 */
export function pairedDifference(
  observed: number,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): PairedDifference {
  const differences = Float64Array.from(a, (value, index) => value - b[index]!).filter(
    (value) => !Number.isNaN(value),
  );
  const count = (keep: (value: number) => boolean): number => differences.filter(keep).length + 1;
  const beyond = Math.min(
    count((value) => value <= 0),
    count((value) => value >= 0),
  );
  const pValue = Math.min(1, (2 * beyond) / (differences.length + 1));
  return { difference: observed, ...percentileInterval(differences), pValue };
}

/** p-values corrected for how many were looked at, in the same order: the step-down rule of Holm 1979. */
export function holmCorrection(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!);
  const corrected = new Array<number>(pValues.length);
  let highest = 0;
  order.forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, pValues[index]! * (pValues.length - rank)));
    corrected[index] = highest;
  });
  return corrected;
}
