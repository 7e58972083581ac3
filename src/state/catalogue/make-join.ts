import type { TableInfo } from '../../data/table';
import { findCell } from '../../notebook/document';
import type { ColumnPlace, JoinProposal } from '../../notebook/join-proposals';
import { tableOfCell } from '../cells/inspection';
import type { JoinTimes } from './join-times';
import { joinSql, renameSql, type JoinSide } from './join-sql';
import type { Cell, Workbench } from '../workbench.svelte';

/** A side of a proposed join that is at hand in the open notebook. */
export interface ShownSide {
  cell: Cell;
  table: TableInfo;
  by: string;
}

/** Both sides of a proposed join where both are in the open notebook and have been made. */
export function shownSides(
  workbench: Workbench,
  { from, to }: JoinProposal,
): [ShownSide, ShownSide] | undefined {
  const [first, second] = [shownSide(workbench, from), shownSide(workbench, to)];
  return first && second && [first, second];
}

/** Joins the two tables in a cell below them, as known at the time where columns of time are given; resolves to its id. */
export function joinSides(
  workbench: Workbench,
  sides: [ShownSide, ShownSide],
  times?: JoinTimes,
): Promise<string> {
  return times ? joinInTime(workbench, sides, times) : joinTables(workbench, sides);
}

function joinTables(workbench: Workbench, sides: [ShownSide, ShownSide]): Promise<string> {
  const [first, second] = sides;
  const ids = sides.map(({ cell }) => cell.id);
  return workbench.add('source.sql', {
    inputs: { tables: ids },
    params: {
      sql: joinSql(toJoinSide(first), toJoinSide(second)),
      names: sides.map(({ cell }) => cell.name),
    },
    name: `${first.cell.name}_${second.cell.name}`,
    afterId: lastOf(workbench, ids),
  });
}

async function joinInTime(
  workbench: Workbench,
  sides: [ShownSide, ShownSide],
  [eventTime, featureTime]: JoinTimes,
): Promise<string> {
  const [labels, features] = sides;
  const renamed =
    labels.by === features.by ? features.cell.id : await renameKey(workbench, features, labels.by);
  return workbench.add('prepare.asof-join', {
    inputs: { labels: labels.cell.id, features: renamed },
    params: { eventTime, featureTime, keys: [labels.by] },
    name: `${labels.cell.name}_as_of`,
    afterId: lastOf(workbench, [labels.cell.id, renamed]),
  });
}

function renameKey(workbench: Workbench, { cell, by }: ShownSide, to: string): Promise<string> {
  return workbench.add('source.sql', {
    inputs: { tables: [cell.id] },
    params: { sql: renameSql(cell.name, by, to), names: [cell.name] },
    name: `${cell.name}_by_${to}`,
    afterId: cell.id,
  });
}

/** A side of a proposed join, where its table stands in the open notebook. */
export function shownSide(workbench: Workbench, place: ColumnPlace): ShownSide | undefined {
  if (place.project !== workbench.projects.openId) return undefined;
  const cell = findCell(workbench.documents.current, place.entry.cell);
  const table = cell && tableOfCell(workbench, cell.id);
  const by = place.column.name;
  return table?.columns.some(({ name }) => name === by) ? { cell: cell!, table, by } : undefined;
}

function toJoinSide({ cell, table, by }: ShownSide): JoinSide {
  return { name: cell.name, columns: table.columns.map(({ name }) => name), by };
}

function lastOf({ cells }: Workbench, ids: readonly string[]): string {
  return cells.findLast(({ id }) => ids.includes(id))!.id;
}
