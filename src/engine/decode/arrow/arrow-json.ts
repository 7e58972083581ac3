import { Type, type Batch, type Field } from '@uwdata/flechette';
import { scalarJson } from './arrow-text';

/** A batch of nested values, with the buffers that flechette keeps to itself. */
interface NestedBatch extends Batch<unknown> {
  offsets: Int32Array;
  sizes: Int32Array;
  children: NestedBatch[];
}

/**
 * The value of one row as JSON text: lists, structs and maps with all that they hold; 64-bit integers and
 * decimals with all their digits; dates and times as ISO texts; bytes as hexadecimal; NaN as a text.
 */
export function jsonText(batch: Batch<unknown>, row: number): string {
  if (batch.nullCount > 0 && !batch.isValid(row)) return 'null';
  const nested = batch as NestedBatch;
  switch (batch.type.typeId) {
    case Type.List:
    case Type.LargeList:
    case Type.ListView:
    case Type.LargeListView:
    case Type.FixedSizeList:
      return listText(nested, row);
    case Type.Struct:
      return structText(nested, row);
    case Type.Map:
      return mapText(nested, row);
    default:
      return scalarJson(batch.at(row), batch.type);
  }
}

function listText(batch: NestedBatch, row: number): string {
  const [start, end] = listRange(batch, row);
  const items = Array.from({ length: end - start }, (_, index) =>
    jsonText(batch.children[0]!, start + index),
  );
  return `[${items.join(',')}]`;
}

function listRange({ type, offsets, sizes }: NestedBatch, row: number): [number, number] {
  if (type.typeId === Type.FixedSizeList) return [row * type.stride, (row + 1) * type.stride];
  const start = Number(offsets[row]);
  return [start, sizes ? start + Number(sizes[row]) : Number(offsets[row + 1])];
}

function structText({ type, children }: NestedBatch, row: number): string {
  const fields = (type as { children: Field[] }).children;
  const members = fields.map(
    ({ name }, index) => `${JSON.stringify(name)}:${jsonText(children[index]!, row)}`,
  );
  return `{${members.join(',')}}`;
}

/** An object where all keys are texts, else a list of pairs. */
function mapText(batch: NestedBatch, row: number): string {
  const [keys, values] = batch.children[0]!.children;
  const [start, end] = listRange(batch, row);
  const pairs = Array.from({ length: end - start }, (_, index) => {
    const value = values ? jsonText(values, start + index) : 'null';
    return { key: jsonText(keys!, start + index), value };
  });
  const isNamed = pairs.every(({ key }) => key.startsWith('"'));
  return isNamed
    ? `{${pairs.map(({ key, value }) => `${key}:${value}`).join(',')}}`
    : `[${pairs.map(({ key, value }) => `[${key},${value}]`).join(',')}]`;
}
