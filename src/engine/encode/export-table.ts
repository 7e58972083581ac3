import { AppError, cancelled, toAppError } from '../../data/app-error';
import { readColumns } from '../../data/columns';
import type { ExportChoice, ExportOptions, ExportSummary, FileSink } from '../../data/export';
import { countWords } from '../../data/format';
import { findColumn, type ColumnInfo, type TableInfo } from '../../data/table';
import { checkExcelColumns } from './excel-limits';
import { planColumns, type ExportColumn } from './export-columns';
import { factsQuery, readFacts } from './export-facts';
import { exportedRows, exportQuery } from './export-query';
import type { EncodeOrder } from './open-encoder';
import type { EncodedPiece } from './table-encoder';

/** What an export asks of the database. */
export interface ExportDatabase {
  query(sql: string, signal?: AbortSignal): Promise<Uint8Array>;
  stream(sql: string, leastBytes: number, signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

/** A file that is being written; `close` frees what writes it. */
export interface OpenedFile {
  write(ipc: Uint8Array): Promise<EncodedPiece>;
  end(): Promise<EncodedPiece>;
  close(): void;
}

export type OpenFile = (order: EncodeOrder) => Promise<OpenedFile>;

export interface ExportRequest {
  table: TableInfo;
  name: string;
  choice: ExportChoice;
  options: ExportOptions;
}

export interface ExportHooks {
  signal?: AbortSignal;
  onProgress?: (rows: number, rowCount: number, sizeBytes: number) => void;
}

const pieceBytes = 4 * 2 ** 20;

/**
 * Writes rows of a table as a file, piece by piece: while one is written, the engine works out the next. Memory
 * stays at two pieces, save where the engine has to sort. On a failure or a cancel the sink is aborted.
 * @throws AppError `bad_param` for a choice that no file can hold, `cancelled`, or as the engine says.
 */
export async function exportTable(
  database: ExportDatabase,
  open: OpenFile,
  request: ExportRequest,
  sink: FileSink,
  hooks: ExportHooks = {},
): Promise<ExportSummary> {
  try {
    const summary = await writeTable(database, open, request, sink, hooks);
    await sink.end();
    return summary;
  } catch (thrown) {
    await sink.abort();
    throw explain(toAppError(thrown), request);
  }
}

async function writeTable(
  database: ExportDatabase,
  open: OpenFile,
  request: ExportRequest,
  sink: FileSink,
  { signal, onProgress }: ExportHooks,
): Promise<ExportSummary> {
  const { table, choice, options, name } = request;
  const chosen = chooseColumns(table, choice, options);
  const asked = factsQuery(exportedRows(table, choice), chosen, options.format);
  const { rowCount, facts } = readFacts(readColumns(await database.query(asked, signal)), chosen);
  const columns = planColumns(chosen, options.format, facts);
  const file = await open({ columns, options, name });
  const summary = { rowCount: 0, sizeBytes: 0, notes: columnNotes(columns) };
  const take = async ({ parts, rowCount: rows, notes }: EncodedPiece): Promise<void> => {
    if (signal?.aborted) throw cancelled();
    await sink.write(parts);
    summary.rowCount += rows;
    summary.sizeBytes += parts.reduce((sum, { length }) => sum + length, 0);
    summary.notes.push(...notes);
    onProgress?.(summary.rowCount, rowCount, summary.sizeBytes);
  };
  try {
    const isTyped = ['parquet', 'arrow', 'arrow-stream'].includes(options.format);
    const sql = exportQuery(table, columns, choice, isTyped ? 'own' : 'numbered');
    let writing: Promise<void> = Promise.resolve();
    for await (const piece of database.stream(sql, pieceBytes, signal)) {
      await writing;
      writing = file.write(piece).then(take);
      writing.catch(() => undefined);
    }
    await writing;
    await take(await file.end());
    return summary;
  } finally {
    file.close();
  }
}

function chooseColumns(
  table: TableInfo,
  { columns: names }: ExportChoice,
  { format }: ExportOptions,
): ColumnInfo[] {
  const chosen = names?.map((name) => findColumn(table, name) ?? unknownColumn(name));
  const columns = chosen ?? table.columns;
  if (columns.length === 0)
    throw new AppError('bad_param', 'No columns are chosen: choose at least one.');
  if (format === 'excel') checkExcelColumns(columns.length);
  return columns;
}

function unknownColumn(name: string): never {
  throw new AppError('unknown_column', `unknown column: ${name}`, { column: name });
}

/** Notes that several columns share are said once; those on one column name it. */
function columnNotes(columns: readonly ExportColumn[]): string[] {
  const byNote = new Map<string, string[]>();
  for (const { name, note } of columns) {
    if (note) byNote.set(note, [...(byNote.get(note) ?? []), name]);
  }
  return [...byNote].map(([note, names]) => {
    if (/^[A-Z]/.test(note)) return note;
    const more =
      names.length > 1
        ? ` (and ${countWords(names.length - 1, 'more column', 'more columns')})`
        : '';
    return `"${names[0]}"${more} ${note}`;
  });
}

function explain(error: AppError, { choice }: ExportRequest): AppError {
  if (error.code !== 'out_of_memory' || (choice.sorts ?? []).length === 0) return error;
  const words = `${error.message} Sorting needs all exported rows in memory at once: export in the order of the table, or fewer columns.`;
  return new AppError(error.code, words, error.details, { cause: error });
}
