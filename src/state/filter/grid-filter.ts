import { quoteName, quoteText } from '../../data/sql';
import type { ColumnInfo } from '../../data/table';
import { groupingLabel, type KeyGrouping } from '../../operators/prepare/pivot-groups';
import { isList, typeFamily, type TypeFamily } from '../../data/type-family';

/** One condition on one column. Bounds and values are texts as the engine writes them, so that nothing is rounded. */
export type ColumnFilter =
  | RangeFilter
  | { test: 'values'; column: string; values: readonly (string | null)[]; exclude?: boolean }
  | { test: 'contains'; column: string; text: string }
  | LengthFilter
  | GroupFilter
  | OtherGroupsFilter
  | { test: 'missing'; column: string }
  | { test: 'present'; column: string };

export interface RangeFilter {
  test: 'range';
  column: string;
  min?: string;
  max?: string;
  /** The upper bound is outside, as in all bins of a histogram but the last. */
  maxExcluded?: boolean;
}

/** Characters of a text, items of a list; both ends included. */
export interface LengthFilter {
  test: 'length';
  column: string;
  min: number;
  max: number;
}

/** Rows whose value falls into groups of a pivot, by what those are called; `null` is the group of missing values. */
export interface GroupFilter {
  test: 'group';
  column: string;
  grouping: KeyGrouping;
  labels: readonly (string | null)[];
  exclude?: boolean;
}

/** Rows that fall into none of some groups of several columns together. */
export interface OtherGroupsFilter {
  test: 'other-groups';
  /** The first of them, under which the condition stands. */
  column: string;
  keys: readonly { column: string; grouping: KeyGrouping }[];
  /** Labels of each group, one for each key; `null` is the group of missing values. */
  groups: readonly (readonly (string | null)[])[];
}

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const scientificNumber = /^[+-]?(\d+\.?\d*|\.\d+)e[+-]?\d+$/i;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const isoDateTime = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?$/;

/**
 * The conditions as one SQL predicate over the columns by name; `undefined` where nothing is asked.
 * Filters on columns that the table does not have are left out: they belong to an older table of the same cell.
 * `expression` is a condition that a person typed in SQL.
 */
export function wherePredicate(
  columns: readonly ColumnInfo[],
  filters: readonly ColumnFilter[],
  search = '',
  expression = '',
): string | undefined {
  const parts = filters.flatMap((filter) => {
    const column = columns.find(({ name }) => name === filter.column);
    return column && columnsOf(filter).every((each) => columns.some(({ name }) => name === each))
      ? [columnPredicate(column, filter)]
      : [];
  });
  if (search !== '') parts.push(searchPredicate(columns, search));
  // A comment at its end is not to swallow the parenthesis.
  if (expression !== '') parts.push(`(${expression}\n)`);
  return parts.length === 0 ? undefined : parts.join('\nAND ');
}

/** Columns that the quick search looks into: all that hold texts. */
export function searchedColumns(columns: readonly ColumnInfo[]): ColumnInfo[] {
  return columns.filter(({ type }) => isTextual(typeFamily(type)));
}

/** What is wrong with a bound that a person typed, in words; `undefined` where nothing is. */
export function boundProblem(text: string, type: string): string | undefined {
  const family = typeFamily(type);
  const isNumber = plainNumber.test(text) || scientificNumber.test(text);
  if (isNumeric(family)) return isNumber ? undefined : `${text}: give a number, such as 12.5`;
  if (!isoDate.test(text) && !isoDateTime.test(text))
    return `${text}: give a date, such as 2024-05-31 or 2024-05-31 14:30`;
  return isInCalendar(text) ? undefined : `${text}: there is no such date`;
}

/** Which conditions a column of this type can have, the most useful one first. */
export function filterTests(column: ColumnInfo): ColumnFilter['test'][] {
  const family = typeFamily(column.type);
  if (isNumeric(family) || isTemporal(family)) {
    return column.kind === 'category' ? ['values', 'range'] : ['range', 'values'];
  }
  const hasLength = isList(column.type) || (column.kind === 'text' && isTextual(family));
  const tests: ColumnFilter['test'][] =
    column.kind === 'text' || column.kind === 'identifier'
      ? ['contains', 'values']
      : ['values', 'contains'];
  return hasLength ? [...tests, 'length'] : tests;
}

/** Any text as an SQL expression; also one that holds NUL, which no literal can. */
export function textExpression(text: string): string {
  return text.split('\0').map(quoteText).join(' || chr(0) || ');
}

