import { tableFromIPC } from '@uwdata/flechette';
import type { ParquetFile, RecordBatch } from 'parquet-wasm/esm';
import { AppError, cancelled } from '../../../data/app-error';
import { noColumns } from '../../../data/formats/detect';
import type { ParquetFooter } from '../../../data/formats/parquet/parquet-footer';
import { noRejects } from '../../../data/table';
import { convertBatch, exactValues } from '../arrow/arrow-convert';
import { planArrow, type ArrowPlan } from '../arrow/arrow-plan';
import { guardParquet, unreadableParquet, type ParquetGuard } from './guard-parquet';
import type { TablePiece } from '../import-ports';
import { inspectParquet } from './inspect-parquet';
import { countParquetRows } from './parquet-rows';
import type { LoadParquet } from './parquet-runtime';
import { ParquetTimes } from './parquet-times';
import { createReader, type TableReader } from '../table-reader';
import type { DecodeHooks } from '../csv/transcode';
import { findBomb, findPageFault, hasChecksums } from './walk-parquet';

/** Rows of a piece: DuckDB's own row groups have as many. */
const pieceRows = 122_880;

/**
 * Opens a Parquet file, of which only what is asked for is read: row group by row group. Where its pages have
 * checksums, they are verified first.
 * Memory: a row group and one piece.
 * @throws AppError `unreadable_file` for what is cut off, damaged, encrypted or of an unknown kind;
 * `out_of_memory` for a page that unpacks to more than 1 GiB.
 */
export async function openParquet(
  file: Blob,
  name: string,
  { signal }: DecodeHooks,
  load: LoadParquet,
): Promise<TableReader> {
  const inspection = await inspectParquet(file, name);
  const footer = 'footer' in inspection ? inspection.footer : undefined;
  if (footer) await checkPages(file, footer, name, signal);
  const runtime = await load();
  if (signal?.aborted) throw cancelled();
  const guard = guardParquet(runtime, name, async () =>
    'fault' in inspection ? inspection.fault : findPageFault(file, inspection.footer, signal),
  );
  const parquet = await guard(() => runtime.ParquetFile.fromFile(file));
  const rowCount = countParquetRows(parquet, footer, name);
  const schema = await guard(async () => (await parquet.read({ limit: 0 })).intoIPCStream());
  const times = new ParquetTimes(footer);
  const plan = planArrow(tableFromIPC(schema, exactValues).schema.fields, times.fromSpark);
  if (plan.columns.length === 0) throw noColumns(name);
  const pieces = readRowGroups(parquet, plan, rowCount, times, guard, name);
  return createReader(plan.columns, pieces, () => ({
    rejected: noRejects,
    notes: [...plan.notes, ...times.notes()],
  }));
}

async function checkPages(
  file: Blob,
  footer: ParquetFooter,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const bomb = await findBomb(file, footer);
  if (bomb) throw tooLarge(name, bomb);
  if (!(await hasChecksums(file, footer))) return;
  const fault = await findPageFault(file, footer, signal);
  if (fault) throw unreadableParquet(name, `it is damaged: ${fault}`);
}

async function* readRowGroups(
  parquet: ParquetFile,
  plan: ArrowPlan,
  rowCount: number,
  times: ParquetTimes,
  guard: ParquetGuard,
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
    yield { ...toPiece(value, plan, times), share };
  }
  if (done !== rowCount)
    throw unreadableParquet(name, `it says that it has ${rowCount} rows, ${done} were found`);
}

function toPiece(
  batch: RecordBatch,
  { columns, isPlain }: ArrowPlan,
  times: ParquetTimes,
): { ipc: Uint8Array; rowCount: number } {
  const rowCount = batch.numRows;
  const ipc = batch.intoIPCStream();
  const table = tableFromIPC(ipc, exactValues);
  times.add(table, columns);
  return { rowCount, ipc: isPlain ? ipc : convertBatch(table, 0, columns) };
}

function tooLarge(name: string, { column, bytes }: { column: string; bytes: number }): AppError {
  const size = `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  return new AppError(
    'out_of_memory',
    `"${name}" was not read: one page of its column "${column}" unpacks to ${size}, more than the 1 GiB that a page may have. Write it with smaller pages.`,
    { name, column, bytes },
  );
}
