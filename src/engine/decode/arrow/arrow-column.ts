import { batchType, Column, tableFromColumns, tableToIPC, type DataType } from '@uwdata/flechette';

/** The buffers of one Arrow array. */
interface ArrowBuffers {
  length: number;
  nullCount: number;
  validity: Uint8Array;
  values: ArrayBufferView;
  offsets?: Int32Array;
}

/** A column of one batch over ready buffers. */
export function columnOf(type: DataType, buffers: ArrowBuffers): Column<unknown> {
  const Batch = batchType(type);
  return new Column([new Batch({ ...buffers, type })], type);
}

/** A column of one batch whose values are those of others: a list over one, a struct over several. */
export function nestedColumn(
  type: DataType,
  children: readonly Column<unknown>[],
  buffers: Omit<ArrowBuffers, 'values'>,
): Column<unknown> {
  const Batch = batchType(type);
  const batches = children.map(({ data }) => data[0]!);
  return new Column([new Batch({ ...buffers, type, children: batches })], type);
}

/** Columns of equal length as an Arrow IPC stream. */
export function toIpc(columns: [name: string, column: Column<unknown>][]): Uint8Array {
  return tableToIPC(tableFromColumns(columns), { format: 'stream' })!;
}

/** The validity bitmap of rows that are set (1) or missing (0); empty where none is missing. */
export function packValidity(
  isSet: Uint8Array,
  rowCount: number,
): { validity: Uint8Array; nullCount: number } {
  let present = 0;
  for (let row = 0; row < rowCount; row += 1) present += isSet[row]!;
  const nullCount = rowCount - present;
  return { nullCount, validity: nullCount === 0 ? new Uint8Array() : packBits(isSet, rowCount) };
}

/** Ones and zeros as bits, the first one lowest. */
export function packBits(values: Uint8Array, count: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(count / 8));
  for (let index = 0; index < count; index += 1) {
    if (values[index] === 1) bits[index >> 3]! |= 1 << (index & 7);
  }
  return bits;
}
