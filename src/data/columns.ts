import { Type, tableFromIPC, type Column, type Table } from '@uwdata/flechette';
import { engineType } from './column-types';
import { TextCodes } from './texts/text-codes';

/** What a cell of a query result can be. Lists, structs and blobs come as flechette gives them. */
export type CellValue = string | number | bigint | boolean | null | object;

/**
 * The answer of a query, by column. Columns are found by name but never kept in an object keyed by name,
 * because a column may be called `__proto__`.
 */
export interface Columns {
  readonly rowCount: number;
  readonly names: readonly string[];
  /** Types as DuckDB writes them, in the order of the names. */
  readonly types: readonly string[];
  /** Values with `null` where missing; 64-bit integers as BigInt, dates and timestamps as ms since 1970 UTC. */
  values(name: string): ArrayLike<CellValue>;
  /** As doubles: missing becomes NaN, 64-bit integers the nearest double. One copy, no boxing. */
  numbers(name: string): Float64Array;
  /** As text with `null` where missing. */
  texts(name: string): (string | null)[];
  /** Dictionary codes of a text column in order of first appearance: -1 where missing. */
  codes(name: string): CodedColumn;
  /** 1 where the value is missing. */
  missing(name: string): Uint8Array;
  /** A column of UTINYINT without missing values, as its bytes. */
  bytes(name: string): Uint8Array;
}

export interface CodedColumn {
  codes: Int32Array;
  labels: string[];
}

const nothing: Columns = {
  rowCount: 0,
  names: [],
  types: [],
  values: unknownColumn,
  numbers: unknownColumn,
  texts: unknownColumn,
  codes: unknownColumn,
  missing: unknownColumn,
  bytes: unknownColumn,
};

/** Decodes an Arrow IPC stream. Bytes of length 0 (a statement without an answer) give no columns. */
export function readColumns(ipc: Uint8Array): Columns {
  return ipc.byteLength === 0 ? nothing : new ArrowColumns(ipc);
}

function unknownColumn(name: string): never {
  throw new RangeError(`unknown column: ${name}`);
}

class ArrowColumns implements Columns {
  readonly rowCount: number;
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly #table: Table;

  constructor(ipc: Uint8Array) {
    this.#table = tableFromIPC(ipc, { useBigInt: true, useProxy: false });
    this.rowCount = this.#table.numRows;
    this.names = this.#table.names.map(String);
    this.types = this.#table.schema.fields.map((field) => engineType(field.type));
  }

  values(name: string): ArrayLike<CellValue> {
    return this.#find(name).toArray() as ArrayLike<CellValue>;
  }

  numbers(name: string): Float64Array {
    const numbers = new Float64Array(this.rowCount);
    let offset = 0;
    for (const batch of this.#find(name).data) {
      copyNumbers(batch as unknown as RawBatch, numbers, offset);
      offset += batch.length;
    }
    return numbers;
  }

  texts(name: string): (string | null)[] {
    return Array.from(this.#find(name).toArray() as ArrayLike<CellValue>, (value) =>
      value === null || value === undefined ? null : String(value),
    );
  }

  codes(name: string): CodedColumn {
    const column = this.#find(name);
    if (textTypes.includes(column.type.typeId)) return codeTexts(column, this.rowCount);
    const codeOf = new Map<string, number>();
    const codes = new Int32Array(this.rowCount).fill(-1);
    let row = 0;
    for (const value of column as Iterable<CellValue>) {
      if (value !== null) codes[row] = codeFor(String(value), codeOf);
      row += 1;
    }
    return { codes, labels: [...codeOf.keys()] };
  }

  missing(name: string): Uint8Array {
    const missing = new Uint8Array(this.rowCount);
    let row = 0;
    for (const batch of this.#find(name).data) {
      // A batch without missing values carries no bits to ask.
      const anyMissing = batch.nullCount > 0;
      for (let index = 0; index < batch.length; index += 1, row += 1) {
        if (anyMissing && !batch.isValid(index)) missing[row] = 1;
      }
    }
    return missing;
  }

