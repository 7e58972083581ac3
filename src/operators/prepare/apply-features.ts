import type { Statement } from '../../data/answer';
import { AppError, toAppError } from '../../data/app-error';
import { checkNeeds, readNeeds, type NeededColumn } from '../../data/feature-set';
import { countWords, formatCount } from '../../data/format';
import { sensitivities, type TableInfo } from '../../data/table';
import { defineOperator, one } from '../contract';
import { badParam, choice, hidden, number, text } from '../params';
import { closestName } from '../source/closest-name';
import { cleanStatement, placeError } from '../source/statement';

/** A table of features made by a definition. */
export interface AppliedFeatures {
  table: TableInfo;
  rowsRead: number;
  /** Columns of the source whose type is another one than the definition was written for. */
  others: { name: string; needed: string; found: string }[];
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
    /** Goes up whenever a definition that is kept makes something else. */
    version: hidden<number>({ default: 1, check: checkVersion }),
    /** Columns of the source that it was written for, with their types. */
    needs: hidden<NeededColumn[]>({ default: [], check: readNeeds }),
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
  run: async ({ table: source }, { sql, needs }, context): Promise<AppliedFeatures> => {
    const { missing, others } = checkNeeds(needs, source.columns);
    const statement = cleanStatement(sql, 'SELECT id, income / 12 AS monthly FROM source');
    const select = `WITH source AS (SELECT * FROM ${source.relation}) SELECT * FROM (\n${statement}\n)`;
    const table = await context.createTable(select).catch((thrown) => {
      throw missing.length > 0 && toAppError(thrown).code === 'query_failed'
        ? lacksColumns(missing, source, thrown)
        : placeError(thrown, statement, sql);
    });
    return { table, rowsRead: source.rowCount, others };
  },
  value: ({ table }) => table,
  describe: ({ table, rowsRead, others }, { name, version, sensitivity, owner, cost }) => [
    {
      level: table.rowCount === 0 ? 'warning' : 'good',
      text: `${name || 'features'}, version ${version}: ${countWords(table.columns.length, 'feature')} in ${countWords(table.rowCount, 'row')}, from ${formatCount(rowsRead)} rows of the source. ${sensitivity[0]!.toUpperCase()}${sensitivity.slice(1)}${owner ? `, owned by ${owner}` : ''}${cost > 0 ? `, ${cost} a row` : ''}.`,
    },
    ...others.map(({ name: column, needed, found }): Statement => ({
      level: 'warning',
      text: `${column} is ${found} here, and was ${needed} where this was written: look at what is made of it.`,
    })),
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

function lacksColumns(missing: NeededColumn[], source: TableInfo, cause: unknown): AppError {
  const known = source.columns.map(({ name }) => name);
  const words = missing.map(([name, type]) => {
    const close = closestName(name, known);
    return `"${name}" (${type}${close === undefined ? '' : `; is it "${close}"?`})`;
  });
  return new AppError(
    'unknown_column',
    `The definition needs ${countWords(missing.length, 'column')} that the source lacks: ${words.join(', ')}. Choose another table, or rename its columns in a SQL cell first.`,
    { column: missing[0]![0] },
    { cause },
  );
}

function checkVersion(value: unknown, name: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= 1) return value as number;
  throw badParam(name, value, 'give a whole number from 1');
}
