import type { ConfusionCell } from './bootstrap';
import type { ClassCounts } from './count-scores';
import type { Confusion, ConfusionMatrix } from './evaluation';

/** Class of the highest probability of each row, the first among equals. `probabilities` is rows × classes. */
export function predictedClasses(probabilities: Float64Array, classCount: number): Int32Array {
  const predicted = new Int32Array(probabilities.length / classCount);
  for (let row = 0; row < predicted.length; row += 1) {
    let best = 0;
    for (let index = 1; index < classCount; index += 1) {
      const better = probabilities[row * classCount + index]!;
      if (better > probabilities[row * classCount + best]!) best = index;
    }
    predicted[row] = best;
  }
  return predicted;
}

/**
 * Confusion matrix of the `limit` classes with the most rows, in their own order; the rest together last.
 */
export function createConfusionMatrix(
  cells: readonly ConfusionCell[],
  classes: readonly string[],
  counts: ClassCounts,
  limit = 20,
): ConfusionMatrix {
  const shown = largestClasses(counts, classes.length <= limit + 1 ? limit + 1 : limit);
  const placeOf = new Map(shown.map((index, place) => [index, place]));
  const otherClasses = classes.length - shown.length;
  const size = shown.length + (otherClasses > 0 ? 1 : 0);
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const { actual, predicted, rows } of cells) {
    const row = matrix[placeOf.get(actual) ?? shown.length]!;
    row[placeOf.get(predicted) ?? shown.length]! += rows;
  }
  const labels = shown.map((index) => classes[index]!);
  if (otherClasses > 0) labels.push(`${otherClasses} others`);
  return { labels, counts: matrix, otherClasses };
}

/** The most frequent mistakes, at most `limit`. */
export function listConfusions(
  cells: readonly ConfusionCell[],
  classes: readonly string[],
  limit = 5,
): Confusion[] {
  return cells
    .filter((cell) => cell.actual !== cell.predicted)
    .sort((a, b) => b.rows - a.rows)
    .slice(0, limit)
    .map(({ actual, predicted, rows }) => ({
      actual: classes[actual]!,
      predicted: classes[predicted]!,
      rows,
    }));
}

function largestClasses({ actual, predicted }: ClassCounts, limit: number): number[] {
  return Array.from(actual, (_, index) => index)
    .sort((a, b) => actual[b]! - actual[a]! || predicted[b]! - predicted[a]! || a - b)
    .slice(0, limit)
    .sort((a, b) => a - b);
}
