import { Type, type Batch, type Table } from '@uwdata/flechette';
import { countUtf8 } from '../../data/formats/utf8';

/**
 * Checks the buffers of the plain columns of one record batch, since the database takes them at their word:
 * long enough for the rows, offsets in order and within the bytes, texts in UTF-8. O(bytes).
 * @throws RangeError with the column and what is wrong in it.
 */
export function checkBatch(table: Table, index: number): void {
  table.schema.fields.forEach(({ name }, column) => {
    const fault = findFault(table.getChildAt(column).data[index]! as Batch<unknown>);
    if (fault) throw new RangeError(`column "${String(name)}" ${fault}`);
  });
}

const textTypes: readonly number[] = [Type.Utf8, Type.LargeUtf8];
const offsetTypes: readonly number[] = [...textTypes, Type.Binary, Type.LargeBinary];
const valueTypes: readonly number[] = [
  Type.Int,
  Type.Float,
  Type.Date,
  Type.Timestamp,
  Type.Time,
  Type.Duration,
];

function findFault(batch: Batch<unknown>): string | undefined {
  const { length, nullCount, validity, values, type } = batch;
  if (type.typeId === Type.Null) return undefined;
  if (nullCount > 0 && (validity as Uint8Array).length * 8 < length)
    return 'lacks marks of what is missing';
  if (valueTypes.includes(type.typeId) && values.length < length)
    return 'has fewer values than rows';
  return offsetTypes.includes(type.typeId) ? offsetFault(batch) : undefined;
}

function offsetFault({ length, offsets, values, type }: Batch<unknown>): string | undefined {
  if (length === 0) return undefined;
  if (offsets.length < length + 1) return 'has fewer offsets than rows';
  let before = Number(offsets[0]);
  if (before < 0) return 'has an offset below zero';
  for (let row = 1; row <= length; row += 1) {
    const offset = Number(offsets[row]);
    if (offset < before) return 'has offsets that go back';
    before = offset;
  }
  if (before > values.length) return 'has an offset behind its end';
  const isText = textTypes.includes(type.typeId);
  return isText && countUtf8(values as Uint8Array, Number(offsets[0]), before).invalid > 0
    ? 'holds text that is not UTF-8'
    : undefined;
}
