import { countWords, formatCount } from '../../data/format';
import { sensitivities, type TableInfo } from '../../data/table';
import { defineOperator, one } from '../contract';
import { choice, integer, number, text } from '../params';
import { cleanStatement, placeError } from '../source/statement';

/** A table of features made by a definition. */
export interface AppliedFeatures {
  table: TableInfo;
  rowsRead: number;
}

export default defineOperator({
  id: 'prepare.apply-features',
  version: 1,
  topic: 'prepare',
  title: 'Features by definition',
  question: 'What are the features of this table, by a definition that others share?',
  inputs: { table: one('table', 'Source') },
  params: {
    name: text({
      label: 'Name',
      default: 'features',
      help: 'What the feature set is called everywhere.',
    }),
    sql: text({
      label: 'SQL',
      help: 'One SELECT over the table, which it calls source, whatever its name is here.',
      lines: 4,
      language: 'sql',
      default: 'SELECT * FROM source',
    }),
    version: integer({
      label: 'Version',
      help: 'Goes up whenever the SQL makes something else.',
      default: 1,
      min: 1,
    }),
    sensitivity: choice({
      label: 'Sensitivity',
      default: 'internal',
      options: sensitivities.map((value) => ({ value, label: value })),
    }),
    owner: text({ label: 'Owner', help: 'Whom to ask about it.', advanced: true }),
    description: text({ label: 'Description', lines: 2, advanced: true }),
    cost: number({
      label: 'Cost of a row',
      help: 'What it costs to get the features of one row, in the unit of your project.',
      default: 0,
      min: 0,
      advanced: true,
    }),
  },
  output: 'table',
  cost: ({ table }) => ({ rows: table.rowCount, bytes: 0, seconds: table.rowCount / 5e6 }),
  run: async ({ table: source }, { sql }, context): Promise<AppliedFeatures> => {
    const statement = cleanStatement(sql, 'SELECT id, income / 12 AS monthly FROM source');
    const select = `WITH source AS (SELECT * FROM ${source.relation}) SELECT * FROM (\n${statement}\n)`;
    const table = await context.createTable(select).catch((thrown) => {
      throw placeError(thrown, statement, sql);
    });
    return { table, rowsRead: source.rowCount };
  },
  value: ({ table }) => table,
  describe: ({ table, rowsRead }, { name, version, sensitivity, owner, cost }) => [
    {
      level: table.rowCount === 0 ? 'warning' : 'good',
      text: `${name || 'features'}, version ${version}: ${countWords(table.columns.length, 'feature')} in ${countWords(table.rowCount, 'row')}, from ${formatCount(rowsRead)} rows of the source. ${sensitivity[0]!.toUpperCase()}${sensitivity.slice(1)}${owner ? `, owned by ${owner}` : ''}${cost > 0 ? `, ${cost} a row` : ''}.`,
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
