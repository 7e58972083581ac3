import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { AppError, cancelled } from '../../../data/app-error';
import { repairNames } from '../../../data/formats/csv/column-names';
import {
  SqliteEvidence,
  storageClasses,
  type SqliteType,
} from '../../../data/formats/database/sqlite-evidence';
import { quoteName } from '../../../data/sql';
import { noRejects } from '../../../data/table';
import type { TablePart } from '../../../data/table-part';
import { readBytes } from '../../files/read-pieces';
import { createPauses } from '../../workers/pauses';
import { toIpc } from '../arrow/arrow-column';
import { cacheFile } from '../cached-file';
import type { TablePiece } from '../import-ports';
import { createSqliteColumn } from './sqlite-column';
import { sqliteFiles } from './sqlite-files';
import type { LoadSqlite } from './sqlite-runtime';
import { SqliteRows } from './sqlite-table';
import { createReader, type TableReader } from '../table-reader';
import type { DecodeHooks } from '../csv/transcode';

const pieceRows = 65_536;
const pieceBytes = 16 * 2 ** 20;
/** Counting all tables means reading them. */
const countedBytes = 64 * 2 ** 20;
let opened = 0;

interface OpenDatabase {
  sqlite3: Sqlite3Static;
  database: Database;
  close: () => void;
}

interface ReadColumn {
  name: string;
  type: SqliteType;
}

/**
 * Opens a table or view of an SQLite database: the one that `part` names, else the first table. It is read twice, first
 * for the kinds of its values, since SQLite holds any in any column. The file is read where it lies. Memory: one piece.
 * @throws AppError `unreadable_file` where it is damaged, `empty_file`, `cancelled`.
 */
export async function openSqlite(
  file: Blob,
  name: string,
  hooks: DecodeHooks,
  part: string | undefined,
  load: LoadSqlite,
): Promise<TableReader> {
  const open = await openDatabase(file, name, load);
  try {
    const parts = listTables(open, file.size);
    const chosen = chooseTable(parts, part, name);
    const survey = await surveyTable(open, chosen, hooks);
    const columns = nameColumns(survey.columns);
    const notes = [...(await journalNotes(file)), ...columns.notes];
    return createReader(
      columns.columns,
      buildPieces(open, chosen, columns.columns, survey.rowCount, name),
      () => ({ rejected: noRejects, notes, parts, part: chosen }),
      open.close,
    );
  } catch (thrown) {
    open.close();
    throw toReadError(thrown, name);
  }
}

async function openDatabase(file: Blob, name: string, load: LoadSqlite): Promise<OpenDatabase> {
  const { sqlite3, openSync } = await load();
  const files = sqliteFiles(sqlite3);
  const path = `given${(opened += 1)}`;
  files.add(path, cacheFile(await openSync(file)));
  try {
    const filename = `file:${path}?mode=ro&immutable=1`;
    const database = new sqlite3.oo1.DB({ filename, flags: 'r', vfs: files.vfs });
    const close = (): void => {
      database.close();
      files.remove(path);
    };
    return { sqlite3, database, close };
  } catch (thrown) {
    files.remove(path);
    throw toReadError(thrown, name);
  }
}

function listTables({ database }: OpenDatabase, sizeBytes: number): TablePart[] {
  const rows = database.selectArrays(
    `SELECT name, type FROM sqlite_schema
     WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     ORDER BY type, rowid`,
  ) as [string, string][];
  return rows.map(([name, type]) => {
    if (type === 'view') return { name, note: 'view' };
    return sizeBytes <= countedBytes ? { name, rows: countRows(database, name) } : { name };
  });
}

/** Tables of modules that are not here cannot be counted. */
function countRows(database: Database, table: string): number | undefined {
  try {
    return Number(database.selectValue(`SELECT count(*) FROM ${quoteName(table)}`));
  } catch {
    return undefined;
  }
}