function columnPredicate(column: ColumnInfo, filter: ColumnFilter): string {
  const name = quoteName(column.name);
  switch (filter.test) {
    case 'range':
      return rangePredicate(name, column.type, filter);
    case 'values':
      return valuesPredicate(name, asText(name, column.type), filter.values, filter.exclude);
    case 'group':
      return valuesPredicate(
        name,
        groupingLabel(column.name, filter.grouping),
        filter.labels,
        filter.exclude,
      );
    case 'other-groups':
      return otherGroupsPredicate(filter);
    case 'contains':
      return containsPredicate(asText(name, column.type), filter.text);
    case 'length':
      return lengthPredicate(name, column.type, filter);
    case 'missing':
      return `${name} IS NULL`;
    case 'present':
      return `${name} IS NOT NULL`;
  }
}

function columnsOf(filter: ColumnFilter): string[] {
  return filter.test === 'other-groups' ? filter.keys.map(({ column }) => column) : [];
}

/** A missing value is in no group but that of missing ones, and so never leaves the condition open. */
function otherGroupsPredicate({ keys, groups }: OtherGroupsFilter): string {
  const tests = groups.map((labels) => {
    const parts = keys.map((key, place) => groupTest(key, labels[place] ?? null));
    return `(${parts.join(' AND ')})`;
  });
  return tests.length === 0 ? 'true' : `NOT coalesce(${tests.join(' OR ')}, false)`;
}

function groupTest(
  { column, grouping }: OtherGroupsFilter['keys'][number],
  label: string | null,
): string {
  return valuesPredicate(quoteName(column), groupingLabel(column, grouping), [label]);
}

/** NaN is greater than every number in the engine; here it is in no range. */
function rangePredicate(name: string, type: string, filter: RangeFilter): string {
  const family = typeFamily(type);
  const parts: string[] = [];
  if (filter.min !== undefined) parts.push(`${name} >= ${bound(filter.min, family)}`);
  if (filter.max !== undefined) parts.push(upperBound(name, filter.max, filter, family));
  if (family === 'float') parts.push(`NOT isnan(${name})`);
  if (parts.length === 0) parts.push(`${name} IS NOT NULL`);
  return `(${parts.join(' AND ')})`;
}

function lengthPredicate(name: string, type: string, { min, max }: LengthFilter): string {
  const length = isList(type) ? `len(${name})` : `length(${asText(name, type)})`;
  return min === max ? `${length} = ${min}` : `${length} BETWEEN ${min} AND ${max}`;
}

function upperBound(name: string, max: string, filter: RangeFilter, family: TypeFamily): string {
  if (filter.maxExcluded) return `${name} < ${bound(max, family)}`;
  if (family === 'datetime' && isoDate.test(max))
    return `${name} < ${bound(max, 'date')} + INTERVAL 1 DAY`;
  return `${name} <= ${bound(max, family)}`;
}

/** A plain decimal as it is, since the engine reads it exactly; all else through a cast. */
function bound(text: string, family: TypeFamily): string {
  if (family === 'float') return `CAST(${quoteText(text)} AS DOUBLE)`;
  if (isNumeric(family)) {
    return plainNumber.test(text) ? `(${text})` : `CAST(${quoteText(text)} AS DOUBLE)`;
  }
  const type = family === 'date' && isoDate.test(text) ? 'DATE' : 'TIMESTAMP';
  return `CAST(${quoteText(text)} AS ${type})`;
}

function valuesPredicate(
  name: string,
  text: string,
  values: readonly (string | null)[],
  exclude = false,
): string {
  const texts = values.filter((value) => value !== null);
  const list = texts.map(textExpression).join(', ');
  const takesMissing = values.includes(null) !== exclude;
  if (texts.length === 0) {
    if (!values.includes(null)) return String(exclude);
    return exclude ? `${name} IS NOT NULL` : `${name} IS NULL`;
  }
  const isOne = texts.length === 1;
  const operator = isOne ? (exclude ? '<>' : '=') : exclude ? 'NOT IN' : 'IN';
  const test = `${text} ${operator} ${isOne && !list.includes('||') ? list : `(${list})`}`;
  return takesMissing ? `(${test} OR ${name} IS NULL)` : test;
}

function searchPredicate(columns: readonly ColumnInfo[], search: string): string {
  const parts = searchedColumns(columns).map(({ name, type }) =>
    containsPredicate(asText(quoteName(name), type), search),
  );
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}

/** Both sides are folded by the engine, so that they are folded alike. */
function containsPredicate(text: string, needle: string): string {
  return `contains(lower(${text}), lower(${textExpression(needle)}))`;
}

function asText(name: string, type: string): string {
  return type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
}

function isInCalendar(text: string): boolean {
  const time = Date.parse(isoDate.test(text) ? text : `${text.replace(' ', 'T')}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 10));
}

function isNumeric(family: TypeFamily): boolean {
  return family === 'integer' || family === 'float' || family === 'decimal';
}

function isTemporal(family: TypeFamily): boolean {
  return family === 'date' || family === 'datetime';
}

function isTextual(family: TypeFamily): boolean {
  return family === 'text' || family === 'enum' || family === 'uuid';
}
