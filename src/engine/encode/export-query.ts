import type { ExportChoice } from '../../data/export';
import { quoteName } from '../../data/sql';
import type { TableInfo } from '../../data/table';
import type { ExportColumn } from './export-columns';

/** The rows to be exported, for FROM: the table as `rows_of`, with its filter behind it. */
export function exportedRows(table: TableInfo, { where }: ExportChoice): string {
  return `${table.relation} AS rows_of${where === undefined ? '' : ` WHERE ${where}`}`;
}

/** All rows to be exported in their order; columns by their own names, or as `c0`, `c1`, … where those do not matter. */
export function exportQuery(
  table: TableInfo,
  columns: readonly ExportColumn[],
  choice: ExportChoice,
  names: 'own' | 'numbered',
): string {
  const list = columns.map(
    ({ name, sql }, index) => `${sql} AS ${names === 'own' ? quoteName(name) : `c${index}`}`,
  );
  const order = orderTerms(table, choice);
  const ordered = order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`;
  return `SELECT ${list.join(', ')} FROM ${exportedRows(table, choice)}${ordered}`;
}

/** Ties stand in the order of the table, unless a column of its own hides the row ids of the engine. */
function orderTerms(table: TableInfo, { sorts = [] }: ExportChoice): string[] {
  const terms = sorts.map(
    ({ column, descending }) =>
      `rows_of.${quoteName(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  );
  const hidesRowId = table.columns.some(({ name }) => name.toLowerCase() === 'rowid');
  return terms.length === 0 || hidesRowId ? terms : [...terms, 'rows_of.rowid'];
}
