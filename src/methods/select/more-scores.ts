import type { FeatureColumn, Target } from '../../data/features';
import { spearman } from '../../math/correlation';
import type { Random } from '../../math/random';
import type { MoreScores } from './column-signal';
import {
  continuousInformation,
  discreteInformation,
  scaleWithNoise,
} from './neighbour-information';
import { predictivePower } from './predictive-power';

/**
 * Slower scores of one column on rows that are held in memory (a sample of at most some 20,000): nearest-neighbour
 * information where a number takes part, Spearman's correlation of two numbers, and the predictive power score.
 * Rows where a number is missing or infinite are left out of the first two.
 */
export function scoreMore(
  column: FeatureColumn,
  target: Target,
  folds: Int32Array,
  random: Random,
): MoreScores {
  const power = predictivePower(column, target, folds);
  return {
    neighbours: definedOnly(neighbourInformation(column, target, random)),
    spearman:
      column.kind === 'number' && target.task === 'regression'
        ? definedOnly(Math.abs(spearman(column.values, target.values)))
        : undefined,
    predictivePower: power?.score,
  };
}

/** NaN for two lists of names, which the counts themselves answer exactly. */
function neighbourInformation(column: FeatureColumn, target: Target, random: Random): number {
  if (column.kind === 'number') {
    const rows = rowsWhere(column.values.length, (row) => Number.isFinite(column.values[row]));
    return target.task === 'regression'
      ? betweenNumbers(column.values, target.values, random)
      : withClasses(column.values, rows, target.codes, random);
  }
  if (target.task !== 'regression' || column.kind === 'text') return NaN;
  const rows = rowsWhere(column.codes.length, (row) => Number.isFinite(target.values[row]));
  // Missing is a level as any other.
  const codes = column.codes.map((code) => (code < 0 ? column.labels.length : code));
  return withClasses(target.values, rows, codes, random);
}

function betweenNumbers(xs: Float64Array, ys: Float64Array, random: Random): number {
  const rows = rowsWhere(xs.length, (row) => Number.isFinite(xs[row]) && Number.isFinite(ys[row]));
  if (rows.length === 0) return NaN;
  return continuousInformation(
    scaleWithNoise(pick(xs, rows), random),
    scaleWithNoise(pick(ys, rows), random),
  );
}

function withClasses(
  values: Float64Array,
  rows: Uint32Array,
  codes: Int32Array,
  random: Random,
): number {
  const used = rows.filter((row) => codes[row] >= 0);
  if (used.length === 0) return NaN;
  const scaled = scaleWithNoise(pick(values, used), random);
  return discreteInformation(
    scaled,
    Int32Array.from(used, (row) => codes[row]),
  );
}

function rowsWhere(count: number, holds: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row).filter(holds);
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]);
}

function definedOnly(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
