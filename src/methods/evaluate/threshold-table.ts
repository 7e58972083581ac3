import { findFalling, type Ranking } from './ranking';

/**
 * Counts at or above every threshold, so that a moved threshold costs one binary search.
 * Rows are called positive where score ≥ threshold.
 */
export interface ThresholdTable {
  /** Falling. Without thinning, all distinct scores. */
  thresholds: Float64Array;
  /** Positive rows with a score at or above each threshold. */
  truePositives: Uint32Array;
  /** Negative rows with a score at or above each threshold. */
  falsePositives: Uint32Array;
  positives: number;
  negatives: number;
}

/** Two-class counts at one threshold. */
export interface BinaryCounts {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

/** The table of all distinct scores of a ranking. O(n). */
export function thresholdTable(ranking: Ranking): ThresholdTable {
  const { groupEnds, positive } = ranking;
  const truePositives = new Uint32Array(groupEnds.length);
  const falsePositives = new Uint32Array(groupEnds.length);
  let found = 0;
  let position = 0;
  groupEnds.forEach((end, group) => {
    for (; position < end; position += 1) found += positive[position]!;
    truePositives[group] = found;
    falsePositives[group] = end - found;
  });
  const positives = found;
  const negatives = positive.length - found;
  return { thresholds: ranking.scores, truePositives, falsePositives, positives, negatives };
}

/**
 * Counts where scores at or above `threshold` are called positive. O(log n).
 * In a thinned table they are those of the nearest kept threshold at or above it (exact where it is kept).
 */
export function countsAt(table: ThresholdTable, threshold: number): BinaryCounts {
  const index = findFalling(table.thresholds, threshold);
  const truePositives = index < 0 ? 0 : table.truePositives[index]!;
  const falsePositives = index < 0 ? 0 : table.falsePositives[index]!;
  return {
    truePositives,
    falsePositives,
    falseNegatives: table.positives - truePositives,
    trueNegatives: table.negatives - falsePositives,
  };
}

/**
 * At most some `limit` thresholds: every multiple of 1/1000 (where a slider stops) and evenly spaced ranks
 * between them, each with its exact counts. A table that is short enough stays as it is.
 */
export function thinThresholds(table: ThresholdTable, limit = 4000): ThresholdTable {
  const { thresholds, truePositives, falsePositives } = table;
  if (thresholds.length <= limit) return table;
  const step = thresholds.length / (limit - 1001);
  const ranks = Array.from(
    { length: limit - 1001 },
    (_, index) => thresholds[Math.floor(index * step)]!,
  );
  const stops = Array.from({ length: 1001 }, (_, index) => index / 1000);
  const kept = Float64Array.from(new Set([...ranks, ...stops]))
    .sort()
    .reverse();
  const indices = Array.from(kept, (threshold) => findFalling(thresholds, threshold));
  const pick = (counts: Uint32Array): Uint32Array =>
    Uint32Array.from(indices, (index) => (index < 0 ? 0 : counts[index]!));
  return {
    ...table,
    thresholds: kept,
    truePositives: pick(truePositives),
    falsePositives: pick(falsePositives),
  };
}
