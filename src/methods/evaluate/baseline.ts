import type { Predictions, Target } from '../../data/features';

/** What is known of the target without looking at any feature, learned from training rows. */
export type Baseline =
  | { task: 'binary' | 'multiclass'; classes: string[]; shares: Float64Array; rowCount: number }
  | { task: 'regression'; mean: number; rowCount: number };

/**
 * Learns the baseline from the given rows of a target: share of each class, or the mean. Rows without a target
 * do not count; without any row the shares are equal and the mean is 0.
 */
export function fitBaseline(target: Target, rows: Uint32Array): Baseline {
  if (target.task === 'regression') {
    const values = target.values;
    const known = rows.filter((row) => !Number.isNaN(values[row]));
    const sum = known.reduce((total, row) => total + values[row]!, 0);
    return { task: 'regression', mean: sum / (known.length || 1), rowCount: known.length };
  }
  const { task, classes, codes } = target;
  const counts = new Float64Array(classes.length);
  for (const row of rows) if (codes[row]! >= 0) counts[codes[row]!]! += 1;
  const rowCount = counts.reduce((total, count) => total + count, 0);
  const shares = counts.map((count) => (rowCount > 0 ? count / rowCount : 1 / classes.length));
  return { task, classes, shares, rowCount };
}

/** The same answer for every row: the class shares as probabilities, or the mean. */
export function predictBaseline(baseline: Baseline, rowCount: number): Predictions {
  if (baseline.task === 'regression') {
    return { task: 'regression', values: new Float64Array(rowCount).fill(baseline.mean) };
  }
  const { task, classes, shares } = baseline;
  const probabilities = new Float64Array(rowCount * classes.length);
  for (let row = 0; row < rowCount; row += 1) probabilities.set(shares, row * classes.length);
  return { task, classes, probabilities };
}

/** What the baseline always says: its most frequent class, the first among equals, or its mean. */
export function baselineAnswer(baseline: Baseline): string | number {
  if (baseline.task === 'regression') return baseline.mean;
  return baseline.classes[baseline.shares.indexOf(Math.max(...baseline.shares))]!;
}
