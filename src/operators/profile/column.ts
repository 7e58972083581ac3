import { findColumn, type TableInfo } from '../../data/table';
import { findLikelyTarget } from '../../data/target';
import { defaultLimits } from '../../methods/profile/alert-rules';
import { columnAlerts } from '../../methods/profile/column-alerts';
import { defineOperator, one, type RunContext } from '../contract';
import { column, seed } from '../params';
import { examplesQuery, readExamples } from '../../methods/profile/column-examples';
import {
  outlierFences,
  outliersQuery,
  readOutliers,
  type ColumnOutliers,
} from '../../methods/profile/column-outliers';
import type { ColumnProfile } from '../../methods/profile/profile';
import { collectColumns } from './collect-columns';
import { collectNearest } from './collect-nearest';
import { drawColumnInFull } from './column-figures';
import { tabulateReport } from './tabulate-report';
import { describeColumn, proposeAfterColumn, type ColumnReport } from './describe-column';

export type { ColumnReport } from './describe-column';

export default defineOperator({
  id: 'profile.column',
  version: 2,
  topic: 'profile',
  title: 'One column',
  question: 'What is in this column?',
  inputs: { table: one('table') },
  params: { column: column({ label: 'Column', help: 'The column to look at.' }), seed: seed() },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length === 0 ? 'This table has no columns.' : undefined,
  cost: ({ table }) => ({
    rows: table.rowCount,
    bytes: 8 * table.rowCount,
    seconds: table.rowCount / 2e6 + table.columns.length / 50,
  }),
  run: async ({ table }, params, context): Promise<ColumnReport> => {
    const chosen = findColumn(table, params.column)!;
    const [found] = await collectColumns(context, table, [chosen], (_, name) =>
      context.progress(0.2, name),
    );
    context.progress(0.5, 'what stands far from the rest');
    const outliers = await collectOutliers(context, table, found!);
    const drawn = await context.query(examplesQuery(table.relation, chosen.name, params.seed));
    context.progress(0.7, 'columns that go together with it');
    return {
      column: found!,
      ...(outliers ? { outliers } : {}),
      examples: readExamples(drawn),
      nearest: await collectNearest(context, table, chosen, params.seed),
      alerts: columnAlerts(found!, defaultLimits),
      target: findLikelyTarget(table),
    };
  },
  figures: ({ column: found }) => drawColumnInFull(found),
  describe: describeColumn,
  table: tabulateReport,
  next: proposeAfterColumn,
});

async function collectOutliers(
  context: RunContext,
  { relation }: TableInfo,
  found: ColumnProfile,
): Promise<ColumnOutliers | undefined> {
  const fences = outlierFences(found);
  if (!fences) return undefined;
  return readOutliers(await context.query(outliersQuery(relation, found, found, fences)), fences);
}
