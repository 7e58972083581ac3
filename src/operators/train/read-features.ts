import { AppError } from '../../data/app-error';
import type { CodedColumn } from '../../data/columns';
import type { FeatureColumn, Features, Target } from '../../data/features';
import type { Model, Task } from '../../data/model';
import { quoteName } from '../../data/sql';
import { rowsOfPart } from '../../methods/train/split';
import { findColumn, isNumericKind, isNumericType } from '../../data/table';
import type { ColumnInfo, TableInfo } from '../../data/table';
import type { RunContext } from '../contract';

/** More distinct numbers than this in a target make it a regression, unless the user says otherwise. */
export const mostNumberClasses = 20;

/** Columns are fetched some at a time, so that a cancel is heard between. */
const columnsAtOnce = 8;

type FeatureKind = 'number' | 'date' | 'category' | 'text';

/**
 * Columns as learners see them, rows in table order: numbers, booleans (0, 1) and dates (ms since 1970 UTC) as
 * doubles, categories as codes, everything else as text.
 * @throws AppError `unknown_column`
 */
export async function readFeatures(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  columns: string[],
): Promise<Features> {
  const known = columns.map((name) => getColumn(table, name));
  const read: FeatureColumn[] = [];
  for (let start = 0; start < known.length; start += columnsAtOnce) {
    read.push(...(await readBatch(context, table, known.slice(start, start + columnsAtOnce))));
  }
  return { rowCount: table.rowCount, columns: read };
}

/**
 * The target, rows in table order. A numeric kind with more than 20 distinct values is a regression, everything
 * else has classes: sorted (numbers by value, text by code unit), or those given, where another label counts as
 * missing (-1). An empty list of given classes means a regression. `task` overrules what would be inferred.
 */
export async function readTarget(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  target: string,
  classes?: string[],
  task: 'auto' | 'classification' | 'regression' = 'auto',
): Promise<Target> {
  const column = getColumn(table, target);
  if (isRegression(column, classes, task)) {
    const answer = await context.query(
      `SELECT ${numberExpression(column)} AS target FROM ${table.relation}`,
    );
    return { task: 'regression', name: target, values: answer.numbers('target') };
  }
  const answer = await context.query(
    `SELECT ${textExpression(column)} AS target FROM ${table.relation}`,
  );
  const coded = plainLabels(answer.codes('target'), column);
  const sorted = classes ?? sortLabels(coded.labels, column);
  return { task: taskOf(sorted), name: target, codes: recode(coded, sorted), classes: sorted };
}

/** Row numbers that the model neither learned from nor was tuned on: test rows, or validation rows if none. */
export function heldOutRows(model: Pick<Model, 'split'>): Uint32Array {
  const { assignment } = model.split;
  return rowsOfPart(assignment, assignment.includes(2) ? 2 : 1);
}

/** Whether the target of a table is learned as numbers. */
export function isRegression(
  column: ColumnInfo,
  classes: string[] | undefined,
  task: 'auto' | 'classification' | 'regression',
): boolean {
  if (classes) return classes.length === 0;
  if (task !== 'auto') return task === 'regression';
  return isNumericKind(column.kind) && column.distinct > mostNumberClasses;
}

async function readBatch(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  columns: ColumnInfo[],
): Promise<FeatureColumn[]> {
  const list = columns.map((column, index) => `${expression(column)} AS c${index}`);
  const answer = await context.query(`SELECT ${list.join(', ')} FROM ${table.relation}`);
  return columns.map((column, index): FeatureColumn => {
    const { name } = column;
    const kind = featureKind(column);
    if (kind === 'text') return { kind, name, values: answer.texts(`c${index}`) };
    if (kind === 'category')
      return { kind, name, ...plainLabels(answer.codes(`c${index}`), column) };
    const values = answer.numbers(`c${index}`);
    return kind === 'date'
      ? { kind: 'number', name, values, isDate: true }
      : { kind: 'number', name, values };
  });
}

function featureKind({ kind, type }: ColumnInfo): FeatureKind {
  if (kind === 'date' || kind === 'datetime') return 'date';
  if (kind === 'category' || kind === 'text') return kind;
  if (isNumericKind(kind) || kind === 'boolean') return 'number';
  return isNumericType(type) ? 'number' : 'category';
}

function expression(column: ColumnInfo): string {
  const kind = featureKind(column);
  return kind === 'number' || kind === 'date' ? numberExpression(column) : textExpression(column);
}

/** A column as DOUBLE; what cannot be a number is missing. */
export function numberExpression({ name, type, kind }: ColumnInfo): string {
  const quoted = quoteName(name);
  if (isNumericType(type)) return `${quoted}::DOUBLE`;
  if (type === 'BOOLEAN') return `${quoted}::INTEGER::DOUBLE`;
  if (type === 'TIME' || type === 'INTERVAL')
    return `(1000 * date_part('epoch', ${quoted}))::DOUBLE`;
  if (/^(DATE|TIMESTAMP)/.test(type)) return msExpression(`${quoted}::TIMESTAMP`);
  if (kind === 'date' || kind === 'datetime')
    return msExpression(`TRY_CAST(${quoted} AS TIMESTAMP)`);
  if (kind === 'boolean') return `TRY_CAST(${quoted} AS BOOLEAN)::INTEGER::DOUBLE`;
  return `TRY_CAST(${quoted} AS DOUBLE)`;
}

/** The infinite dates of DuckDB have no milliseconds and count as missing. */
function msExpression(timestamp: string): string {
  return `CASE WHEN isfinite(${timestamp}) THEN epoch_ms(${timestamp})::DOUBLE END`;
}

/** A column as text; NaN is not a category but missing, as for numbers. */
export function textExpression({ name, type }: ColumnInfo): string {
  const quoted = quoteName(name);
  if (!isFloatType(type)) return `${quoted}::VARCHAR`;
  return `CASE WHEN NOT isnan(${quoted}) THEN ${quoted}::VARCHAR END`;
}

function isFloatType(type: string): boolean {
  return type === 'FLOAT' || type === 'DOUBLE';
}

/** Labels as JavaScript writes numbers (`1`, not `1.0`), so that a class is the same in every table. */
function plainLabels(coded: CodedColumn, { type }: ColumnInfo): CodedColumn {
  if (!isFloatType(type)) return coded;
  return { codes: coded.codes, labels: coded.labels.map((label) => label.replace(/\.0$/, '')) };
}

export function sortLabels(labels: string[], { type }: ColumnInfo): string[] {
  if (isNumericType(type)) return [...labels].sort((one, other) => Number(one) - Number(other));
  return [...labels].sort();
}

function recode({ codes, labels }: CodedColumn, sorted: string[]): Int32Array {
  const place = new Map(sorted.map((label, index) => [label, index]));
  const codeOf = labels.map((label) => place.get(label) ?? -1);
  return codes.map((code) => (code < 0 ? -1 : codeOf[code]!));
}

function taskOf(classes: string[]): Exclude<Task, 'regression'> {
  return classes.length <= 2 ? 'binary' : 'multiclass';
}

function getColumn(table: TableInfo, name: string): ColumnInfo {
  const found = findColumn(table, name);
  if (found) return found;
  const names = table.columns.slice(0, 8).map((column) => column.name);
  throw new AppError(
    'unknown_column',
    `unknown column: ${name}: the table has ${names.join(', ')}${table.columns.length > 8 ? ', …' : ''}`,
    { column: name },
  );
}
