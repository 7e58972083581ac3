import { countWords, formatCount } from '../../data/format';
import { repairNames } from '../../data/formats/csv/column-names';
import { findColumn, isNumericType, type ColumnInfo, type TableInfo } from '../../data/table';
import {
  cellsQuery,
  groupsQuery,
  pivotTableQuery,
  readCells,
  readGroups,
  type PivotCells,
  type PivotGroup,
  type PivotPlan,
  type ShareBase,
} from '../../methods/prepare/pivot';
import { binWidth, pivotKey, type KeyGrouping } from '../../methods/prepare/pivot-keys';
import { quoteName } from '../../data/sql';
import { defineOperator, one, type RunContext } from '../contract';
import type { ParamValues } from '../params';
import { checkMeasure, defaultRows, pivotParams } from './pivot-params';

export type { ShareBase };

/** A pivot as it is shown, and as a table for later cells. */
export interface PivotResult extends PivotCells {
  table: TableInfo;
  /** Names of the columns that rows and columns stand for. */
  rowKeys: string[];
  columnKeys: string[];
  /** How the values of each of them make groups. */
  rowGroupings: KeyGrouping[];
  columnGroupings: KeyGrouping[];
  /** What each cell is: `rows`, `sum of price`. */
  measure: string;
  rows: PivotGroup[];
  columns: PivotGroup[];
  /** Groups that there are, kept apart or not. */
  rowGroups: number;
  columnGroups: number;
  rowsRead: number;
}

type Params = ParamValues<typeof pivotParams>;

export default defineOperator({
  id: 'prepare.pivot',
  version: 2,
  topic: 'prepare',
  title: 'Pivot',
  question: 'How do groups compare, crossed with one another?',
  inputs: { table: one('table') },
  params: pivotParams,
  output: 'table',
  unavailable: ({ table }) =>
    table.columns.length === 0 ? 'The table has no columns.' : undefined,
  cost: ({ table }) => ({ rows: table.rowCount, bytes: 0, seconds: table.rowCount / 4e6 }),
  run: async ({ table }, params, context): Promise<PivotResult> => {
    const plan = await planPivot(table, params, context);
    const rows = readGroups(await context.query(groupsQuery(plan, 'rows')), plan.rows);
    const columns = readGroups(await context.query(groupsQuery(plan, 'columns')), plan.columns);
    if (plan.columns.length === 0) columns.groups = [[]];
    if (plan.rows.length === 0) rows.groups = [[]];
    context.progress(0.4, 'Computing cells and totals');
    const answer = await context.query(cellsQuery(plan));
    const cells = readCells(answer, rows.groups.length, columns.groups.length);
    const measure = measureWords(params);
    const heads = columns.groups.map((group) => groupLabel(group, measure));
    const { names } = repairNames([...plan.rows.map(({ column }) => column), ...heads]);
    const rowNames = names.slice(0, plan.rows.length);
    const select = pivotTableQuery(plan, columns, rowNames, names.slice(plan.rows.length));
    return {
      ...cells,
      table: await context.createTable(select),
      rowKeys: plan.rows.map(({ column }) => column),
      columnKeys: plan.columns.map(({ column }) => column),
      rowGroupings: plan.rows.map(({ grouping }) => grouping),
      columnGroupings: plan.columns.map(({ grouping }) => grouping),
      measure,
      rows: rows.groups,
      columns: columns.groups,
      rowGroups: rows.total,
      columnGroups: columns.total,
      rowsRead: table.rowCount,
    };
  },
  value: ({ table }) => table,
  describe: (result, params) => [
    { level: 'info', text: headline(result) },
    ...limitWords(result, params).map((text) => ({ level: 'warning' as const, text })),
    { level: 'info', text: ruleWords(result, params) },
  ],
});

