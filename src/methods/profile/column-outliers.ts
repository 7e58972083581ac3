import type { Columns } from '../../data/columns';
import type { StoredColumn } from '../../data/kinds';
import { quoteNumber } from '../../data/sql';
import { finiteNumber } from './column-source';
import type { ColumnProfile } from './profile';

/** Values of a column that stand far from the others, by two rules. Counts are of rows, over all of them. */
export interface ColumnOutliers {
  /** Tukey's fences: quartiles less and plus 1.5 interquartile ranges. */
  fences: [low: number, high: number];
  below: number;
  above: number;
  /** Rows whose robust z, 0.6745 · (x − median) ÷ MAD, is beyond ±3.5; absent where the MAD is 0. */
  robust?: number;
  /** The values outside of the fences that stand farthest from the median, at most ten. */
  farthest: { value: number; count: number }[];
}

/** Tukey (1977). */
const fenceWidth = 1.5;

/** Iglewicz and Hoaglin (1993). */
const robustScale = 0.6745;
const robustLimit = 3.5;

const mostShown = 10;

/** `undefined` for what is no number, or is so evenly spread that there are no fences. */
export function outlierFences({ number, kind }: ColumnProfile): [number, number] | undefined {
  if (!number || kind === 'category' || !(number.iqr > 0)) return undefined;
  const [low, high] = [number.quantiles[2]!, number.quantiles[4]!];
  return [low - fenceWidth * number.iqr, high + fenceWidth * number.iqr];
}

/** One scan: how many rows lie outside, and the farthest values (`value` NULL on the row of the counts). */
export function outliersQuery(
  relation: string,
  column: StoredColumn,
  { number }: ColumnProfile,
  fences: [number, number],
): string {
  const [low, high] = fences.map(quoteNumber);
  const { mad, quantiles } = number!;
  const median = quoteNumber(quantiles[3]!);
  const robust =
    mad > 0
      ? `count_if(abs(x - ${median}) * ${robustScale} > ${quoteNumber(robustLimit * mad)})::DOUBLE`
      : 'NULL::DOUBLE';
  return `WITH v AS (SELECT ${finiteNumber(column)} AS x FROM ${relation}),
    far AS (SELECT x AS value, count(*)::DOUBLE AS n FROM v WHERE x < ${low} OR x > ${high} GROUP BY x
      ORDER BY abs(x - ${median}) DESC, x LIMIT ${mostShown})
    SELECT value, n AS below, NULL::DOUBLE AS above, NULL::DOUBLE AS robust FROM far
    UNION ALL SELECT NULL, count_if(x < ${low})::DOUBLE, count_if(x > ${high})::DOUBLE, ${robust} FROM v`;
}

export function readOutliers(answer: Columns, fences: [number, number]): ColumnOutliers {
  const values = answer.numbers('value');
  const [below, above, robust] = ['below', 'above', 'robust'].map((name) => answer.numbers(name));
  const whole = values.findIndex((value) => Number.isNaN(value));
  const farthest = [...values]
    .map((value, row) => ({ value, count: below![row]! }))
    .filter((_, row) => row !== whole);
  return {
    fences,
    below: below![whole]!,
    above: above![whole]!,
    ...(Number.isNaN(robust![whole]!) ? {} : { robust: robust![whole]! }),
    farthest,
  };
}
