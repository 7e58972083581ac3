import { Type, UnionMode, type Batch, type DataType, type Table } from '@uwdata/flechette';
import { countUtf8 } from '../../../data/formats/text/utf8';

/**
 * Checks the buffers of one record batch, with all that lies within lists, structs, maps and unions, since
 * both the database and the conversions take them at their word: long enough for the rows, offsets in order
 * and within what they point to, texts in UTF-8. O(bytes).
 * @throws RangeError with the column and what is wrong in it.
 */
export function checkBatch(table: Table, index: number): void {
  const rowCount = table.getChildAt(0).data[index]!.length;
  table.schema.fields.forEach(({ name }, column) => {
    const batch = table.getChildAt(column).data[index];
    const fault = batch ? findFault(batch as AnyBatch, rowCount) : 'is missing from some rows';
    if (fault) throw new RangeError(`column "${String(name)}" ${fault}`);
  });
}

/** With the buffers that flechette keeps to itself. */
interface AnyBatch extends Batch<unknown> {
  children: AnyBatch[];
  typeIds?: Int8Array;
  dictionary?: { length: number; data: readonly Batch<unknown>[] };
  data?: Uint8Array[];
}

type Fault = string | undefined;

const outside = 'has an offset behind its end';
const few = 'has fewer values than rows';

/** What is wrong with the first `rowCount` rows of a batch. */
function findFault(batch: AnyBatch, rowCount: number): Fault {
  const { length, nullCount, validity, type } = batch;
  if (!(length >= rowCount)) return 'has fewer rows than the table';
  if (type.typeId === Type.Null) return undefined;
  if (nullCount > 0 && (validity as Uint8Array).length * 8 < rowCount)
    return 'lacks marks of what is missing';
  return (finders[type.typeId] ?? findValueFault)(batch, rowCount);
}

const finders: Record<number, (batch: AnyBatch, rowCount: number) => Fault> = {
  [Type.Utf8]: findTextFault,
  [Type.LargeUtf8]: findTextFault,
  [Type.Binary]: (batch, rowCount) => findOffsetFault(batch, rowCount, batch.values.length),
  [Type.LargeBinary]: (batch, rowCount) => findOffsetFault(batch, rowCount, batch.values.length),
  [Type.Utf8View]: findViewFault,
  [Type.BinaryView]: findViewFault,
  [Type.List]: findListFault,
  [Type.LargeList]: findListFault,
  [Type.Map]: findListFault,
  [Type.ListView]: findListViewFault,
  [Type.LargeListView]: findListViewFault,
  [Type.FixedSizeList]: ({ type, children }, rowCount) =>
    findFault(children[0]!, rowCount * strideOf(type)),
  [Type.Struct]: ({ children }, rowCount) => firstFault(children, rowCount),
  [Type.Union]: findUnionFault,
  [Type.Dictionary]: findIndexFault,
  [Type.RunEndEncoded]: findRunFault,
};

/** How many items of its value buffer one row takes, by the kinds that take more or less than one. */
function findValueFault({ type, values }: AnyBatch, rowCount: number): Fault {
  const perRow = strideOf(type);
  return values.length < Math.ceil(rowCount * perRow) ? few : undefined;
}

function strideOf(type: DataType): number {
  if (type.typeId === Type.Bool) return 1 / 8;
  const bytes = (values: unknown): number =>
    (values as { BYTES_PER_ELEMENT?: number } | undefined)?.BYTES_PER_ELEMENT ?? 1;
  if (type.typeId === Type.Decimal) return type.bitWidth / 8 / bytes(type.values);
  if (type.typeId === Type.FixedSizeBinary || type.typeId === Type.FixedSizeList)
    return type.stride;
  return 1;
}

function findOffsetFault({ offsets }: AnyBatch, rowCount: number, end: number): Fault {
  if (rowCount === 0) return undefined;
  if (offsets.length < rowCount + 1) return 'has fewer offsets than rows';
  let before = Number(offsets[0]);
  if (before < 0) return 'has an offset below zero';
  for (let row = 1; row <= rowCount; row += 1) {
    const offset = Number(offsets[row]);
    if (offset < before) return 'has offsets that go back';
    before = offset;
  }
  return before > end ? outside : undefined;
}

