import type { Columns } from '../../data/columns';
import { quoteName } from '../../data/sql';
import type { PivotKey } from './pivot-keys';

export const aggregates = ['count', 'sum', 'mean', 'median', 'min', 'max', 'distinct'] as const;

export type Aggregate = (typeof aggregates)[number];

/** What cells show: the value, or its share of the total of its row, its column, or all. */
export const shareBases = ['value', 'row', 'column', 'total'] as const;

export type ShareBase = (typeof shareBases)[number];

export interface PivotPlan {
  /** A relation, ready for FROM. */
  relation: string;
  rows: readonly PivotKey[];
  columns: readonly PivotKey[];
  /** The column that is computed; `undefined` counts rows. */
  value: string | undefined;
  aggregate: Aggregate;
  share: ShareBase;
  /** Largest groups that are kept apart; all others become one, "other". */
  mostRows: number;
  mostColumns: number;
  /** Groups in the order of their labels, or the largest first. */
  sort: 'label' | 'size';
}

/** A group of rows or columns: its labels, one a key, `null` where missing; `undefined` is all other groups together. */
export type PivotGroup = readonly (string | null)[] | undefined;

/** The groups that are kept apart, in their order, and how many there are. */
export interface PivotGroups {
  groups: PivotGroup[];
  total: number;
}

/**
 * The groups of one side with their place in the order shown, the largest `most` of them. Answers `place`,
 * `label0`, `label1`, … and `total`, the number of all groups.
 */
export function groupsQuery(plan: PivotPlan, side: 'rows' | 'columns'): string {
  const labels = plan[side].map((_, index) => `label${index}`).join(', ');
  return `SELECT place::DOUBLE AS place, total::DOUBLE AS total, ${labels} FROM (${groupsSelect(plan, side)}) ORDER BY place`;
}

export function readGroups(answer: Columns, keys: readonly PivotKey[]): PivotGroups {
  const labels = keys.map((_, index) => answer.texts(`label${index}`));
  const groups: PivotGroup[] = Array.from({ length: answer.rowCount }, (_, row) =>
    labels.map((column) => column[row]!),
  );
  const total = answer.rowCount === 0 ? 0 : answer.numbers('total')[0]!;
  if (total > groups.length) groups.push(undefined);
  return { groups, total };
}

/**
 * All cells and totals: `row` and `column` are places of groups (-1 for other, NaN for all of them), `value` the
 * aggregate as a number, `text` as the engine writes it. Totals come from the rows themselves, not from the cells.
 */
export function cellsQuery(plan: PivotPlan): string {
  const value = aggregateSql(plan, '');
  const sets = '((row_place, column_place), (row_place), (column_place), ())';
  return `WITH ${placedSelect(plan)} SELECT CASE WHEN GROUPING(row_place) = 0 THEN row_place::DOUBLE END AS row, CASE WHEN GROUPING(column_place) = 0 THEN column_place::DOUBLE END AS column, TRY_CAST(${value} AS DOUBLE) AS value, CAST(${value} AS VARCHAR) AS text FROM placed GROUP BY GROUPING SETS ${sets}`;
}

export interface PivotCells {
  /** Row by row, `columnCount + 1` each: the last row and the last column are totals. NaN where there is nothing. */
  values: Float64Array;
  /** The same as text; `null` where there is nothing. */
  texts: (string | null)[];
}

export function readCells(answer: Columns, rowCount: number, columnCount: number): PivotCells {
  const width = columnCount + 1;
  const values = new Float64Array((rowCount + 1) * width).fill(NaN);
  const texts: (string | null)[] = Array.from({ length: values.length }, () => null);
  const [rows, columns] = [answer.numbers('row'), answer.numbers('column')];
  const [numbers, words] = [answer.numbers('value'), answer.texts('text')];
  for (let index = 0; index < answer.rowCount; index += 1) {
    const place = placeOf(rows[index]!, rowCount) * width + placeOf(columns[index]!, columnCount);
    values[place] = numbers[index]!;
    texts[place] = words[index]!;
  }
  return { values, texts };
}

/** "Other" stands last among the groups, the total behind them. */
function placeOf(place: number, count: number): number {
  if (Number.isNaN(place)) return count;
  return place < 0 ? count - 1 : place;
}

/**
 * The pivot as a table: the labels of each group of rows, then one column for each group of columns, named
 * `names`, which must be as many as the groups.
 */
