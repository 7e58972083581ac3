import { AppError } from '../../data/app-error';
import { countWords, formatCount } from '../../data/format';
import { quoteName } from '../../data/sql';
import type { TableInfo } from '../../data/table';
import { any, defineOperator } from '../contract';
import { bindStatement } from './bind-statement';
import { cleanStatement, placeError } from './statement';
import { badParam, hidden, text } from '../params';
import { namedColumns } from './columns-named';

/** The table that a SELECT made, and how many rows it read to make it. */
export interface SqlResult {
  table: TableInfo;
  rowsRead: number;
}

export default defineOperator({
  id: 'source.sql',
  version: 1,
  topic: 'source',
  title: 'SQL',
  question: 'What does a query over these tables give?',
  inputs: { tables: any('table', 'Tables') },
  params: {
    sql: text({
      label: 'SQL',
      help: 'One SELECT over the tables of this notebook, by their names. The dialect is DuckDB.',
      lines: 6,
      language: 'sql',
      placeholder: 'SELECT … FROM …',
    }),
    /** What the statement calls each input table. */
    names: hidden<string[]>({ default: [], check: checkNames }),
  },
  output: 'table',
  columnsRead: ({ tables }, { sql }) =>
    namedColumns(
      sql,
      tables.flatMap(({ columns }) => columns.map(({ name }) => name)),
    ),
  cost: ({ tables }) => {
    const rows = tables.reduce((sum, table) => sum + table.rowCount, 0);
    return { rows, bytes: 0, seconds: rows / 5e6 };
  },
  bind: async ({ sql }, tables, engine, signal) => {
    const found = await bindStatement(engine, sql, tables, signal);
    return {
      inputs: { tables: found.map(({ cellId }) => cellId) },
      params: { names: found.map(({ name }) => name) },
    };
  },
  run: async ({ tables }, { sql, names }, context): Promise<SqlResult> => {
    const statement = cleanStatement(sql, 'SELECT * FROM adult_train');
    const prefix = selectPrefix(tables, names);
    const table = await context.createTable(`${prefix}${statement}\n)`).catch((thrown) => {
      throw placeError(thrown, statement, sql);
    });
    return { table, rowsRead: tables.reduce((sum, { rowCount }) => sum + rowCount, 0) };
  },
  value: (result) => result.table,
  describe: ({ table, rowsRead }) => [
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

/** Gives each table its name in this statement only: nothing outside can change what it reads. */
function selectPrefix(tables: TableInfo[], names: string[]): string {
  if (names.length !== tables.length) {
    throw new AppError(
      'missing_input',
      `${tables.length} tables but ${names.length} names: run the cell again`,
    );
  }
  const parts = tables.map(
    ({ relation }, index) => `${quoteName(names[index]!)} AS (SELECT * FROM ${relation})`,
  );
  const head = parts.length === 0 ? '' : `WITH ${parts.join(', ')} `;
  return `${head}SELECT * FROM (\n`;
}

function checkNames(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
    throw badParam(name, value, 'give a list of table names');
  }
  return value as string[];
}