function findTextFault(batch: AnyBatch, rowCount: number): Fault {
  const { offsets, values } = batch;
  const fault = findOffsetFault(batch, rowCount, values.length);
  if (fault || rowCount === 0) return fault;
  const [start, end] = [Number(offsets[0]), Number(offsets[rowCount])];
  return countUtf8(values as Uint8Array, start, end).invalid > 0
    ? 'holds text that is not UTF-8'
    : undefined;
}

/** Sixteen bytes for each text: its length, then the text itself or where it stands. */
function findViewFault({ values, data }: AnyBatch, rowCount: number): Fault {
  const bytes = values as Uint8Array;
  if (bytes.length < rowCount * 16) return few;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < rowCount * 16; at += 16) {
    const length = view.getInt32(at, true);
    if (length < 0) return 'has a length below zero';
    if (length <= 12) continue;
    const [buffer, offset] = [view.getInt32(at + 8, true), view.getInt32(at + 12, true)];
    if (offset < 0 || !(offset + length <= (data?.[buffer]?.length ?? -1))) return outside;
  }
  return undefined;
}

function findListFault(batch: AnyBatch, rowCount: number): Fault {
  const [items] = batch.children;
  const end = rowCount === 0 ? 0 : Number(batch.offsets[rowCount]);
  return findOffsetFault(batch, rowCount, items!.length) ?? findFault(items!, end);
}

function findListViewFault({ offsets, sizes, children }: AnyBatch, rowCount: number): Fault {
  const [items] = children;
  if (offsets.length < rowCount || sizes.length < rowCount) return 'has fewer offsets than rows';
  for (let row = 0; row < rowCount; row += 1) {
    const [offset, size] = [Number(offsets[row]), Number(sizes[row])];
    if (offset < 0 || size < 0 || offset + size > items!.length) return outside;
  }
  return findFault(items!, items!.length);
}

function findUnionFault(batch: AnyBatch, rowCount: number): Fault {
  const { typeIds, offsets, children } = batch;
  const { mode, typeMap } = batch.type as { mode: number; typeMap: Record<number, number> };
  if (typeIds!.length < rowCount) return few;
  const isDense = mode === UnionMode.Dense;
  if (isDense && offsets.length < rowCount) return 'has fewer offsets than rows';
  for (let row = 0; row < rowCount; row += 1) {
    const child = children[typeMap[typeIds![row]!] ?? -1];
    if (!child) return 'has a value of a type that is not in its list';
    if (isDense && !(Number(offsets[row]) >= 0 && Number(offsets[row]) < child.length))
      return outside;
  }
  return isDense
    ? children.map((child) => findFault(child, child.length)).find(Boolean)
    : firstFault(children, rowCount);
}

function findIndexFault(batch: AnyBatch, rowCount: number): Fault {
  const { values, dictionary } = batch;
  if (values.length < rowCount) return few;
  if (!dictionary) return rowCount > 0 ? 'has no dictionary' : undefined;
  const fault = dictionary.data
    .map((part) => findFault(part as AnyBatch, part.length))
    .find(Boolean);
  if (fault) return fault;
  for (let row = 0; row < rowCount; row += 1) {
    const index = Number(values[row]);
    if (batch.nullCount > 0 && !batch.isValid(row)) continue;
    if (!(index >= 0 && index < dictionary.length)) return 'names what is not in its dictionary';
  }
  return undefined;
}

/** Ends of runs, in order, beside the value of each. */
function findRunFault({ children }: AnyBatch, rowCount: number): Fault {
  const [ends, values] = children;
  let before = 0;
  for (let run = 0; run < ends!.length; run += 1) {
    const end = Number(ends!.values[run]);
    if (!(end > before)) return 'has runs that go back';
    before = end;
  }
  if (before < rowCount || values!.length < ends!.length) return few;
  return findFault(values!, values!.length);
}

function firstFault(children: AnyBatch[], rowCount: number): Fault {
  for (const child of children) {
    const fault = findFault(child, rowCount);
    if (fault) return fault;
  }
  return undefined;
}