export function pivotTableQuery(
  plan: PivotPlan,
  { groups }: PivotGroups,
  rowNames: readonly string[],
  names: readonly string[],
): string {
  const labels = plan.rows.map((_, index) => {
    const label = `any_value(label${index})`;
    const shown = `CASE WHEN row_place < 0 THEN 'other' ELSE ${label} END`;
    return `${shown} AS ${quoteName(rowNames[index]!)}`;
  });
  const cells = groups.map((group, index) => {
    const place = group === undefined ? -1 : index;
    const value = aggregateSql(plan, ` FILTER (column_place = ${place})`);
    return `${shareSql(plan, value)} AS ${quoteName(names[index]!)}`;
  });
  const order = 'ORDER BY row_place < 0, row_place';
  return `WITH ${placedSelect(plan)} SELECT ${[...labels, ...cells].join(', ')} FROM placed GROUP BY row_place ${order}`;
}

function shareSql(plan: PivotPlan, value: string): string {
  if (plan.share === 'value') return value;
  const all = aggregateSql(plan, '');
  const base = {
    row: all,
    column: `sum(${value}) OVER ()`,
    total: `sum(${all}) OVER ()`,
  }[plan.share];
  return `CAST(${value} AS DOUBLE) / nullif(CAST(${base} AS DOUBLE), 0)`;
}

function aggregateSql({ aggregate, value }: PivotPlan, filter: string): string {
  if (value === undefined) return `count(*)${filter}`;
  const calls: Record<Aggregate, string> = {
    count: 'count(pivot_value)',
    sum: 'sum(pivot_value)',
    mean: 'avg(pivot_value)',
    median: 'median(pivot_value)',
    min: 'min(pivot_value)',
    max: 'max(pivot_value)',
    distinct: 'count(DISTINCT pivot_value)',
  };
  return `${calls[aggregate]}${filter}`;
}

/** Every row of the table with the places of its groups, as the common table `placed`. */
function placedSelect(plan: PivotPlan): string {
  const value = plan.value === undefined ? 'NULL' : quoteName(plan.value);
  const keyed = [...keyColumns(plan.rows, 'r'), ...keyColumns(plan.columns, 'c')];
  const labels = plan.rows.map((_, index) => `row_groups.label${index}`);
  return `keyed AS (SELECT ${[...keyed, `${value} AS pivot_value`].join(', ')} FROM ${plan.relation}),
 row_groups AS (${groupsSelect(plan, 'rows')}),
 column_groups AS (${groupsSelect(plan, 'columns')}),
 placed AS (SELECT coalesce(row_groups.place, -1) AS row_place, coalesce(column_groups.place, -1) AS column_place, ${[...labels, 'pivot_value'].join(', ')}
  FROM keyed LEFT JOIN row_groups ON ${matches(plan.rows, 'row_groups', 'r')} LEFT JOIN column_groups ON ${matches(plan.columns, 'column_groups', 'c')})`;
}

function keyColumns(keys: readonly PivotKey[], prefix: string): string[] {
  return keys.map(({ order }, index) => `${order} AS ${prefix}${index}`);
}

function matches(keys: readonly PivotKey[], groups: string, prefix: string): string {
  const parts = keys.map(
    (_, index) => `keyed.${prefix}${index} IS NOT DISTINCT FROM ${groups}.order${index}`,
  );
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}

/** The largest groups by rows, numbered in the order shown; equal ones by their order. Without keys there is one. */
function groupsSelect(plan: PivotPlan, side: 'rows' | 'columns'): string {
  const keys = plan[side];
  if (keys.length === 0) return 'SELECT 0 AS place, 1 AS total';
  const most = side === 'rows' ? plan.mostRows : plan.mostColumns;
  const orders = keys.map((_, index) => `order${index} NULLS LAST`).join(', ');
  const first = plan.sort === 'size' ? `size DESC, ${orders}` : orders;
  const columns = keys.map(
    ({ order, label }, index) => `${order} AS order${index}, any_value(${label}) AS label${index}`,
  );
  const grouped = `SELECT ${columns.join(', ')}, count(*) AS size FROM ${plan.relation} GROUP BY ${keys.map(({ order }) => order).join(', ')}`;
  const largest = `SELECT *, count(*) OVER () AS total FROM (${grouped}) ORDER BY size DESC, ${orders} LIMIT ${most}`;
  return `SELECT *, row_number() OVER (ORDER BY ${first}) - 1 AS place FROM (${largest})`;
}
