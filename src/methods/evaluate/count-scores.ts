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
  const rows = sum(counts.actual);
  const known = knownClasses(counts);
  const scores = known.map((index) => classScores(counts, index));
  const supports = known.map((index) => counts.actual[index]!);
  const mean = (pick: keyof ClassScores): number =>
    sum(scores.map((each) => each[pick] || 0)) / known.length;
  const weighted = (pick: keyof ClassScores): number =>
    sum(scores.map((each, index) => (each[pick] || 0) * supports[index]!)) / rows;
  const occurring = scores.filter((_, index) => supports[index]! > 0);
  return {
    accuracy: sum(counts.correct) / rows,
    'balanced-accuracy': sum(occurring.map((each) => each.recall)) / occurring.length,
    'macro-precision': mean('precision'),
    'macro-recall': mean('recall'),
    'macro-f1': mean('f1'),
    'weighted-precision': weighted('precision'),
    'weighted-recall': weighted('recall'),
    'weighted-f1': weighted('f1'),
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

function knownClasses({ actual, predicted }: ClassCounts): number[] {
  const all = Array.from(actual, (_, index) => index);
  return all.filter((index) => actual[index]! > 0 || predicted[index]! > 0);
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
