import { tableFromIPC } from '@uwdata/flechette';
import type { ParquetFile, RecordBatch } from 'parquet-wasm/esm';
import { AppError, cancelled } from '../../data/app-error';
import { emptyFile } from '../../data/formats/detect';
import { noRejects } from '../../data/table';
import { readBytes } from '../files/read-pieces';
import { convertBatch, exactValues, losesNanoseconds } from './arrow-convert';
import { planArrow, type ArrowPlan } from './arrow-plan';
import type { TablePiece } from './import-ports';
import type { LoadParquet, ParquetRuntime } from './parquet-runtime';
import { nanosecondNotes } from './read-arrow';
import { createReader, type TableReader } from './table-reader';
import type { DecodeHooks } from './transcode';

/** Rows of a piece: DuckDB's own row groups have as many. */
const pieceRows = 122_880;

/**
 * Opens a Parquet file, of which only what is asked for is read: row group by row group.
 * Memory: a row group and one piece.
 * @throws AppError `unreadable_file` for what is cut off, damaged, encrypted or of an unknown kind.
 */
export async function openParquet(
  file: Blob,
  name: string,
  { signal }: DecodeHooks,
  load: LoadParquet,
): Promise<TableReader> {
  await checkEnd(file, name);
  const runtime = await load();
  if (signal?.aborted) throw cancelled();
  const guard = guardCalls(runtime, name);
  const parquet = await guard(() => runtime.ParquetFile.fromFile(file));
  const rowCount = countRows(parquet, name);
  const schema = await guard(async () => (await parquet.read({ limit: 0 })).intoIPCStream());
  const plan = planArrow(tableFromIPC(schema, exactValues).schema.fields);
  if (plan.columns.length === 0) throw emptyFile(name);
  const cut = new Set<string>();
  const pieces = readRowGroups(parquet, plan, rowCount, cut, guard, name);
  return createReader(plan.columns, pieces, () => ({
    rejected: noRejects,
    notes: [...plan.notes, ...nanosecondNotes(cut), ...overflowNotes(cut)],
  }));
}

/**
 * Spark writes times as INT96, which reach further than 64 bits of nanoseconds; the reader lets them run
 * over, and what ran over has odd nanoseconds.
 */
function overflowNotes(columns: ReadonlySet<string>): string[] {
  return [...columns].map(
    (name) =>
      `If Spark wrote "${name}" (INT96), times before 1677 or after 2262 came out wrong: look at its earliest and latest.`,
  );
}

type Guard = <T>(call: () => Promise<T>) => Promise<T>;

/** Every Parquet file ends with the mark that it begins with. */
async function checkEnd(file: Blob, name: string): Promise<void> {
  const end = new TextDecoder('latin1').decode(await readBytes(file.slice(-4)));
  if (end === 'PAR1' && file.size >= 12) return;
  throw new AppError(
    'unreadable_file',
    `"${name}" is cut off: a Parquet file has its table of contents at the end, and there is none. Get the file once more.`,
    { name, sizeBytes: file.size },
  );
}

/** Makes crashes of the module failures of the call that met them. */
function guardCalls(runtime: ParquetRuntime, name: string): Guard {
  return async (call) => {
    let stop = (): void => undefined;
    const crash = new Promise<never>((_, reject) => {
      stop = runtime.onCrash(reject);
    });
    try {
      return await Promise.race([call(), crash]);
    } catch (thrown) {
      throw unreadable(name, thrown);
    } finally {
      stop();
    }
  };
}

/** Rows of all row groups; the file's own total must be the same, since readers go by it. */
function countRows(parquet: ParquetFile, name: string): number {
  const metadata = parquet.metadata();
  const total = Number(metadata.fileMetadata().numRows());
  const sum = metadata.rowGroups().reduce((rows, group) => rows + Number(group.numRows()), 0);
  if (sum === total) return total;
  throw unreadable(name, `it says that it has ${total} rows, and its row groups have ${sum}`);
}

async function* readRowGroups(
  parquet: ParquetFile,
  plan: ArrowPlan,
  rowCount: number,
  cut: Set<string>,
  guard: Guard,
  name: string,
): AsyncGenerator<TablePiece> {
  const stream = await guard(() => parquet.stream({ batchSize: pieceRows }));
  const batches = (stream as ReadableStream<RecordBatch>).getReader();
  let done = 0;
  for (;;) {
    const { value } = await guard(() => batches.read());
    if (!value) break;
    done += value.numRows;
    const share = done / Math.max(1, rowCount);
    yield { ...toPiece(value, plan, cut), share };
  }
  if (done !== rowCount)
    throw unreadable(name, `it says that it has ${rowCount} rows, ${done} were found`);
}

function toPiece(
  batch: RecordBatch,
  { columns, isPlain }: ArrowPlan,
  cut: Set<string>,
): { ipc: Uint8Array; rowCount: number } {
  const rowCount = batch.numRows;
  const ipc = batch.intoIPCStream();
  const table = tableFromIPC(ipc, exactValues);
  for (const column of columns) {
    if (!cut.has(column.name) && losesNanoseconds(table, 0, column)) cut.add(column.name);
  }
  return { rowCount, ipc: isPlain ? ipc : convertBatch(table, 0, columns) };
}

function unreadable(name: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const raw = (thrown instanceof Error ? thrown.message : String(thrown)).replace(
    /^Parquet error: /,
    '',
  );
  const words = /encrypt/i.test(raw)
    ? 'it is encrypted. Save it without encryption'
    : `it is damaged, or of a kind that is not known here (${raw === 'unreachable' ? 'the reader gave up' : raw})`;
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as Parquet: ${words}.`,
    { name, reason: raw },
    { cause: thrown },
  );
}
