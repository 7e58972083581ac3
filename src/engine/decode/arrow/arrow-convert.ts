import { Column, float32, TimeUnit, Type, utf8, type Batch, type Table } from '@uwdata/flechette';
import { countUtf8 } from '../../../data/formats/text/utf8';
import { columnOf, packValidity, toIpc } from './arrow-column';
import { jsonText } from './arrow-json';
import type { ArrowColumn } from './arrow-plan';
import { textColumnOf } from './text-column';
import { decimalText, hexText } from './arrow-text';
import { int96Column } from '../parquet/int96';

/** How flechette has to read IPC bytes for the conversions here. */
export const exactValues = {
  useBigInt: true,
  useDecimalInt: true,
  useBigIntTimestamp: true,
  useProxy: false,
} as const;

/** One record batch with its columns made plain, as an Arrow IPC stream. */
export function convertBatch(
  table: Table,
  index: number,
  columns: readonly ArrowColumn[],
): Uint8Array {
  return toIpc(
    columns.map((column, position) => [
      `c${position}`,
      convertColumn(findBatch(table, index, column.path), column),
    ]),
  );
}

/** Whether some time of this column would lose digits when cut to microseconds, the database's unit. */
export function losesNanoseconds(table: Table, index: number, column: ArrowColumn): boolean {
  const { source, path, conversion } = column;
  if (
    conversion === 'int96' ||
    source.typeId !== Type.Timestamp ||
    source.unit !== TimeUnit.NANOSECOND
  )
    return false;
  const batch = findBatch(table, index, path);
  const values = batch.values as BigInt64Array;
  for (let row = 0; row < batch.length; row += 1) {
    if (values[row]! % 1000n !== 0n && isPresent(batch, row)) return true;
  }
  return false;
}

/** The batch at the end of a column's path, missing wherever a struct above it is. */
export function findBatch(
  table: Table,
  index: number,
  [field, ...members]: number[],
): Batch<unknown> {
  let batch = table.getChildAt(field!).data[index]! as Batch<unknown>;
  for (const member of members) {
    const child = batch.children![member]! as Batch<unknown>;
    batch = batch.nullCount > 0 ? withMissing(child, batch) : child;
  }
  return batch;
}

interface AnyBatch extends Batch<unknown> {
  dictionary?: unknown;
  setDictionary?(dictionary: unknown): void;
}

function withMissing(child: AnyBatch, parent: Batch<unknown>): Batch<unknown> {
  const isSet = Uint8Array.from({ length: parent.length }, (_, row) =>
    parent.isValid(row) && isPresent(child, row) ? 1 : 0,
  );
  const SameBatch = child.constructor as new (options: object) => AnyBatch;
  const copy = new SameBatch({ ...child, ...packValidity(isSet, parent.length) });
  if (child.dictionary) copy.setDictionary!(child.dictionary);
  return copy;
}

function isPresent(batch: Batch<unknown>, row: number): boolean {
  return batch.nullCount === 0 || batch.isValid(row);
}

function convertColumn(
  batch: Batch<unknown>,
  { source, conversion }: ArrowColumn,
): Column<unknown> {
  switch (conversion) {
    case 'none':
      return new Column([batch], source);
    case 'half':
      return floatColumn(batch);
    case 'bytes':
      return asUtf8(batch) ?? textColumn(batch, (row) => bytesText(batch.at(row) as Uint8Array));
    case 'hex':
      return textColumn(batch, (row) => hexText(batch.at(row) as Uint8Array));
    case 'decimal': {
      const { scale } = source as { scale: number };
      return textColumn(batch, (row) => decimalText(BigInt(batch.at(row) as bigint), scale));
    }
    case 'json':
      return textColumn(batch, (row) => jsonText(batch, row));
    case 'int96':
      return int96Column(batch);
  }
}

function floatColumn(batch: Batch<unknown>): Column<unknown> {
  const { length, nullCount, validity } = batch;
  const values = Float32Array.from({ length }, (_, row) => Number(batch.at(row) ?? NaN));
  return columnOf(float32(), { length, nullCount, validity: validity as Uint8Array, values });
}

function textColumn(batch: Batch<unknown>, textAt: (row: number) => string): Column<unknown> {
  return textColumnOf(batch.length, (row) => (isPresent(batch, row) ? textAt(row) : undefined));
}

/** The same buffers as texts, where all values are. */
function asUtf8(batch: Batch<unknown>): Column<unknown> | undefined {
  if (batch.type.typeId !== Type.Binary) return undefined;
  const { length, nullCount, validity } = batch;
  const values = batch.values as Uint8Array;
  const offsets = batch.offsets as Int32Array;
  for (let row = 0; row < length; row += 1) {
    if (isPresent(batch, row) && !isText(values, offsets[row]!, offsets[row + 1]!))
      return undefined;
  }
  return columnOf(utf8(), { length, nullCount, validity: validity as Uint8Array, values, offsets });
}

/** Bytes as text where they are that, else as hexadecimal digits. */
export function bytesText(bytes: Uint8Array): string {
  return isText(bytes, 0, bytes.length)
    ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    : hexText(bytes);
}

/** Well-formed UTF-8 without control characters, save tabs and line ends. */
function isText(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false;
  }
  return countUtf8(bytes, start, end).invalid === 0;
}
