import { AppError } from '../../../data/app-error';
import { readColumns, type Columns } from '../../../data/columns';
import { checkDuckdbFile, duckdbHeadBytes } from '../../../data/formats/database/duckdb-header';
import { quoteName, quoteText } from '../../../data/sql';
import { noRejects } from '../../../data/table';
import type { TablePart } from '../../../data/table-part';
import { readBytes } from '../../files/read-pieces';
import type { ImportDatabase, ImportHooks, ImportTarget, ReaderSummary } from '../import-ports';
import { relationOf } from '../csv/load-csv';

/** A table or view of the file. */
interface StoredTable extends TablePart {
  schema: string;
  table: string;
}

interface DuckdbImport {
  database: ImportDatabase;
  target: ImportTarget;
  name: string;
  hooks: ImportHooks;
}

/**
 * Copies a table or view of a DuckDB file: the one that `part` names (`table`, or `schema.table` outside of `main`), else
 * the first table. The file is attached read-only while it is copied, and read from where it lies.
 * @throws AppError `unreadable_file` for files of newer versions and damaged ones, `empty_file`, `cancelled`.
 */
export async function importDuckdb(
  file: Blob,
  part: string | undefined,
  job: DuckdbImport,
): Promise<ReaderSummary> {
  const { database, target, name, hooks } = job;
  checkDuckdbFile(await readBytes(file.slice(0, duckdbHeadBytes)), file.size, name);
  const path = await database.registerFile(`${target.table}.duckdb`, file);
  const alias = `file ${target.table}`;
  try {
    await attach(database, path, alias, name);
    try {
      const tables = await listTables(database, alias);
      const chosen = chooseTable(tables, part, name);
      hooks.onProgress?.(0.1, `Reading ${name}`);
      await copyTable(job, alias, chosen);
      const parts = tables.map(({ name, rows, note }) => ({ name, rows, note }));
      return { rejected: noRejects, notes: [], parts, part: chosen.name };
    } finally {
      await database.query(`DETACH ${quoteName(alias)}`);
    }
  } finally {
    await database.dropFile(path);
  }
}

async function attach(
  database: ImportDatabase,
  path: string,
  alias: string,
  name: string,
): Promise<void> {
  try {
    await database.query(`ATTACH ${quoteText(path)} AS ${quoteName(alias)} (READ_ONLY)`);
  } catch (thrown) {
    throw thrown instanceof AppError && thrown.code === 'query_failed'
      ? unreadable(name, thrown)
      : thrown;
  }
}

async function listTables(database: ImportDatabase, alias: string): Promise<StoredTable[]> {
  const answer = readColumns(
    await database.query(
      `SELECT * FROM (
         SELECT schema_name, table_name, estimated_size::DOUBLE AS row_count FROM duckdb_tables()
         WHERE database_name = ${quoteText(alias)} AND NOT internal
         UNION ALL SELECT schema_name, view_name, NULL FROM duckdb_views()
         WHERE database_name = ${quoteText(alias)} AND NOT internal)
       ORDER BY row_count IS NULL, schema_name <> 'main', schema_name, table_name`,
    ),
  );
  const rows = answer.numbers('row_count');
  const names = answer.texts('table_name');
  return answer.texts('schema_name').map((schema, index) => {
    const table = names[index]!;
    const isView = Number.isNaN(rows[index]!);
    return {
      schema: schema!,
      table,
      name: schema === 'main' ? table : `${schema}.${table}`,
      ...(isView ? { note: 'view' } : { rows: rows[index]! }),
    };
  });
}

/** Values of a fixed list are copied as text, which is what they are. */
async function copyTable(
  { database, target, hooks }: DuckdbImport,
  alias: string,
  { schema, table }: StoredTable,
): Promise<void> {
  const source = [alias, schema, table].map(quoteName).join('.');
  const columns: Columns = readColumns(await database.query(`DESCRIBE ${source}`));
  const types = columns.texts('column_type');
  const select = columns.texts('column_name').map((column, index) => {
    const name = quoteName(column!);
    return types[index]!.startsWith('ENUM(') ? `${name}::VARCHAR AS ${name}` : name;
  });
  await database.query(
    `CREATE OR REPLACE TABLE ${relationOf(target)} AS SELECT ${select.join(', ')} FROM ${source}`,
    hooks.signal,
  );
}

function chooseTable(
  tables: readonly StoredTable[],
  part: string | undefined,
  name: string,
): StoredTable {
  const chosen = part === undefined ? tables[0] : tables.find((known) => known.name === part);
  if (chosen) return chosen;
  if (tables.length === 0)
    throw new AppError('empty_file', `"${name}" is a DuckDB database without any table.`, { name });
  const known = tables.slice(0, 8).map((table) => `"${table.name}"`);
  throw new AppError(
    'unreadable_file',
    `"${name}" has no table "${part}"; it has ${known.join(', ')}.`,
    { name, part },
  );
}

function unreadable(name: string, thrown: AppError): AppError {
  const [reason = ''] = String(thrown.details.engineMessage ?? thrown.message).split('\n');
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as a DuckDB database: it is damaged or was not closed properly (${reason}).`,
    { name, reason },
    { cause: thrown },
  );
}
