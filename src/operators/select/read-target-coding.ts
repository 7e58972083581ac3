import { AppError } from '../../data/app-error';
import { countWords, formatCount } from '../../data/format';
import { quoteName } from '../../data/sql';
import { findColumn, type ColumnInfo, type TableInfo } from '../../data/table';
import { cappedBins, equalFrequencyEdges } from '../../methods/select/bin-levels';
import { countSorted } from '../../methods/select/column-counts';
import { binExpression, describeBins, type TargetCoding } from '../../methods/select/target-coding';
import type { RunContext } from '../contract';
import { isRegression, numberExpression, sortLabels, textExpression } from '../train/read-features';

/** More classes than this say nothing that a person could use. */
const mostClasses = 2_000;

/** The target as it is counted, with what is known of it. */
export interface CodedTarget {
  coding: TargetCoding;
  /** Rows by class. */
  counts: Float64Array;
  /** Rows that have a target, and that have none. */
  rows: number;
  missing: number;
  /** Mean of a numeric target; 0 for classes. */
  centre: number;
  /** A numeric target by row of the table, NaN where missing; for classes none. */
  values?: Float64Array;
}

/**
 * Looks the target over: its classes, or for a number (more than 20 distinct values) bins of about equal frequency.
 * @throws AppError `bad_param` where there is nothing to predict, or there are too many classes.
 */
export async function readTargetCoding(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  target: string,
  bins: number,
): Promise<CodedTarget> {
  const column = findColumn(table, target);
  if (!column)
    throw new AppError('unknown_column', `unknown column: ${target}`, { column: target });
  const coded = isRegression(column, undefined, 'auto')
    ? await readNumber(context, table, column, bins)
    : await readClasses(context, table, column);
  checkVaries(coded);
  return coded;
}

async function readClasses(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  column: ColumnInfo,
): Promise<CodedTarget> {
  checkClassCount(column.name, column.distinct);
  const coding = codeClasses(column);
  const answer = await context.query(
    `SELECT ${coding.value} AS label, count(*)::DOUBLE AS n FROM ${table.relation} WHERE ${coding.present} GROUP BY ${coding.key}`,
  );
  const labels = answer.texts('label').map(String);
  const counted = answer.numbers('n');
  const classes = sortLabels([...new Set(labels)], column);
  checkClassCount(column.name, classes.length);
  const counts = new Float64Array(classes.length);
  labels.forEach((label, index) => (counts[classes.indexOf(label)] += counted[index]));
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const task = classes.length <= 2 ? 'binary' : 'multiclass';
  const missing = table.rowCount - rows;
  return { coding: { ...coding, task, classes }, counts, rows, missing, centre: 0 };
}

function codeClasses(column: ColumnInfo): TargetCoding {
  const key = quoteName(column.name);
  const isFloat = /^(FLOAT|DOUBLE)$/.test(column.type);
  return {
    name: column.name,
    task: 'multiclass',
    classes: [],
    edges: new Float64Array(),
    key,
    value: isFloat
      ? `regexp_replace(${textExpression(column)}, '\\.0$', '')`
      : textExpression(column),
    present: isFloat ? `${key} IS NOT NULL AND NOT isnan(${key})` : `${key} IS NOT NULL`,
  };
}

async function readNumber(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  column: ColumnInfo,
  bins: number,
): Promise<CodedTarget> {
  const value = numberExpression(column);
  const answer = await context.query(`SELECT ${value} AS t FROM ${table.relation}`);
  const values = answer.numbers('t');
  const known = values.filter((each) => !Number.isNaN(each));
  const edges = innerEdges(known, cappedBins(bins, known.length));
  const classes = describeBins(edges);
  const counts = new Float64Array(classes.length);
  for (const each of known) counts[binIndex(edges, each)] += 1;
  const finite = known.filter(Number.isFinite);
  const coding: TargetCoding = {
    name: column.name,
    task: 'regression',
    classes,
    edges,
    key: binExpression(value, edges),
    value,
    present: `(${value}) IS NOT NULL AND NOT isnan(${value})`,
  };
  const centre = finite.reduce((sum, each) => sum + each / finite.length, 0);
  const missing = table.rowCount - known.length;
  return { coding, counts, rows: known.length, missing, centre, values };
}

function innerEdges(values: Float64Array, bins: number): Float64Array {
  const none = new Float64Array(1);
  const { table, levels } = countSorted(values.slice(), new Uint16Array(values.length), {
    nan: none,
    missing: none,
  });
  if (levels.kind !== 'number') return none;
  return equalFrequencyEdges(levels.values, table.rowTotals, bins).slice(1, -1);
}

function binIndex(edges: Float64Array, value: number): number {
  let bin = 0;
  while (bin < edges.length && edges[bin] < value) bin += 1;
  return bin;
}

function checkClassCount(name: string, classes: number): void {
  if (classes <= mostClasses) return;
  throw new AppError(
    'bad_param',
    `target: "${name}": ${formatCount(classes)} different values; choose a column with at most ${formatCount(mostClasses)} classes, or a number`,
    { param: 'target', value: name },
  );
}

function checkVaries({ coding, rows, counts }: CodedTarget): void {
  if (counts.filter((count) => count > 0).length > 1) return;
  const why = rows === 0 ? 'has no values' : `is the same in all ${countWords(rows, 'row')}`;
  throw new AppError(
    'bad_param',
    `target: "${coding.name}": it ${why}, so there is nothing to predict; choose another column`,
    { param: 'target', value: coding.name },
  );
}
