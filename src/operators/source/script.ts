import type { Statement } from '../../data/answer';
import { AppError } from '../../data/app-error';
import { countWords, formatCount } from '../../data/format';
import type { TableInfo } from '../../data/table';
import type { ScriptLog } from '../../engine/script/script-log';
import { tableIpc } from '../../engine/script/table-ipc';
import { any, defineOperator } from '../contract';
import { bindCode, scriptParams } from './script-params';
import { runOverTables } from './script-run';

/** The table that a script made, and what it wrote on the way. */
export interface ScriptTableResult {
  table: TableInfo;
  rowsRead: number;
  log: ScriptLog;
}

export default defineOperator({
  id: 'source.script',
  version: 1,
  topic: 'source',
  title: 'Script',
  question: 'What table does a script of mine make?',
  inputs: { tables: any('table', 'Tables') },
  params: scriptParams,
  output: 'table',
  worker: 'script',
  script: ({ code }) => code,
  cost: ({ tables }) => {
    const rows = tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
    return { rows, bytes: rows * 32, seconds: rows / 5e5 };
  },
  bind: bindCode,
  run: async ({ tables }, params, context): Promise<ScriptTableResult> => {
    const { answer, log } = await runOverTables(tables, params, 'table', context);
    if (answer.kind !== 'table') throw new AppError('internal', 'a script made no table');
    const types = answer.table.columns.map(({ name, type }) => ({ name, type }));
    const table = await context.createTableOf(types, tableIpc(answer.table));
    return { table, rowsRead: tables.reduce((sum, { rowCount }) => sum + rowCount, 0), log };
  },
  value: ({ table }) => table,
  describe: ({ table, rowsRead }): Statement[] => [
    {
      level: table.rowCount === 0 ? 'warning' : 'good',
      text: `${countWords(table.rowCount, 'row')} × ${countWords(table.columns.length, 'column')}${rowsRead > 0 ? `, from ${formatCount(rowsRead)} rows read` : ''}.`,
    },
  ],
  next: () => [
    {
      question: 'What is in this table?',
      operator: 'profile.table',
      params: {},
      inputs: { table: 'self' },
    },
  ],
});
