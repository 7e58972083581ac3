import type { Column } from '@uwdata/flechette';

/** A value as it stands in the file: `bytes[start, end)`, a text without its quotes. */
export interface WrittenValue {
  kind: 'number' | 'text' | 'boolean' | 'nested';
  bytes: Uint8Array;
  start: number;
  end: number;
  /** Of a text: whether escapes, and bytes beyond ASCII, stand in it. */
  hasEscapes: boolean;
  hasHighBytes: boolean;
}

/** Collects the values of one column, row by row; rows without a value are missing. */
export interface ColumnBuilder {
  /** Takes the value of a row, which is never below the last one; of several for one row, the last counts. */
  set(row: number, value: WrittenValue): void;
  /** Takes the value of a row back, where it has one. */
  unset(row: number): void;
  /** Takes the values of all rows from this one on back. */
  truncate(row: number): void;
  /** Bytes that the values take so far. */
  size(): number;
  /** Values that another one of the same row replaced. */
  readonly repeated: number;
  /** Texts that no UTF-8 can hold as they were, and now hold U+FFFD. */
  readonly repaired: number;
  /** The column of the first `rowCount` rows; the builder is empty afterwards. */
  finish(rowCount: number): Column<unknown>;
}
