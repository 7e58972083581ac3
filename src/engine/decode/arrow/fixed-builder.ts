import {
  bool,
  dateDay,
  decimal,
  float64,
  int64,
  timestamp,
  TimeUnit,
  Type,
  type Column,
  type DataType,
} from '@uwdata/flechette';
import { readDay, readTimestamp } from '../../../data/formats/text/date-text';
import { readDouble, readScaled } from '../../../data/formats/text/number-value';
import { columnOf, packBits, packValidity } from './arrow-column';
import type { ColumnBuilder, WrittenValue } from './column-builder';
import { grown } from './grown';

type FixedValues = Uint8Array | Int32Array | Float64Array | BigInt64Array | BigUint64Array;
type Write<V> = (values: V, row: number, value: WrittenValue) => void;

/** Values of a fixed width, written straight into their place. */
export class FixedBuilder<V extends FixedValues> implements ColumnBuilder {
  repeated = 0;
  readonly repaired = 0;
  #isSet: Uint8Array;
  #values: V;
  /** Array places of one value. */
  readonly #width: number;

  constructor(
    private readonly type: DataType,
    capacity: number,
    values: V,
    private readonly write: Write<V>,
  ) {
    this.#isSet = new Uint8Array(capacity);
    this.#values = values;
    this.#width = values.length / capacity;
  }

  set(row: number, value: WrittenValue): void {
    if (this.#isSet[row] === 1) this.repeated += 1;
    if (row >= this.#isSet.length) this.#reserve(row + 1);
    this.#isSet[row] = 1;
    this.write(this.#values, row, value);
  }

  unset(row: number): void {
    if (this.#isSet[row] === 1) this.repeated += 1;
    this.#isSet[row] = 0;
  }

  truncate(row: number): void {
    this.#isSet.fill(0, row);
  }

  size(): number {
    return 0;
  }

  finish(rowCount: number): Column<unknown> {
    this.#reserve(rowCount);
    const buffers = packValidity(this.#isSet, rowCount);
    const values =
      this.type.typeId === Type.Bool
        ? packBits(this.#values as Uint8Array, rowCount)
        : this.#values.slice(0, rowCount * this.#width);
    this.#isSet.fill(0);
    return columnOf(this.type, { ...buffers, length: rowCount, values });
  }

  #reserve(rows: number): void {
    this.#isSet = grown(this.#isSet, rows);
    this.#values = grown(this.#values, rows * this.#width);
  }
}

/** A builder for a type as DuckDB writes it: BOOLEAN, BIGINT, DOUBLE, DATE, TIMESTAMP, HUGEINT, DECIMAL. */
export function createFixedBuilder(sql: string, capacity: number): ColumnBuilder {
  switch (sql) {
    case 'BOOLEAN':
      return new FixedBuilder(bool(), capacity, new Uint8Array(capacity), writeBoolean);
    case 'BIGINT':
      return new FixedBuilder(int64(), capacity, new BigInt64Array(capacity), writeLong);
    case 'DOUBLE':
      return new FixedBuilder(float64(), capacity, new Float64Array(capacity), writeDouble);
    case 'DATE':
      return new FixedBuilder(dateDay(), capacity, new Int32Array(capacity), writeDay);
    case 'TIMESTAMP': {
      const micros = timestamp(TimeUnit.MICROSECOND, null);
      return new FixedBuilder(micros, capacity, new BigInt64Array(capacity), writeTimestamp);
    }
    default:
      return createDecimalBuilder(sql, capacity);
  }
}

const writeBoolean: Write<Uint8Array> = (values, row, { bytes, start }) => {
  values[row] = bytes[start] === 0x74 ? 1 : 0;
};

const writeDouble: Write<Float64Array> = (values, row, { bytes, start, end }) => {
  values[row] = readDouble(bytes, start, end);
};

const writeLong: Write<BigInt64Array> = (values, row, { bytes, start, end }) => {
  values[row] =
    end - start <= 15 ? BigInt(readDouble(bytes, start, end)) : readScaled(bytes, start, end, 0);
};

const writeDay: Write<Int32Array> = (values, row, { bytes, start }) => {
  values[row] = readDay(bytes, start);
};

const writeTimestamp: Write<BigInt64Array> = (values, row, { bytes, start, end }) => {
  values[row] = readTimestamp(bytes, start, end);
};

/** A decimal of 128 bits in two halves, the lower first. HUGEINT is one of 38 digits. */
function createDecimalBuilder(sql: string, capacity: number): ColumnBuilder {
  const [, precision = '38', scale = '0'] = /^DECIMAL\((\d+),(\d+)\)$/.exec(sql) ?? [];
  const places = Number(scale);
  const write: Write<BigUint64Array> = (values, row, { bytes, start, end }) => {
    const unscaled = readScaled(bytes, start, end, places);
    values[2 * row] = BigInt.asUintN(64, unscaled);
    values[2 * row + 1] = BigInt.asUintN(64, unscaled >> 64n);
  };
  const type = decimal(Number(precision), places, 128);
  return new FixedBuilder(type, capacity, new BigUint64Array(capacity * 2), write);
}
