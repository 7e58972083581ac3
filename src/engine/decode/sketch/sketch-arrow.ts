import { tableFromIPC, TimeUnit, Type, type Column, type DataType } from '@uwdata/flechette';
import { ColumnSketch } from '../../../data/sketch/column-sketch';
import type { SketchSize } from '../../../data/sketch/sketch-size';
import { ValueReader } from '../../../data/sketch/value-reader';
import { typeFamily } from '../../../data/type-family';
import { Hash64 } from '../../../math/sketch/hash64';
import { jsonText } from '../arrow/arrow-json';
import { exactValues } from '../arrow/arrow-convert';
import { decimalText, timestampText } from '../arrow/arrow-text';
import type { TableColumn } from '../import-ports';

type AddValue = (sketch: ColumnSketch, value: unknown) => void;

const encoder = new TextEncoder();
const hash = new Hash64();
const reader = new ValueReader(0x2e);
const perMs: Record<number, number> = {
  [TimeUnit.SECOND]: 1 / 1000,
  [TimeUnit.MILLISECOND]: 1,
  [TimeUnit.MICROSECOND]: 1000,
  [TimeUnit.NANOSECOND]: 1e6,
};

/** The columns of a table that comes as Arrow IPC, each in constant memory. */
export class ArrowSketch {
  readonly columns: readonly ColumnSketch[];
  rowCount = 0;

  constructor(
    private readonly table: readonly TableColumn[],
    size: SketchSize,
  ) {
    this.columns = table.map(() => new ColumnSketch(size));
  }

  /** Takes the rows of a piece, at most `limit`. */
  add(ipc: Uint8Array, limit = Infinity): void {
    const table = tableFromIPC(ipc, exactValues);
    const count = Math.min(limit, table.numRows);
    this.columns.forEach((sketch, index) => {
      const column = table.getChildAt(index) as Column<unknown>;
      const add = addTo(column.type, this.table[index]!.type);
      const valueAt = valueReader(column);
      for (let row = 0; row < count; row += 1) {
        const value = valueAt(row);
        if (value === null || value === undefined) sketch.missing += 1;
        else add(sketch, value);
      }
    });
    this.rowCount += count;
  }

  /** The first rows of a piece as text. */
  rows(ipc: Uint8Array, limit: number): (string | null)[][] {
    const table = tableFromIPC(ipc, exactValues);
    const readers = this.table.map((_, index) => {
      const column = table.getChildAt(index) as Column<unknown>;
      const valueAt = valueReader(column);
      return (row: number) => textOf(valueAt(row), column.type);
    });
    return Array.from({ length: Math.min(limit, table.numRows) }, (_, row) =>
      readers.map((textAt) => textAt(row)),
    );
  }
}

const nestedTypes: readonly number[] = [
  Type.List,
  Type.LargeList,
  Type.FixedSizeList,
  Type.Struct,
  Type.Map,
];

/** The value of a row; lists and objects as JSON text. */
function valueReader(column: Column<unknown>): (row: number) => unknown {
  if (!nestedTypes.includes(column.type.typeId)) return (row) => column.at(row);
  return (row) => {
    let place = row;
    const batch = column.data.find(({ length }) => place < length || ((place -= length), false));
    const isMissing = !batch || (batch.nullCount > 0 && !batch.isValid(place));
    return isMissing ? null : jsonText(batch, place);
  };
}

/** How values of an Arrow type are taken; texts that the engine casts are read as what they become. */
function addTo(type: DataType, stored: string): AddValue {
  switch (type.typeId) {
    case Type.Bool:
      return (sketch, value) => sketch.addBoolean(value === true);
    case Type.Int:
    case Type.Float:
      return (sketch, value) => addNumber(sketch, value as number | bigint, 0);
    case Type.Decimal:
      return (sketch, value) => addNumber(sketch, value as bigint, type.scale);
    case Type.Date:
      return (sketch, value) => sketch.addTime(Number(value));
    case Type.Timestamp:
      return (sketch, value) => sketch.addTime(Number(value) / perMs[type.unit]!);
    default:
      return typeFamily(stored) === 'text' ? addText : addWritten;
  }
}

function addNumber(sketch: ColumnSketch, value: number | bigint, scale: number): void {
  if (typeof value === 'number') sketch.addNumber(value);
  else if (scale === 0 && BigInt.asIntN(53, value) === value) sketch.addNumber(Number(value));
  else {
    const text = encoder.encode(decimalText(value, scale));
    hash.bytes(text, 0, text.length);
    sketch.addHashedNumber(Number(value) / 10 ** scale, hash.high, hash.low);
  }
}

function addText(sketch: ColumnSketch, value: unknown): void {
  const bytes = encoder.encode(String(value));
  sketch.addText(bytes, 0, bytes.length);
}

function addWritten(sketch: ColumnSketch, value: unknown): void {
  const bytes = encoder.encode(String(value));
  reader.add(sketch, bytes, 0, bytes.length);
}

function textOf(value: unknown, type: DataType): string | null {
  if (value === null || value === undefined) return null;
  if (type.typeId === Type.Decimal) return decimalText(value as bigint, type.scale);
  if (type.typeId === Type.Timestamp) return timestampText(value as bigint, type.unit);
  if (type.typeId === Type.Date) return new Date(Number(value)).toISOString().slice(0, 10);
  return String(value);
}
