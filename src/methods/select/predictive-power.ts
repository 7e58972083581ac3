import type { FeatureColumn, Target } from '../../data/features';
import { median } from '../../math/quantiles';
import { countScores, createClassCounts } from '../evaluate/count-scores';
import { fitOneColumnTree, predictOneColumnTree } from './one-column-tree';

/** How far a column alone predicts the target beyond the obvious guess: 0 no further, 1 perfectly. */
export interface PredictivePower {
  score: number;
  /** `weighted-f1` for classes, `mae` for numbers. */
  metric: 'weighted-f1' | 'mae';
  /** Out-of-fold value of the metric, and what the obvious guess reaches. */
  value: number;
  naive: number;
  rows: number;
}

const treeDepth = 4;

/**
 * Predictive power score: a tree of depth 4 on this column alone, predictions out of fold, against guessing.
 * Classes: (F1w − naive) ÷ (1 − naive), where naive is the weighted F1 of the most frequent class, or that expected
 * of guessing by shares (Σ share²) where it is more. Numbers: 1 − MAE ÷ MAE of the median. Never below 0.
 * A name is put in the order of the target's mean (its commonest class, where there are more than two) on the
 * training folds; missing names are a level, rows with a missing number are left out. `folds` is by row, -1 for
 * rows that take no part. Undefined where a fold has nothing to learn from. Wetschoreck, Krabel & Krishnamurthy,
 * ppscore (2020), with a fixed depth.
 */
export function predictivePower(
  column: FeatureColumn,
  target: Target,
  folds: Int32Array,
): PredictivePower | undefined {
  const rows = usedRows(column, target, folds);
  const foldCount = folds.reduce((most, fold) => Math.max(most, fold), -1) + 1;
  if (foldCount < 2 || rows.length < foldCount) return undefined;
  const predicted = new Float64Array(rows.length);
  for (let fold = 0; fold < foldCount; fold += 1) {
    const train = rows.filter((row) => folds[row] !== fold);
    if (train.length === 0) return undefined;
    const xs = encode(column, target, train);
    const tree = fitOneColumnTree(
      pick(xs, train),
      targetsOf(target, train),
      classCountOf(target),
      treeDepth,
    );
    rows.forEach((row, place) => {
      if (folds[row] === fold) predicted[place] = predictOneColumnTree(tree, xs[row]);
    });
  }
  return target.task === 'regression'
    ? scoreNumbers(pick(target.values, rows), predicted)
    : scoreClasses(targetsOf(target, rows), predicted, target.classes.length);
}

function usedRows(column: FeatureColumn, target: Target, folds: Int32Array): Uint32Array {
  const rows = Uint32Array.from(folds, (_, row) => row);
  return rows.filter((row) => {
    const hasTarget =
      target.task === 'regression' ? !Number.isNaN(target.values[row]) : target.codes[row] >= 0;
    const hasValue = column.kind !== 'number' || !Number.isNaN(column.values[row]);
    return folds[row] >= 0 && hasTarget && hasValue;
  });
}

/** The column as numbers for all rows, learned from `train`. */
function encode(column: FeatureColumn, target: Target, train: Uint32Array): Float64Array {
  if (column.kind === 'number') return column.values;
  const { codes, levels } = codesOf(column);
  const worth = createWorth(target, train);
  const counts = new Float64Array(levels + 1);
  const sums = new Float64Array(levels + 1);
  let whole = 0;
  for (const row of train) {
    const level = codes[row] + 1;
    counts[level] += 1;
    sums[level] += worth(row);
    whole += worth(row);
  }
  const mean = whole / train.length;
  const means = sums.map((sum, level) => (counts[level] > 0 ? sum / counts[level] : mean));
  return Float64Array.from(codes, (code) => means[code + 1]);
}

function codesOf(column: Exclude<FeatureColumn, { kind: 'number' }>): {
  codes: Int32Array;
  levels: number;
} {
  if (column.kind === 'category') return { codes: column.codes, levels: column.labels.length };
  const codeOf = new Map<string, number>();
  const codes = Int32Array.from(column.values, (value) => {
    if (value === null) return -1;
    const code = codeOf.get(value) ?? codeOf.size;
    codeOf.set(value, code);
    return code;
  });
  return { codes, levels: codeOf.size };
}

/** What names are ordered by: the target itself, or whether it is the second of two or the commonest of many. */
function createWorth(target: Target, train: Uint32Array): (row: number) => number {
  if (target.task === 'regression') return (row) => target.values[row];
  const counts = countCodes(target.codes, train, target.classes.length);
  const wanted = target.classes.length <= 2 ? 1 : counts.indexOf(Math.max(...counts));
  return (row) => Number(target.codes[row] === wanted);
}

function scoreNumbers(actual: Float64Array, predicted: Float64Array): PredictivePower {
  const centre = median(actual);
  const value = meanOf(actual, (each, index) => Math.abs(each - predicted[index]));
  const naive = meanOf(actual, (each) => Math.abs(each - centre));
  const score = naive > 0 ? Math.max(0, 1 - value / naive) : 0;
  return { score, metric: 'mae', value, naive, rows: actual.length };
}

function scoreClasses(
  actual: Int32Array,
  predicted: Float64Array,
  classCount: number,
): PredictivePower {
  const shares = countCodes(actual, undefined, classCount).map((count) => count / actual.length);
  const commonest = shares.indexOf(Math.max(...shares));
  const byShares = shares.reduce((sum, share) => sum + share * share, 0);
  const naive = Math.max(
    weightedF1(
      actual,
      predicted.map(() => commonest),
      classCount,
    ),
    byShares,
  );
  const value = weightedF1(actual, predicted, classCount);
  const score = naive < 1 ? Math.max(0, (value - naive) / (1 - naive)) : 0;
  return { score, metric: 'weighted-f1', value, naive, rows: actual.length };
}

function weightedF1(actual: Int32Array, predicted: Float64Array, classCount: number): number {
  const counts = createClassCounts(classCount);
  actual.forEach((code, index) => {
    counts.actual[code] += 1;
    counts.predicted[predicted[index]] += 1;
    if (predicted[index] === code) counts.correct[code] += 1;
  });
  return countScores(counts)['weighted-f1'] ?? NaN;
}

function countCodes(
  codes: Int32Array,
  rows: Uint32Array | undefined,
  classCount: number,
): number[] {
  const counts = new Array<number>(classCount).fill(0);
  if (rows) for (const row of rows) counts[codes[row]] += 1;
  else for (const code of codes) counts[code] += 1;
  return counts;
}

function targetsOf(target: Target, rows: Uint32Array): Int32Array & ArrayLike<number>;
function targetsOf(target: Target, rows: Uint32Array): ArrayLike<number> {
  const values = target.task === 'regression' ? target.values : target.codes;
  return target.task === 'regression'
    ? Float64Array.from(rows, (row) => values[row])
    : Int32Array.from(rows, (row) => values[row]);
}

function classCountOf(target: Target): number {
  return target.task === 'regression' ? 0 : target.classes.length;
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]);
}

function meanOf(values: Float64Array, measure: (value: number, index: number) => number): number {
  return values.reduce((sum, value, index) => sum + measure(value, index), 0) / values.length;
}
