import {
  CompressionType,
  getCompressionCodec,
  setCompressionCodec,
  tableFromIPC,
  type Table,
} from '@uwdata/flechette';
import { decompress } from 'fzstd';
import { AppError } from '../../../data/app-error';
import { walkArrowStream } from '../../../data/formats/arrow/arrow-messages';
import { noColumns } from '../../../data/formats/detect';
import { decodeLz4Frame } from '../../../data/formats/arrow/lz4-frame';
import { noRejects } from '../../../data/table';
import { readBytes } from '../../files/read-pieces';
import { checkBatch } from './check-arrow';
import { convertBatch, exactValues, losesNanoseconds } from './arrow-convert';
import { planArrow, type ArrowPlan } from './arrow-plan';
import type { TablePiece } from '../import-ports';
import { createReader, type TableReader } from '../table-reader';

const largestBytes = 2 ** 31 - 1;

/**
 * Opens an Arrow IPC file (Feather, version 2) or stream, also one compressed by LZ4 or Zstandard.
 * Memory: the file and one record batch.
 * @throws AppError `unreadable_file` for what is damaged, cut off.
 */
export async function openArrow(file: Blob, name: string): Promise<TableReader> {
  if (file.size > largestBytes) throw tooLarge(name);
  const bytes = await readBytes(file);
  const table = decodeTable(bytes, name);
  const endNotes = checkStream(bytes, table, name);
  const plan = planArrow(table.schema.fields);
  if (plan.columns.length === 0) throw noColumns(name);
  const cut = new Set<string>();
  return createReader(plan.columns, convertAll(table, plan, cut, name), () => ({
    rejected: noRejects,
    notes: [...plan.notes, ...nanosecondNotes(cut), ...endNotes],
  }));
}

/** Times that lost digits below a microsecond. */
export function nanosecondNotes(columns: ReadonlySet<string>): string[] {
  return [...columns].map(
    (name) => `"${name}" holds times finer than a microsecond; they were cut.`,
  );
}

/**
 * What a stream's own messages say, against what was decoded of it: a reader that stops early reads less than
 * there is. A stream cut off between two batches reads like a whole one, save for its end mark.
 * @throws AppError `unreadable_file` where rows would be lost.
 */
function checkStream(bytes: Uint8Array, table: Table, name: string): string[] {
  const isFile = bytes[0] === 0x41;
  if (isFile) return [];
  const { rowCount, end, isEnded } = walkArrowStream(bytes);
  if (rowCount !== table.numRows)
    throw unreadable(name, new RangeError(`it has ${rowCount} rows, ${table.numRows} decode`));
  const rest = bytes.length - end;
  if (isEnded && rest > 0 && bytes.subarray(end).some((byte) => byte !== 0))
    return [`The stream ends ${rest} bytes before the file; what stands there was not read.`];
  if (isEnded) return [];
  return ['The stream has no end mark; it may have been cut off between two batches of rows.'];
}

function decodeTable(bytes: Uint8Array, name: string): Table {
  for (const [type, decode] of codecs) {
    if (!getCompressionCodec(type)) setCompressionCodec(type, { decode, encode: refuse });
  }
  try {
    const table = tableFromIPC(bytes, exactValues);
    if (!table.schema?.fields) throw new RangeError('it holds no schema');
    return table;
  } catch (thrown) {
    throw unreadable(name, thrown);
  }
}

type Decode = (bytes: Uint8Array, size?: number) => Uint8Array;

const codecs: [(typeof CompressionType)[keyof typeof CompressionType], Decode][] = [
  [CompressionType.LZ4_FRAME, (bytes, size) => decodeLz4Frame(bytes, size!)],
  [CompressionType.ZSTD, (bytes, size) => decompress(bytes, new Uint8Array(size!))],
];

function refuse(): never {
  throw new TypeError('nothing is compressed here');
}

async function* convertAll(
  table: Table,
  plan: ArrowPlan,
  cut: Set<string>,
  name: string,
): AsyncGenerator<TablePiece> {
  const batches = table.getChildAt(0).data;
  let done = 0;
  for (const [index, { length }] of batches.entries()) {
    const ipc = convertChecked(table, index, plan, cut, name);
    done += length;
    yield { ipc, rowCount: length, share: done / Math.max(1, table.numRows) };
  }
}

function convertChecked(
  table: Table,
  index: number,
  { columns }: ArrowPlan,
  cut: Set<string>,
  name: string,
): Uint8Array {
  try {
    checkBatch(table, index);
    for (const column of columns) {
      if (!cut.has(column.name) && losesNanoseconds(table, index, column)) cut.add(column.name);
    }
    return convertBatch(table, index, columns);
  } catch (thrown) {
    throw unreadable(name, thrown);
  }
}

function unreadable(name: string, thrown: unknown): AppError {
  const raw = thrown instanceof Error ? thrown.message : String(thrown);
  const reason = thrown instanceof TypeError ? 'one of its messages cannot be decoded' : raw;
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as Arrow: it is cut off or damaged (${reason}).`,
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
