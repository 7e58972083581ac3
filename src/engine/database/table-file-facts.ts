import { AppError, isCancelled } from '../../data/app-error';
import { readColumns, type Columns } from '../../data/columns';
import { checkDuckdbFile, duckdbHeadBytes } from '../../data/formats/database/duckdb-header';
import { quoteName, quoteText } from '../../data/sql';
import { readBytes } from '../files/read-pieces';
import type { DatabaseSession } from './session';
import { storedTableName } from './stored-tables';

/** What a file of a table holds, counted in the file itself. */
export interface TableFileFacts {
  columns: { name: string; type: string }[];
  rowCount: number;
}

const alias = 'inspected';

/**
 * Reads a file of a table that others have written, every value of it once. It must hold that one table as it is
 * stored here and nothing that computes: no view, macro, default, constraint or index.
 * @throws AppError `unreadable_file` where it is not so or cannot be read to its end, `cancelled`
 */
export async function readTableFile(
  session: DatabaseSession,
  file: Blob,
  signal?: AbortSignal,
): Promise<TableFileFacts> {
  checkDuckdbFile(await readBytes(file.slice(0, duckdbHeadBytes)), file.size, 'rows');
  const query = async (sql: string): Promise<Columns> =>
    readColumns(await session.query(sql, signal));
  const path = await session.registerFile(`${alias}.duckdb`, file);
  try {
    await query(`ATTACH ${quoteText(path)} AS ${quoteName(alias)} (READ_ONLY)`);
    try {
      await checkPlain(query);
      return await readFacts(query);
    } finally {
      await session.query(`DETACH ${quoteName(alias)}`);
    }
  } catch (thrown) {
    if (isCancelled(thrown) || (thrown as AppError).code === 'unreadable_file') throw thrown;
    throw notPlain((thrown as Error).message);
  } finally {
    session.dropFile(path);
  }
}

type Query = (sql: string) => Promise<Columns>;

/** What a catalogue lists beside the one table, in words. */
const others: readonly [words: string, list: string, where: string][] = [
  ['a view', 'duckdb_views', 'NOT internal'],
  ['a function', 'duckdb_functions', 'NOT internal'],
  ['a type', 'duckdb_types', 'NOT internal'],
  ['a schema', 'duckdb_schemas', 'NOT internal'],
  ['a sequence', 'duckdb_sequences', 'true'],
  ['a constraint', 'duckdb_constraints', 'true'],
  ['an index', 'duckdb_indexes', 'true'],
  ['a column that is computed', 'duckdb_columns', 'column_default IS NOT NULL'],
  ['another table', 'duckdb_tables', `(schema_name, table_name) <> ('main', '${storedTableName}')`],
];

async function checkPlain(query: Query): Promise<void> {
  for (const [words, list, where] of others) {
    const sql = `SELECT 1 FROM ${list}() WHERE database_name = '${alias}' AND ${where} LIMIT 1`;
    if ((await query(sql)).rowCount > 0) throw notPlain(`they hold ${words}`);
  }
}

async function readFacts(query: Query): Promise<TableFileFacts> {
  const listed = await query(
    `SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = '${alias}' ORDER BY column_index`,
  );
  if (listed.rowCount === 0) throw notPlain('there is no table in them');
  const names = listed.texts('column_name');
  const types = listed.texts('data_type');
  const relation = [alias, 'main', storedTableName].map(quoteName).join('.');
  const read = await query(
    `SELECT count(*)::DOUBLE AS n, bit_xor(hash(each)) AS h FROM ${relation} AS each`,
  );
  return {
    columns: names.map((name, index) => ({ name: name!, type: types[index]! })),
    rowCount: read.numbers('n')[0]!,
  };
}

function notPlain(reason: string): AppError {
  return new AppError('unreadable_file', `The rows of a table cannot be read: ${reason}`, {
    reason,
  });
}
