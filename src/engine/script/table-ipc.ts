import {
  TimeUnit,
  bool,
  dateDay,
  float64,
  int16,
  int32,
  int64,
  int8,
  timestamp,
  uint16,
  uint32,
  uint64,
  uint8,
  type Column,
  type DataType,
} from '@uwdata/flechette';
import type { ScriptColumn, ScriptTable, ScriptValues } from '../../data/script/script-table';
import { columnOf, packBits, packValidity, toIpc } from '../decode/arrow/arrow-column';
import { textColumnOf } from '../decode/arrow/text-column';

type NumberArray = Exclude<ScriptValues, unknown[]>;

/** The table of a script as an Arrow IPC stream. Integers beyond 64 bits stand in it as texts, to be cast. */
export function tableIpc({ columns, rowCount }: ScriptTable): Uint8Array {
  return toIpc(columns.map((column) => [column.name, arrowColumn(column, rowCount)]));
}

function arrowColumn(column: ScriptColumn, length: number): Column<unknown> {
  const { values, missing } = column;
  if (Array.isArray(values)) return textColumnOf(length, (row) => values[row] ?? undefined);
  const isSet = missing?.map((flag) => 1 - flag) ?? new Uint8Array(length).fill(1);
  const [type, stored] = storedValues(column, values);
  return columnOf(type, { ...packValidity(isSet, length), length, values: stored });
}

/** Values as Arrow keeps them: dates as days, times as microseconds, truth as bits. */
function storedValues({ form, type }: ScriptColumn, values: NumberArray): [DataType, NumberArray] {
  if (form === 'boolean') return [bool(), packBits(values as Uint8Array, values.length)];
  if (form !== 'time') return [numberType(values), values];
  const times = values as Float64Array;
  if (type === 'DATE') {
    return [dateDay(), Int32Array.from(times, (time) => Math.floor(time / 86_400_000) || 0)];
  }
  const micros = BigInt64Array.from(times, (time) =>
    Number.isFinite(time) ? BigInt(Math.round(time * 1000)) : 0n,
  );
  return [timestamp(TimeUnit.MICROSECOND, null), micros];
}

const numberTypes = new Map<string, () => DataType>([
  ['Float64Array', float64],
  ['Int8Array', int8],
  ['Int16Array', int16],
  ['Int32Array', int32],
  ['BigInt64Array', int64],
  ['Uint8Array', uint8],
  ['Uint16Array', uint16],
  ['Uint32Array', uint32],
  ['BigUint64Array', uint64],
]);

function numberType(values: NumberArray): DataType {
  return numberTypes.get(values.constructor.name)!();
}
