import { findColumn } from '../../data/table';
import { findLikelyTarget } from '../../data/target';
import { defaultLimits } from '../../methods/profile/alert-rules';
import { columnAlerts } from '../../methods/profile/column-alerts';
import { defineOperator, one } from '../contract';
import { column } from '../params';
import { collectColumns } from './collect-columns';
import { drawColumnInFull } from './column-figures';
import { tabulateColumn } from './column-tables';
import { describeColumn, proposeAfterColumn, type ColumnReport } from './describe-column';

export type { ColumnReport } from './describe-column';

export default defineOperator({
  id: 'profile.column',
  version: 1,
  topic: 'profile',
  title: 'One column',
  question: 'What is in this column?',
  inputs: { table: one('table') },
  params: { column: column({ label: 'Column', help: 'The column to look at.' }) },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length === 0 ? 'This table has no columns.' : undefined,
  cost: ({ table }) => ({
    rows: table.rowCount,
    bytes: 8 * table.rowCount,
    seconds: table.rowCount / 3e6,
  }),
  run: async ({ table }, params, context): Promise<ColumnReport> => {
    const chosen = findColumn(table, params.column)!;
    const [found] = await collectColumns(context, table, [chosen], (_, name) =>
      context.progress(0.2, name),
    );
    return {
      column: found!,
      alerts: columnAlerts(found!, defaultLimits),
      target: findLikelyTarget(table),
    };
  },
  figures: ({ column: found }) => drawColumnInFull(found),
  describe: describeColumn,
  table: ({ column: found }) => tabulateColumn(found),
  next: proposeAfterColumn,
});
