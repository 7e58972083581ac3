import type { TableInfo } from '../../data/table';
import {
  createViewQuery,
  createViewSchema,
  dropViewQuery,
  viewRelation,
  type SortKey,
} from './grid-query';
import type { GridQuery } from './grid-tiles.svelte';

/** A list of row ids in the engine: which rows of the table are shown, in which order. */
export interface GridView {
  /** `undefined` for the table as it is. */
  name: string | undefined;
  rowCount: number;
}

let lastView = 0;

/** Makes the view that shows the rows under `where` in the order of `sorts`. Leaves nothing behind when it fails. */
export async function createView(
  query: GridQuery,
  table: TableInfo,
  where: string | undefined,
  sorts: readonly SortKey[],
  signal: AbortSignal,
): Promise<GridView> {
  if (where === undefined && sorts.length === 0)
    return { name: undefined, rowCount: table.rowCount };
  const name = `grid_${(lastView += 1)}`;
  try {
    await query(createViewSchema, signal);
    await query(createViewQuery(table, name, where, sorts), signal);
    const counted = `SELECT CAST(count(*) AS DOUBLE) AS row_count FROM ${viewRelation(name)}`;
    const answer = await query(counted, signal);
    return { name, rowCount: answer.numbers('row_count')[0]! };
  } catch (thrown) {
    dropView(query, name);
    throw thrown;
  }
}

/** A view that cannot be dropped went with an engine that was started again. */
export function dropView(query: GridQuery, name: string | undefined): void {
  if (name !== undefined) query(dropViewQuery(name)).catch(() => undefined);
}
