import { quoteName, quoteText } from '../../data/sql';
import type { ColumnInfo, TableInfo } from '../../data/table';
import { shownCharacters } from './grid-cell';

/** Sorted and filtered views stand in a schema of their own, as lists of row ids. */
export const viewSchema = 'views';

export interface SortKey {
  column: string;
  descending: boolean;
}

/** A span of rows by position in what is shown, both ends included. */
export interface RowSpan {
  first: number;
  last: number;
}

/** The relation of a view, quoted for FROM. */
export function viewRelation(name: string): string {
  return `${quoteName(viewSchema)}.${quoteName(name)}`;
}

/**
 * Makes the list of row ids that a view shows, in its order. Ties stand in the order of the table, missing
 * values last in both directions.
 */
export function createViewQuery(
  table: TableInfo,
  view: string,
  where: string | undefined,
  sorts: readonly SortKey[],
): string {
  const { source, key } = keyedSource(table);
  const filter = where === undefined ? '' : ` WHERE ${where}`;
  const order = [...sorts.map(orderTerm), key].join(', ');
  return `CREATE OR REPLACE TABLE ${viewRelation(view)} AS SELECT ${key} AS source_row FROM ${source}${filter} ORDER BY ${order}`;
}

/**
 * Cells as text, exact: integers, decimals and dates as the engine writes them. Columns come as `c0`, `c1`, …
 * in the order asked; `position` is the place of the row in what is shown, `source_row` its place in the table.
 * Deep rows cost as much as the first ones. One character more than is shown tells that there are more.
 */
export function pageQuery(
  table: TableInfo,
  view: string | undefined,
  columns: readonly ColumnInfo[],
  rows: RowSpan,
  cut = true,
): string {
  const cells = columns.map((column, index) => {
    const text = cellText(column);
    return `${cut ? `left(${text}, ${shownCharacters + 1})` : text} AS c${index}`;
  });
  return rowsQuery(table, view, cells, rows);
}

/** One row with the first `characters` of each value as `c0`, `c1`, …, and how many there are as `n0`, `n1`, … */
export function recordQuery(
  table: TableInfo,
  view: string | undefined,
  columns: readonly ColumnInfo[],
  row: number,
  characters: number,
): string {
  const cells = columns.flatMap((column, index) => [
    `left(${cellText(column)}, ${characters}) AS c${index}`,
    `CAST(length(${cellText(column)}) AS DOUBLE) AS n${index}`,
  ]);
  return rowsQuery(table, view, cells, { first: row, last: row });
}

/** `count` characters of a value behind its first `from`, as `piece`. */
export function pieceQuery(
  table: TableInfo,
  view: string | undefined,
  column: ColumnInfo,
  row: number,
  from: number,
  count: number,
): string {
  const piece = `substring(${cellText(column)}, ${from + 1}, ${count}) AS piece`;
  return rowsQuery(table, view, [piece], { first: row, last: row });
}

function rowsQuery(
  table: TableInfo,
  view: string | undefined,
  cells: readonly string[],
  { first, last }: RowSpan,
): string {
  const { source, key } = keyedSource(table);
  if (view === undefined) {
    const list = [`CAST(${key} AS DOUBLE) AS source_row`, ...cells].join(', ');
    return `SELECT ${list} FROM ${source} WHERE ${key} BETWEEN ${first} AND ${last} ORDER BY ${key}`;
  }
  const list = ['CAST(shown.source_row AS DOUBLE) AS source_row', ...cells].join(', ');
  return `SELECT ${list} FROM ${viewRelation(view)} AS shown JOIN ${source} ON ${key} = shown.source_row WHERE shown.rowid BETWEEN ${first} AND ${last} ORDER BY shown.rowid`;
}

/** The values of a column with how often they occur, most frequent first; at most `limit` of them. */
export function valuesQuery(
  table: TableInfo,
  column: ColumnInfo,
  where: string | undefined,
  limit: number,
): string {
  const filter = where === undefined ? '' : ` WHERE ${where}`;
  return `SELECT CAST(${quoteName(column.name)} AS VARCHAR) AS value, CAST(count(*) AS DOUBLE) AS row_count FROM ${table.relation}${filter} GROUP BY 1 ORDER BY 2 DESC, 1 NULLS FIRST LIMIT ${limit}`;
}

/**
 * The table with a name for its row ids. A column that is itself called `rowid` hides those of the engine:
 * then rows are numbered anew, which costs a scan a page.
 */
function keyedSource(table: TableInfo): KeyedSource {
  const known = keyedSources.get(table) ?? makeKeyedSource(table);
  keyedSources.set(table, known);
  return known;
}

interface KeyedSource {
  source: string;
  key: string;
}

/** Names of columns are many in wide tables, and pages are asked for often. */
const keyedSources = new WeakMap<TableInfo, KeyedSource>();

function makeKeyedSource(table: TableInfo): KeyedSource {
  const names = table.columns.map(({ name }) => name.toLowerCase());
  if (!names.includes('rowid'))
    return { source: `${table.relation} AS rows_of`, key: 'rows_of.rowid' };
  let key = 'row_number';
  while (names.includes(key)) key += '_';
  const numbered = `SELECT *, row_number() OVER () - 1 AS ${quoteName(key)} FROM ${table.relation}`;
  return { source: `(${numbered}) AS rows_of`, key: `rows_of.${quoteName(key)}` };
}

function orderTerm({ column, descending }: SortKey): string {
  return `rows_of.${quoteName(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
}

function cellText({ name, type }: ColumnInfo): string {
  const column = `rows_of.${quoteName(name)}`;
  return type === 'VARCHAR' ? column : `CAST(${column} AS VARCHAR)`;
}

/** Where a row of the table stands in a view. */
export function positionQuery(view: string, sourceRow: number): string {
  return `SELECT CAST(rowid AS DOUBLE) AS position FROM ${viewRelation(view)} WHERE source_row = ${sourceRow}`;
}

/** The schema of the views; made once. */
export const createViewSchema = `CREATE SCHEMA IF NOT EXISTS ${quoteName(viewSchema)}`;

export function dropViewQuery(view: string): string {
  return `DROP TABLE IF EXISTS ${viewRelation(view)}`;
}

/** The names of all views that exist, for tests and for cleaning up. */
export const listViewsQuery = `SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = ${quoteText(viewSchema)} ORDER BY name`;
