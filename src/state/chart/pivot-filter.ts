import type { KeyGrouping } from '../../operators/prepare/pivot-groups';
import type { PivotResult } from '../../operators/prepare/pivot';
import type { ColumnFilter } from '../filter/grid-filter';
import type { TableFilter } from '../filter/table-filter.svelte';

/** Groups of a pivot by their places; `undefined` where a side is not asked for, as in a line of totals. */
export interface PivotPick {
  row?: number;
  column?: number;
  /** Of a group of rows with several labels, how many count from the first on; all without it. */
  labels?: number;
}

/**
 * What a pick asks of the table that was crossed: a condition for each column that its groups stand for, and one for all
 * other groups of several columns together.
 */
export function pickedFilters(
  result: PivotResult,
  { row, column, labels }: PivotPick,
): ColumnFilter[] {
  const { rows, rowKeys, rowGroupings, columns, columnKeys, columnGroupings } = result;
  const down = row === undefined ? [] : sideFilters(rows, row, rowKeys, rowGroupings, labels);
  const across =
    column === undefined ? [] : sideFilters(columns, column, columnKeys, columnGroupings);
  return [...down, ...across];
}

/** Whether the table is filtered by just these of all the conditions that this pivot can set. */
export function isPicked(
  filter: TableFilter,
  result: PivotResult,
  wanted: readonly ColumnFilter[],
): boolean {
  if (wanted.length === 0) return false;
  const { own } = partFilters(filter, result);
  return (
    own.length === wanted.length &&
    wanted.every((each) => JSON.stringify(filter.filterOf(each.column)) === JSON.stringify(each))
  );
}

/** Filters the table by a pick, or takes that away again. Conditions on columns that are not crossed stay. */
export function togglePick(
  filter: TableFilter,
  result: PivotResult,
  wanted: readonly ColumnFilter[],
): void {
  const { others } = partFilters(filter, result);
  const isOn = isPicked(filter, result, wanted);
  filter.set({ filters: isOn ? others : [...others, ...wanted] });
}

function partFilters(
  { filters }: TableFilter,
  { rowKeys, columnKeys }: PivotResult,
): { own: ColumnFilter[]; others: ColumnFilter[] } {
  const keys = new Set([...rowKeys, ...columnKeys]);
  return {
    own: filters.filter(({ column }) => keys.has(column)),
    others: filters.filter(({ column }) => !keys.has(column)),
  };
}

function sideFilters(
  groups: PivotResult['rows'],
  place: number,
  keys: readonly string[],
  groupings: readonly KeyGrouping[],
  labels = keys.length,
): ColumnFilter[] {
  const group = groups[place];
  if (group)
    return group
      .slice(0, labels)
      .map((label, key) => filterOf(keys[key]!, groupings[key]!, [label]));
  const known = groups.filter((each) => each !== undefined);
  if (keys.length === 1) {
    const labels = known.map((each) => each[0]!);
    return [filterOf(keys[0]!, groupings[0]!, labels, true)];
  }
  const crossed = keys.map((column, key) => ({ column, grouping: groupings[key]! }));
  return [{ test: 'other-groups', column: keys[0]!, keys: crossed, groups: known }];
}

function filterOf(
  column: string,
  grouping: KeyGrouping,
  labels: (string | null)[],
  exclude?: true,
): ColumnFilter {
  const how = exclude ? { exclude } : {};
  return grouping.by === 'value'
    ? { test: 'values', column, values: labels, ...how }
    : { test: 'group', column, grouping, labels, ...how };
}
