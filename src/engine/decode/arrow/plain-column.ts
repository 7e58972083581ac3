import {
  bool,
  dateDay,
  duration,
  float32,
  float64,
  int,
  timestamp,
  TimeUnit,
  type Column,
  type DataType,
} from '@uwdata/flechette';
import type { NpyValues } from '../../../data/formats/npy/npy-values';
import { columnOf, packBits, packValidity } from './arrow-column';
import { textColumnOf } from './text-column';

/** The values of one column, read every `stride` bytes from `start`, as an Arrow column. */
export function plainColumn(
  values: NpyValues,
  view: DataView,
  start: number,
  stride: number,
  count: number,
): Column<unknown> {
  const at = (row: number): number => start + row * stride;
  if (values.sql === 'VARCHAR') return textColumnOf(count, (row) => values.read(view, at(row)));
  const { type, store } = storeOf(values.sql, count);
  const isSet = new Uint8Array(count).fill(1);
  for (let row = 0; row < count; row += 1) {
    const value = values.read(view, at(row));
    if (value === null) isSet[row] = 0;
    else
      store[row] = (
        store instanceof BigInt64Array || store instanceof BigUint64Array ? value : Number(value)
      ) as never;
  }
  const packed = values.sql === 'BOOLEAN' ? packBits(store as Uint8Array, count) : store;
  return columnOf(type, { ...packValidity(isSet, count), length: count, values: packed });
}

type Store =
  | Uint8Array
  | Int8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

function storeOf(sql: NpyValues['sql'], count: number): { type: DataType; store: Store } {
  switch (sql) {
    case 'BOOLEAN':
      return { type: bool(), store: new Uint8Array(count) };
    case 'TINYINT':
      return { type: int(8, true), store: new Int8Array(count) };
    case 'SMALLINT':
      return { type: int(16, true), store: new Int16Array(count) };
    case 'INTEGER':
      return { type: int(32, true), store: new Int32Array(count) };
    case 'UTINYINT':
      return { type: int(8, false), store: new Uint8Array(count) };
    case 'USMALLINT':
      return { type: int(16, false), store: new Uint16Array(count) };
    case 'UINTEGER':
      return { type: int(32, false), store: new Uint32Array(count) };
    case 'UBIGINT':
      return { type: int(64, false), store: new BigUint64Array(count) };
    case 'FLOAT':
      return { type: float32(), store: new Float32Array(count) };
    case 'DOUBLE':
      return { type: float64(), store: new Float64Array(count) };
    case 'DATE':
      return { type: dateDay(), store: new Int32Array(count) };
    case 'TIMESTAMP':
      return { type: timestamp(TimeUnit.MICROSECOND, null), store: new BigInt64Array(count) };
    case 'INTERVAL':
      return { type: duration(TimeUnit.MICROSECOND), store: new BigInt64Array(count) };
    default:
      return { type: int(64, true), store: new BigInt64Array(count) };
  }
}