async function planPivot(
  table: TableInfo,
  params: Params,
  context: RunContext,
): Promise<PivotPlan> {
  const { aggregate, share, sort, mostRows, mostColumns, dates } = params;
  const value = params.values === null ? undefined : findColumn(table, params.values);
  checkMeasure(value, aggregate, share);
  const none = params.rows.length + params.columns.length === 0;
  const rows = none ? [defaultRows(table)] : params.rows.map((name) => findColumn(table, name)!);
  const columns = params.columns.map((name) => findColumn(table, name)!);
  const binWidths = await measureBins(table, [...rows, ...columns], params.bins, context);
  const options = { dates, binWidths };
  return {
    relation: table.relation,
    rows: rows.map((column) => pivotKey(column, options)),
    columns: columns.map((column) => pivotKey(column, options)),
    value: value?.name,
    aggregate,
    share,
    mostRows,
    mostColumns,
    sort,
  };
}

/** Widths of the bins of all numbers among the keys; none where nothing is to be binned. */
async function measureBins(
  table: TableInfo,
  keys: readonly ColumnInfo[],
  bins: number,
  context: RunContext,
): Promise<Map<string, number>> {
  const numbers = keys.filter(({ type }) => isNumericType(type));
  if (bins === 0 || numbers.length === 0) return new Map();
  const spans = numbers.map(({ name }, index) => {
    const value = `CAST(${quoteName(name)} AS DOUBLE)`;
    const finite = `FILTER (isfinite(${value}))`;
    return `min(${value}) ${finite} AS min${index}, max(${value}) ${finite} AS max${index}`;
  });
  const answer = await context.query(`SELECT ${spans.join(', ')} FROM ${table.relation}`);
  const widths = numbers.map(({ name }, index): [string, number | undefined] => [
    name,
    binWidth(answer.numbers(`min${index}`)[0]!, answer.numbers(`max${index}`)[0]!, bins),
  ]);
  return new Map(widths.filter((entry): entry is [string, number] => entry[1] !== undefined));
}

/** What a group is called: its labels, or what the cells are where nothing stands across. */
export function groupLabel(group: PivotGroup, none = 'all'): string {
  if (group === undefined) return 'other';
  if (group.length === 0) return none;
  return group
    .map((label) => (label === null ? 'missing' : label === '' ? 'empty' : label))
    .join(' / ');
}

function measureWords({ values, aggregate }: Params): string {
  if (values === null) return 'rows';
  return { count: 'values', distinct: 'different values' }[aggregate as string] !== undefined
    ? `${aggregate === 'count' ? 'number' : 'different values'} of ${values}`
    : `${aggregate} of ${values}`;
}

function headline({ rows, columns, rowKeys, columnKeys, measure, rowsRead }: PivotResult): string {
  const by = [...rowKeys, ...columnKeys].join(' × ') || 'nothing';
  const size = `${countWords(rows.length, 'row')} × ${countWords(columns.length, 'column')}`;
  return `${measure[0]!.toUpperCase()}${measure.slice(1)} by ${by}: ${size}, from ${countWords(rowsRead, 'row')}.`;
}

function limitWords(result: PivotResult, { mostRows, mostColumns }: Params): string[] {
  const side = (total: number, most: number, what: string): string[] =>
    total > most
      ? [
          `There are ${formatCount(total)} ${what}: the ${formatCount(most)} with the most rows of data are shown, all others together as "other".`,
        ]
      : [];
  return [
    ...side(result.rowGroups, mostRows, 'groups of rows'),
    ...side(result.columnGroups, mostColumns, 'groups of columns'),
  ];
}

function ruleWords({ measure }: PivotResult, { share, totals }: Params): string {
  const shown =
    share === 'value'
      ? measure
      : `each value's share of ${share === 'total' ? 'all' : `its ${share}`}`;
  const sums = totals ? ' Totals are computed from the rows themselves, not from the cells.' : '';
  return `Cells hold the ${shown}; missing values are left out, and a missing label is a group of its own.${sums}`;
}
