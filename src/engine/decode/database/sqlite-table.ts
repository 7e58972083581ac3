import type { Database, PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';

/** The row on which a statement stands. Bytes are those of the module's memory, good until the next step. */
export interface SqliteRow {
  storageClass(index: number): number;
  integer(index: number): bigint;
  double(index: number): number;
  text(index: number): { bytes: Uint8Array; start: number; end: number };
  blob(index: number): Uint8Array;
}

type Exports = Record<string, (...args: number[]) => number> & {
  sqlite3_column_int64: (statement: number, index: number) => bigint;
};

/** A statement that is stepped through, its values read without a text or an object for each. */
export class SqliteRows implements SqliteRow {
  readonly #statement: PreparedStatement;
  readonly #pointer: number;
  readonly #exports: Exports;

  constructor(
    private readonly sqlite3: Sqlite3Static,
    database: Database,
    sql: string,
  ) {
    this.#statement = database.prepare(sql);
    this.#pointer = Number(this.#statement.pointer);
    this.#exports = sqlite3.wasm.exports as unknown as Exports;
  }

  next(): boolean {
    return this.#statement.step();
  }

  close(): void {
    this.#statement.finalize();
  }

  storageClass(index: number): number {
    return this.#exports.sqlite3_column_type!(this.#pointer, index);
  }

  integer(index: number): bigint {
    return this.#exports.sqlite3_column_int64(this.#pointer, index);
  }

  double(index: number): number {
    return this.#exports.sqlite3_column_double!(this.#pointer, index);
  }

  text(index: number): { bytes: Uint8Array; start: number; end: number } {
    const start = this.#exports.sqlite3_column_text!(this.#pointer, index);
    const length = this.#exports.sqlite3_column_bytes!(this.#pointer, index);
    return { bytes: this.sqlite3.wasm.heap8u(), start, end: start + length };
  }

  blob(index: number): Uint8Array {
    const start = this.#exports.sqlite3_column_blob!(this.#pointer, index);
    const length = this.#exports.sqlite3_column_bytes!(this.#pointer, index);
    return this.sqlite3.wasm.heap8u().slice(start, start + length);
  }
}
