import {
  CompressionType,
  getCompressionCodec,
  setCompressionCodec,
  tableFromIPC,
  type Table,
} from '@uwdata/flechette';
import { AppError } from '../../data/app-error';
import { emptyFile } from '../../data/formats/detect';
import { decodeLz4Frame } from '../../data/formats/lz4-frame';
import { noRejects } from '../../data/table';
import { readBytes } from '../files/read-pieces';
import { checkBatch } from './check-arrow';
import { convertBatch, exactValues, losesNanoseconds } from './arrow-convert';
import { planArrow, type ArrowPlan } from './arrow-plan';
import type { TablePiece } from './import-ports';
import { createReader, type TableReader } from './table-reader';

const largestBytes = 2 ** 31 - 1;

/**
 * Opens an Arrow IPC file (Feather, version 2) or stream, also one compressed by LZ4.
 * Memory: the file and one record batch.
 * @throws AppError `unreadable_file` for what is damaged, cut off, or compressed by Zstandard.
 */
export async function openArrow(file: Blob, name: string): Promise<TableReader> {
  if (file.size > largestBytes) throw tooLarge(name);
  const bytes = await readBytes(file);
  const table = decodeTable(bytes, name);
  const plan = planArrow(table.schema.fields);
  if (plan.columns.length === 0) throw emptyFile(name);
  const cut = new Set<string>();
  return createReader(plan.columns, convertAll(table, plan, cut, name), () => ({
    rejected: noRejects,
    notes: [...plan.notes, ...nanosecondNotes(cut), ...endNotes(bytes)],
  }));
}

/** Times that lost digits below a microsecond. */
export function nanosecondNotes(columns: ReadonlySet<string>): string[] {
  return [...columns].map(
    (name) => `"${name}" holds times finer than a microsecond; they were cut.`,
  );
}

/** A stream that was cut off between two batches reads like a whole one, save for its end mark. */
function endNotes(bytes: Uint8Array): string[] {
  const isFile = bytes[0] === 0x41;
  const isEnded = bytes.subarray(-8).every((byte, index) => byte === (index < 4 ? 0xff : 0));
  if (isFile || isEnded) return [];
  return ['The stream has no end mark; it may have been cut off between two batches of rows.'];
}

function decodeTable(bytes: Uint8Array, name: string): Table {
  const lz4 = CompressionType.LZ4_FRAME;
  if (!getCompressionCodec(lz4)) setCompressionCodec(lz4, { decode: decodeLz4, encode: refuse });
  try {
    const table = tableFromIPC(bytes, exactValues);
    if (!table.schema?.fields) throw new RangeError('it holds no schema');
    return table;
  } catch (thrown) {
    throw unreadable(name, thrown);
  }
}

const decodeLz4 = (bytes: Uint8Array, size?: number): Uint8Array => decodeLz4Frame(bytes, size!);

function refuse(): never {
  throw new TypeError('nothing is compressed here');
}

async function* convertAll(
  table: Table,
  { columns }: ArrowPlan,
  cut: Set<string>,
  name: string,
): AsyncGenerator<TablePiece> {
  const batches = table.getChildAt(0).data;
  let done = 0;
  for (const [index, { length }] of batches.entries()) {
    try {
      checkBatch(table, index);
    } catch (thrown) {
      throw unreadable(name, thrown);
    }
    for (const column of columns) {
      if (!cut.has(column.name) && losesNanoseconds(table, index, column)) cut.add(column.name);
    }
    done += length;
    const ipc = convertBatch(table, index, columns);
    yield { ipc, rowCount: length, share: done / Math.max(1, table.numRows) };
  }
}

function unreadable(name: string, thrown: unknown): AppError {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const words = reason.includes('compression codec')
    ? 'it is compressed by Zstandard, which is not read here. Save it with LZ4 or without compression'
    : `it is cut off or damaged (${reason})`;
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as Arrow: ${words}.`,
    { name, reason },
    { cause: thrown },
  );
}

function tooLarge(name: string): AppError {
  return new AppError(
    'out_of_memory',
    `"${name}" is larger than the 2 GiB that can be read of one Arrow file. Save it as Parquet: that is read piece by piece.`,
    { name },
  );
}
