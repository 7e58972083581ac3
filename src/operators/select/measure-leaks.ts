import type { ColumnInfo, TableInfo } from '../../data/table';
import type { Leak } from '../../methods/select/leak-rules';
import {
  findRowLeaks,
  readRowTwins,
  rowTwinsQuery,
  type RowTwins,
} from '../../methods/select/row-leaks';
import {
  findEntities,
  findKnownLater,
  findTimeColumns,
  laterDatesQuery,
  readLaterDates,
} from '../../methods/select/time-leaks';
import type { RunContext } from '../contract';
import { measureSignal } from './measure-signal';
import { isCounted } from './read-column-counts';
import { readTargetCoding } from './read-target-coding';

export interface MeasuredLeaks {
  target: string;
  rows: number;
  /** The worst first. */
  leaks: Leak[];
  twins: RowTwins;
  /** Columns that were left out where rows were compared, since they name rows. */
  notCompared: string[];
  /** Columns by the checks that each was put to. */
  checked: number;
  sampleRows: number;
}

export interface LeakSettings {
  target: string;
  entity: string | null;
  predictionDate: string | null;
  seed: number;
}

const bins = 32;

/** The p-values are not looked at, only the baseline. */
const shuffles = 20;

const severity = { problem: 0, warning: 1, info: 2 } as const;

/** Looks for what would make a model look better than it is. */
export async function measureLeaks(
  context: RunContext,
  table: TableInfo,
  settings: LeakSettings,
): Promise<MeasuredLeaks> {
  const { target, seed } = settings;
  const signal = await measureSignal(context, table, {
    target,
    columns: [],
    bins,
    shuffles,
    seed,
    more: 'power',
  });
  const columns = table.columns.filter(({ name }) => name !== target);
  const features = columns.filter((column) => isCounted(column) && column.kind !== 'identifier');
  const { twins, leaks } = await compareRows(context, table, settings, features);
  const found = [
    ...signal.columns.flatMap((column) => column.leaks),
    ...leaks,
    ...(await checkDates(context, table, columns, settings)),
    ...checkEntity(table, settings.entity),
  ];
  return {
    target,
    rows: signal.target.rows,
    leaks: found.sort((one, other) => severity[one.level] - severity[other.level]),
    twins,
    notCompared: columns.filter((column) => !features.includes(column)).map(({ name }) => name),
    checked: signal.columns.length,
    sampleRows: signal.sampleRows,
  };
}

async function compareRows(
  context: RunContext,
  table: TableInfo,
  { target }: LeakSettings,
  features: readonly ColumnInfo[],
): Promise<{ twins: RowTwins; leaks: Leak[] }> {
  const coded = await readTargetCoding(context, table, target, bins);
  if (features.length === 0) return { twins: noTwins(coded.rows), leaks: [] };
  context.progress(0.9, 'Comparing rows');
  const names = features.map(({ name }) => name);
  const answer = await context.query(rowTwinsQuery(table.relation, names, coded.coding));
  const twins = readRowTwins(answer, coded.coding, spreadOf(coded.values, coded.centre));
  return { twins, leaks: findRowLeaks(twins, coded.coding) };
}

async function checkDates(
  context: RunContext,
  table: TableInfo,
  columns: readonly ColumnInfo[],
  { predictionDate }: LeakSettings,
): Promise<Leak[]> {
  const dates = columns
    .filter(({ type }) => /^(DATE|TIMESTAMP)/.test(type))
    .map(({ name }) => name);
  const others = dates.filter((name) => name !== predictionDate);
  if (predictionDate === null || others.length === 0) return findTimeColumns(dates);
  const answer = await context.query(laterDatesQuery(table.relation, others, predictionDate));
  return [
    ...findKnownLater(readLaterDates(answer, others), predictionDate),
    ...findTimeColumns([predictionDate, ...others]),
  ];
}

function checkEntity(table: TableInfo, entity: string | null): Leak[] {
  const column = table.columns.find(({ name }) => name === entity);
  return column ? findEntities(column.name, table.rowCount - column.missing, column.distinct) : [];
}

function spreadOf(values: Float64Array | undefined, centre: number): number {
  if (!values) return 0;
  return values.reduce(
    (sum, value) => (Number.isFinite(value) ? sum + (value - centre) ** 2 : sum),
    0,
  );
}

function noTwins(rows: number): RowTwins {
  return { rows, groups: rows, twins: 0, conflicting: 0, floor: 0, twinsAcross: 0 };
}
