import { readFileSync } from 'node:fs';
import type { Scores } from '../../../src/methods/evaluate/metrics';

type Expected = Record<string, number | null>;

export interface BinaryCase {
  name: string;
  truth: number[];
  probability: number[];
  threshold: number;
  confusion: number[][];
  calibrationRows: number[] | null;
  scores: Expected;
  fpr?: number[];
  tpr?: number[];
  thresholds?: number[];
  precision?: number[];
  recall?: number[];
}

export interface MulticlassCase {
  name: string;
  classes: number;
  truth: number[];
  probabilities: number[];
  confusion: number[][];
  scores: Expected;
  byClass: Expected[];
}

export interface RegressionCase {
  name: string;
  truth: number[];
  predicted: number[];
  mapeRows: number;
  scores: Expected;
}

interface Fixture {
  binary: BinaryCase[];
  multiclass: MulticlassCase[];
  regression: RegressionCase[];
}

const path = new URL('../../fixtures/evaluate/scores.json', import.meta.url);

/** Scores by scikit-learn, made by make_scores.py. */
export const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;

/** The largest distance of two sets of scores, relative above 1; infinite where one has a value and one has none. */
export function largestGap(actual: object, expected: Expected): number {
  const values = actual as Scores & Expected;
  return Math.max(
    ...Object.entries(expected).map(([name, value]) => gap(values[name] ?? NaN, value ?? NaN)),
  );
}

function gap(actual: number, expected: number): number {
  if (Number.isNaN(actual) && Number.isNaN(expected)) return 0;
  if (Number.isNaN(actual) || Number.isNaN(expected)) return Infinity;
  return Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
}