  bytes(name: string): Uint8Array {
    const bytes = new Uint8Array(this.rowCount);
    let offset = 0;
    for (const batch of this.#find(name).data) {
      const { values, length } = batch as unknown as RawBatch;
      if (!(values instanceof Uint8Array)) throw new RangeError(`${name} is not of bytes`);
      bytes.set(values.subarray(0, length), offset);
      offset += length;
    }
    return bytes;
  }

  #find(name: string): Column<unknown> {
    const index = this.names.indexOf(name);
    return index < 0 ? unknownColumn(name) : keepMarks(this.#table.getChildAt(index));
  }
}

const textTypes: readonly number[] = [Type.Utf8, Type.LargeUtf8];
const textDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Flechette cuts a byte order mark at the start of a text; here every text stays as it is. */
function keepMarks(column: Column<unknown>): Column<unknown> {
  if (!textTypes.includes(column.type.typeId)) return column;
  for (const batch of column.data) {
    const { values, offsets } = batch as unknown as { values: Uint8Array; offsets: Int32Array };
    batch.value = (index) =>
      textDecoder.decode(values.subarray(Number(offsets[index]), Number(offsets[index + 1])));
  }
  return column;
}

/** Texts are told apart by their bytes, and each different one is decoded once. */
function codeTexts(column: Column<unknown>, rowCount: number): CodedColumn {
  const codes = new Int32Array(rowCount).fill(-1);
  const texts = new TextCodes();
  let offset = 0;
  for (const batch of column.data) {
    const { values, offsets, validity, nullCount, length } = batch as unknown as TextBatch;
    for (let index = 0; index < length; index += 1) {
      const isValid = nullCount === 0 || !validity || (validity[index >> 3]! >> (index & 7)) & 1;
      if (!isValid) continue;
      const [start, end] = [Number(offsets[index]), Number(offsets[index + 1])];
      codes[offset + index] = texts.codeOf(values, start, end);
    }
    offset += length;
  }
  return { codes, labels: texts.labels() };
}

interface TextBatch {
  length: number;
  nullCount: number;
  validity?: Uint8Array;
  values: Uint8Array;
  offsets: ArrayLike<number | bigint>;
}

function codeFor(label: string, codeOf: Map<string, number>): number {
  const known = codeOf.get(label);
  if (known !== undefined) return known;
  codeOf.set(label, codeOf.size);
  return codeOf.size - 1;
}

interface RawBatch {
  length: number;
  nullCount: number;
  type: { typeId: number };
  values: ArrayLike<number | bigint>;
  /** A bit a value, the lowest first: set where there is one. */
  validity?: Uint8Array;
  at(index: number): unknown;
  isValid(index: number): boolean;
}

const directTypes: readonly number[] = [Type.Int, Type.Float];

/** Copies plain integers and floats by block; everything else value by value. */
function copyNumbers(batch: RawBatch, target: Float64Array, offset: number): void {
  const direct =
    directTypes.includes(batch.type.typeId) &&
    !(batch.values instanceof Uint16Array && batch.type.typeId === Type.Float);
  if (direct && !isBigArray(batch.values)) {
    target.set(
      Array.isArray(batch.values)
        ? batch.values
        : (batch.values as Float64Array).subarray(0, batch.length),
      offset,
    );
  } else if (direct) {
    for (let index = 0; index < batch.length; index += 1)
      target[offset + index] = Number(batch.values[index]);
  } else {
    for (let index = 0; index < batch.length; index += 1)
      target[offset + index] = toNumber(batch.at(index));
  }
  const { validity, length, nullCount } = batch;
  if (nullCount === 0) return;
  for (let index = 0; index < length; index += 1) {
    const isValid = validity ? (validity[index >> 3]! >> (index & 7)) & 1 : batch.isValid(index);
    if (!isValid) target[offset + index] = NaN;
  }
}

function isBigArray(values: unknown): boolean {
  return values instanceof BigInt64Array || values instanceof BigUint64Array;
}

function toNumber(value: unknown): number {
  return value === null || value === undefined ? NaN : Number(value);
}
