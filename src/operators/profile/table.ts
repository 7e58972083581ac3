import { findLikelyTarget } from '../../data/target';
import { findColumn, type TableInfo } from '../../data/table';
import type { Figure } from '../../figures/figure';
import { drawMissingShares } from '../../figures/profile/missing-shares';
import { defaultLimits, type AlertLimits } from '../../methods/profile/alert-rules';
import { findAlerts } from '../../methods/profile/alerts';
import {
  duplicateRowsQuery,
  mayTellRows,
  noDuplicates,
  readDuplicateRows,
  tellsRows,
  type DuplicateRows,
} from '../../methods/profile/duplicate-rows';
import type { ColumnProfile } from '../../methods/profile/profile';
import { defineOperator, one, type RunContext } from '../contract';
import { columns, integer, number, seed } from '../params';
import {
  collectAssociation,
  estimateSeconds,
  mostColumns,
  type AssociationRequest,
  type CollectedAssociation,
} from './collect-association';
import { collectColumns } from './collect-columns';
import { drawColumn } from './column-figures';
import { describeTable, mostFigures, proposeAfterTable, type TableReport } from './describe-table';
import { tabulateColumns } from './table-rows';

export type { TableReport } from './describe-table';

/** Seconds of work from which a further worker is started. */
const worthWorker = 0.1;

/** Rows that associations rest on at most, fewer where there are many pairs. */
function associationRows(columnCount: number): number {
  const compared = Math.min(columnCount, mostColumns);
  return Math.round(Math.min(50_000, 8e7 / (compared * compared || 1)));
}

export default defineOperator({
  id: 'profile.table',
  version: 1,
  topic: 'profile',
  title: 'Profile',
  question: 'What is in this table?',
  inputs: { table: one('table') },
  params: {
    columns: columns({ label: 'Columns', help: 'Only these; none means all.', advanced: true }),
    missingShare: number({
      label: 'Missing from',
      help: 'Speaks of columns with a larger share of missing values.',
      ...{ default: defaultLimits.missingShare, min: 0, max: 1, step: 0.01, advanced: true },
    }),
    zeroShare: number({
      label: 'Zeros from',
      help: 'Speaks of numbers with a larger share of zeros.',
      ...{ default: defaultLimits.zeroShare, min: 0, max: 1, step: 0.05, advanced: true },
    }),
    categories: integer({
      label: 'Many categories from',
      help: 'Speaks of columns with more categories.',
      ...{ default: defaultLimits.categories, min: 2, advanced: true },
    }),
    skewness: number({
      label: 'Skewed from',
      help: 'Speaks of numbers whose skewness is larger, either way.',
      ...{ default: defaultLimits.skewness, min: 0, advanced: true },
    }),
    imbalance: number({
      label: 'Imbalance from',
      help: '1 − H ÷ log2 k: 0 where all values are as frequent, near 1 where one stands for all.',
      ...{ default: defaultLimits.imbalance, min: 0, max: 1, step: 0.05, advanced: true },
    }),
    association: number({
      label: 'Going together from',
      help: 'Speaks of pairs of columns with a stronger association (0 none, 1 one decides the other).',
      ...{ default: defaultLimits.association, min: 0, max: 1, step: 0.05, advanced: true },
    }),
    seed: seed(),
  },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length === 0 ? 'This table has no columns.' : undefined,
  cost: ({ table }, { columns: chosen }) => {
    const count = chosen.length || table.columns.length;
    const cells = table.rowCount * count;
    const rows = Math.min(table.rowCount, associationRows(count));
    return {
      rows: table.rowCount,
      bytes: 8 * table.rowCount + 8 * rows * count,
      seconds: cells / 8e6 + count / 200 + estimateSeconds(count, rows),
    };
  },
  run: async ({ table }, params, context): Promise<TableReport> => {
    const { columns: names, seed: start, ...limits } = params;
    const chosen =
      names.length === 0 ? table.columns : names.map((name) => findColumn(table, name)!);
    const rows = Math.min(table.rowCount, associationRows(chosen.length));
    const request = { rows, seed: start, target: null };
    // The engine answers for all three while the columns are looked at here.
    const collected = collectColumns(context, table, chosen, (done, name) =>
      context.progress((0.9 * done) / chosen.length, name),
    );
    const [found, duplicates, together] = await allDone([
      collected,
      collectDuplicates(context, table, collected),
      associate(context, { ...table, columns: chosen }, request),
    ]);
    context.progress(0.95, 'what stands out');
    const profile = {
      rowCount: table.rowCount,
      rejected: table.rejected.count,
      columns: found,
      duplicates,
      ...together,
    };
    const target = findLikelyTarget({ ...table, columns: chosen });
    return {
      profile,
      alerts: findAlerts(profile, limits satisfies AlertLimits, target),
      limits,
      target,
      columnsInTable: table.columns.length,
    };
  },
  figures: drawTable,
  describe: describeTable,
  table: ({ profile, alerts }) => [tabulateColumns(profile.columns, alerts)],
  next: proposeAfterTable,
});

/** In a worker of its own where it is worth starting one. */
function associate(
  context: RunContext,
  table: TableInfo,
  request: AssociationRequest,
): Promise<CollectedAssociation> {
  if (estimateSeconds(table.columns.length, request.rows) < worthWorker)
    return collectAssociation(context, table, table.columns, request);
  return context.runBeside('profile.association', { table }, request);
}

/** All answers, once nothing of them runs any more; the first failure where there is one. */
async function allDone<T extends readonly Promise<unknown>[]>(
  promises: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises) as Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>;
}

/** Asks the engine only where no column tells all rows apart. */
async function collectDuplicates(
  context: RunContext,
  { columns, relation, rowCount }: TableInfo,
  collected: Promise<ColumnProfile[]>,
): Promise<DuplicateRows> {
  const isLikely = columns.some((column) => mayTellRows(column, rowCount));
  if (isLikely && tellsRows(await collected, rowCount)) return noDuplicates;
  await context.pause();
  const names = columns.map(({ name }) => name);
  return readDuplicateRows(await context.query(duplicateRowsQuery(relation, names)));
}

/** Missing values first, then the likely target, then the columns as they stand: a dozen at most. */
function drawTable({ profile, target }: TableReport): Figure[] {
  const { columns: found, rowCount } = profile;
  const holes = found
    .filter(({ missing }) => missing > 0)
    .map(({ name, missing }) => ({ column: name, share: missing / rowCount }));
  const ordered = [...found].sort(
    (one, other) => Number(other.name === target) - Number(one.name === target),
  );
  const figures = holes.length > 0 ? [drawMissingShares(holes, found.length)] : [];
  for (const column of ordered) {
    if (figures.length === mostFigures) break;
    const figure = drawColumn(column);
    if (figure) figures.push(figure);
  }
  return figures;
}
