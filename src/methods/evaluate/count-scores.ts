import type { Scores } from './metrics';
import type { BinaryCounts } from './threshold-table';

/** Rows per class: all that scores of hard predictions need. Arrays have one entry a class. */
export interface ClassCounts {
  /** Rows of the class that are predicted as it. */
  correct: Float64Array;
  /** Rows of the class. */
  actual: Float64Array;
  /** Rows predicted as the class. */
  predicted: Float64Array;
}

export interface ClassScores {
  /** NaN where the class is never predicted. */
  precision: number;
  /** NaN where the class does not occur. */
  recall: number;
  /** 2·correct ÷ (actual + predicted); NaN where the class neither occurs nor is predicted. */
  f1: number;
}

/** Empty counts for `classCount` classes. */
export function createClassCounts(classCount: number): ClassCounts {
  const zeros = (): Float64Array => new Float64Array(classCount);
  return { correct: zeros(), actual: zeros(), predicted: zeros() };
}

/** Two-class counts in the general form: class 0 is negative, class 1 positive. */
export function classCountsOf(counts: BinaryCounts): ClassCounts {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = counts;
  return {
    correct: Float64Array.of(trueNegatives, truePositives),
    actual: Float64Array.of(trueNegatives + falsePositives, truePositives + falseNegatives),
    predicted: Float64Array.of(trueNegatives + falseNegatives, truePositives + falsePositives),
  };
}

/** Precision, recall and F1 of one class. */
export function classScores(counts: ClassCounts, index: number): ClassScores {
  const correct = counts.correct[index]!;
  const actual = counts.actual[index]!;
  const predicted = counts.predicted[index]!;
  return {
    precision: correct / predicted,
    recall: correct / actual,
    f1: (2 * correct) / (actual + predicted),
  };
}

/**
 * Scores of hard predictions as scikit-learn has them, O(classes); all NaN without rows.
 * Averages run over the classes that occur or are predicted, and count an undefined precision or recall as 0
 * (`zero_division` there); balanced accuracy runs over the classes that occur. `positive` adds the scores of one
 * class, with NaN where they have no value.
 */
export function countScores(counts: ClassCounts, positive?: number): Scores {
  const { correct, actual, predicted } = counts;
  const macro = { precision: 0, recall: 0, f1: 0 };
  const weighted = { precision: 0, recall: 0, f1: 0 };
  let [rows, right, known, occurring] = [0, 0, 0, 0];
  for (let index = 0; index < actual.length; index += 1) {
    const [own, called, hits] = [actual[index]!, predicted[index]!, correct[index]!];
    if (own + called === 0) continue;
    known += 1;
    if (own > 0) occurring += 1;
    rows += own;
    right += hits;
    add(macro, 1, hits, own, called);
    add(weighted, own, hits, own, called);
  }
  return {
    accuracy: right / rows,
    'balanced-accuracy': macro.recall / occurring,
    'macro-precision': macro.precision / known,
    'macro-recall': macro.recall / known,
    'macro-f1': macro.f1 / known,
    'weighted-precision': weighted.precision / rows,
    'weighted-recall': weighted.recall / rows,
    'weighted-f1': weighted.f1 / rows,
    mcc: matthews(counts),
    ...(positive === undefined ? {} : classScores(counts, positive)),
  };
}

/**
 * Matthews correlation coefficient for any number of classes (Gorodkin 2004):
 * covariance of truth and prediction over the product of their standard deviations, 0 where either is constant.
 */
export function matthews(counts: ClassCounts): number {
  const { correct, actual, predicted } = counts;
  const rows = sum(actual);
  const shared = sum(correct) * rows - dot(actual, predicted);
  const spread = (rows * rows - dot(actual, actual)) * (rows * rows - dot(predicted, predicted));
  if (rows === 0) return NaN;
  return spread === 0 ? 0 : shared / Math.sqrt(spread);
}

/** Adds the scores of one class, an undefined one as 0. */
function add(sums: ClassScores, weight: number, hits: number, own: number, called: number): void {
  if (called > 0) sums.precision += (weight * hits) / called;
  if (own > 0) sums.recall += (weight * hits) / own;
  sums.f1 += (weight * 2 * hits) / (own + called);
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index]!;
  return total;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let index = 0; index < a.length; index += 1) total += a[index]! * b[index]!;
  return total;
}
