import { plainName } from '../../data/plain-name';
import { quoteName } from '../../data/sql';
import type { SortKey } from '../grid/grid-query';
import type { Cell, Workbench } from '../workbench.svelte';

/** The rows looked at as a SELECT from the table by its name in the notebook. */
export function keptRowsQuery(
  name: string,
  where: string | undefined,
  sorts: readonly SortKey[],
): string {
  const order = sorts.map(
    ({ column, descending }) => `${quoteName(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
  );
  return [
    `SELECT * FROM ${plainName(name)}`,
    ...(where === undefined ? [] : [`WHERE ${where}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
  ].join('\n');
}

/** Adds a SQL cell that makes a table of the rows looked at, and runs it; one step to undo. Resolves to its id. */
export function keepRows(
  workbench: Workbench,
  cell: Cell,
  where: string | undefined,
  sorts: readonly SortKey[],
): Promise<string> {
  const sql = keptRowsQuery(cell.name, where, sorts);
  return workbench.add('source.sql', {
    inputs: { tables: [cell.id] },
    params: { sql, names: [cell.name] },
    name: `${cell.name}_rows`,
    afterId: cell.id,
  });
}
