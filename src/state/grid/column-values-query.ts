import { quoteName } from '../../data/sql';
import type { ColumnInfo, TableInfo } from '../../data/table';
import { textExpression } from '../filter/grid-filter';
import { viewRelation } from './grid-query';

/** In which order the values of a column are paged. */
export type ValuesOrder = 'count' | 'value';

export interface ValuesRequest {
  /** Rows that are counted, as a predicate; all where absent. */
  where?: string;
  order: ValuesOrder;
  /** Only values that contain this, whatever the case; '' for all. */
  containing: string;
}

/**
 * Makes the list of the distinct values of a column with their rows (`value` as text, NULL for missing; `row_count`),
 * once, so that any page of it is a look-up. Values stand in the order of their type, missing last.
 */
export function createValuesQuery(
  table: TableInfo,
  column: ColumnInfo,
  view: string,
  { where, order, containing }: ValuesRequest,
): string {
  const name = quoteName(column.name);
  const rows = where === undefined ? '' : ` WHERE ${where}`;
  const counted = `SELECT ${name} AS v, count(*)::DOUBLE AS row_count FROM ${table.relation}${rows} GROUP BY 1`;
  const found =
    containing === ''
      ? ''
      : ` WHERE contains(lower(v::VARCHAR), lower(${textExpression(containing)}))`;
  const by = order === 'count' ? 'row_count DESC, v NULLS LAST' : 'v NULLS LAST';
  return `CREATE OR REPLACE TABLE ${viewRelation(view)} AS SELECT v::VARCHAR AS value, row_count FROM (${counted})${found} ORDER BY ${by}`;
}

/** How many values are in the list, and how many rows they stand for. */
export function countValuesQuery(view: string): string {
  return `SELECT count(*)::DOUBLE AS value_count, coalesce(sum(row_count), 0) AS row_count FROM ${viewRelation(view)}`;
}

export function valuesPageQuery(view: string, first: number, count: number): string {
  return `SELECT value, row_count FROM ${viewRelation(view)} WHERE rowid BETWEEN ${first} AND ${first + count - 1} ORDER BY rowid`;
}