function chooseTable(parts: readonly TablePart[], part: string | undefined, name: string): string {
  const likely = parts.find(({ rows }) => rows !== 0) ?? parts[0];
  const chosen = part === undefined ? likely : parts.find((known) => known.name === part);
  if (chosen) return chosen.name;
  if (parts.length === 0)
    throw new AppError('empty_file', `"${name}" is an SQLite database without any table.`, {
      name,
    });
  const known = parts.slice(0, 8).map((table) => `"${table.name}"`);
  throw new AppError(
    'unreadable_file',
    `"${name}" has no table "${part}"; it has ${known.join(', ')}.`,
    { name, part },
  );
}

/** Looks at every value of a table. Progress: the file's size times the share of rows, which are not known before. */
async function surveyTable(
  { sqlite3, database }: OpenDatabase,
  table: string,
  { signal }: DecodeHooks,
): Promise<{ columns: { name: string; evidence: SqliteEvidence }[]; rowCount: number }> {
  const declared = database.selectArrays(`PRAGMA table_xinfo(${quoteName(table)})`) as string[][];
  const columns = declared
    .filter((column) => Number(column[6]) !== 1)
    .map(([, name, type]) => ({ name: name!, evidence: new SqliteEvidence(type ?? '') }));
  const rows = new SqliteRows(sqlite3, database, `SELECT * FROM ${quoteName(table)}`);
  const pause = createPauses(signal);
  let rowCount = 0;
  try {
    while (rows.next()) {
      columns.forEach(({ evidence }, index) => lookAt(rows, index, evidence));
      rowCount += 1;
      if (pause.isDue()) await pause.take();
    }
  } finally {
    rows.close();
  }
  if (signal?.aborted) throw cancelled();
  return { columns, rowCount };
}

function lookAt(rows: SqliteRows, index: number, evidence: SqliteEvidence): void {
  const storageClass = rows.storageClass(index);
  if (storageClass === storageClasses.integer) evidence.addInteger(rows.integer(index));
  else if (storageClass === storageClasses.text) {
    const { bytes, start, end } = rows.text(index);
    evidence.addText(bytes, start, end);
  } else evidence.add(storageClass);
}

function nameColumns(surveyed: { name: string; evidence: SqliteEvidence }[]): {
  columns: ReadColumn[];
  notes: string[];
} {
  const { names, notes } = repairNames(surveyed.map(({ name }) => name));
  const chosen = surveyed.map(({ evidence }) => evidence.choose());
  return {
    columns: chosen.map(({ sql }, index) => ({ name: names[index]!, type: sql })),
    notes: [
      ...notes,
      ...chosen.flatMap(({ note }, index) => (note ? [`"${names[index]}" ${note}`] : [])),
    ],
  };
}

async function* buildPieces(
  { sqlite3, database }: OpenDatabase,
  table: string,
  columns: readonly ReadColumn[],
  rowCount: number,
  name: string,
): AsyncGenerator<TablePiece> {
  const builders = columns.map(({ type }) => createSqliteColumn(type, pieceRows));
  const rows = new SqliteRows(sqlite3, database, `SELECT * FROM ${quoteName(table)}`);
  let done = 0;
  try {
    while (done < rowCount) {
      let count = 0;
      while (count < pieceRows && rows.next()) {
        builders.forEach((builder, index) => builder.set(count, rows, index));
        count += 1;
        if (builders.some((builder) => builder.size() > pieceBytes)) break;
      }
      if (count === 0) return;
      done += count;
      const made = columns.map((column, index): Parameters<typeof toIpc>[0][number] => [
        column.name,
        builders[index]!.finish(count),
      ]);
      yield { ipc: toIpc(made), rowCount: count, share: done / rowCount };
    }
  } catch (thrown) {
    throw toReadError(thrown, name);
  } finally {
    rows.close();
  }
}

/** A database in use may have its latest rows in a file beside it. */
async function journalNotes(file: Blob): Promise<string[]> {
  const [version] = await readBytes(file.slice(18, 19));
  if (version !== 2) return [];
  return [
    'The database was kept in WAL mode: rows that still stood in a "-wal" file beside it are not in this one.',
  ];
}

function toReadError(thrown: unknown, name: string): unknown {
  if (thrown instanceof AppError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as an SQLite database: it is damaged or cut off, or needs what is not here (${reason}).`,
    { name, reason },
    { cause: thrown },
  );
}
