import { bool, float64, int64, type Column } from '@uwdata/flechette';
import { storageClasses, type SqliteType } from '../../../data/formats/database/sqlite-evidence';
import { columnOf, packBits, packValidity } from '../arrow/arrow-column';
import { bytesText } from '../arrow/arrow-convert';
import type { ColumnBuilder } from '../arrow/column-builder';
import { createFixedBuilder } from '../arrow/fixed-builder';
import type { SqliteRow } from './sqlite-table';
import { TextBuilder } from '../arrow/text-builder';

/** Collects the values of one column of SQLite rows. */
export interface SqliteColumn {
  set(row: number, from: SqliteRow, index: number): void;
  /** Bytes that texts take so far. */
  size(): number;
  finish(rowCount: number): Column<unknown>;
}

export function createSqliteColumn(sql: SqliteType, capacity: number): SqliteColumn {
  switch (sql) {
    case 'BOOLEAN':
    case 'BIGINT':
    case 'DOUBLE':
      return new NumberColumn(sql, capacity);
    default:
      return new WordColumn(
        sql === 'VARCHAR' ? new TextBuilder(capacity) : createFixedBuilder(sql, capacity),
      );
  }
}

class NumberColumn implements SqliteColumn {
  readonly #isSet: Uint8Array;
  readonly #integers: BigInt64Array;
  readonly #doubles: Float64Array;

  constructor(
    private readonly sql: 'BOOLEAN' | 'BIGINT' | 'DOUBLE',
    capacity: number,
  ) {
    this.#isSet = new Uint8Array(capacity);
    this.#integers = new BigInt64Array(sql === 'DOUBLE' ? 0 : capacity);
    this.#doubles = new Float64Array(sql === 'DOUBLE' ? capacity : 0);
  }

  set(row: number, from: SqliteRow, index: number): void {
    const isMissing = from.storageClass(index) === storageClasses.none;
    this.#isSet[row] = isMissing ? 0 : 1;
    if (isMissing) return;
    if (this.sql === 'DOUBLE') this.#doubles[row] = from.double(index);
    else this.#integers[row] = from.integer(index);
  }

  size(): number {
    return 0;
  }

  finish(rowCount: number): Column<unknown> {
    const buffers = { ...packValidity(this.#isSet, rowCount), length: rowCount };
    if (this.sql === 'DOUBLE')
      return columnOf(float64(), { ...buffers, values: this.#doubles.slice(0, rowCount) });
    const integers = this.#integers.slice(0, rowCount);
    if (this.sql === 'BIGINT') return columnOf(int64(), { ...buffers, values: integers });
    const flags = Uint8Array.from(integers, Number);
    return columnOf(bool(), { ...buffers, values: packBits(flags, rowCount) });
  }
}

/** Texts, dates, and whatever else is kept as text. */
class WordColumn implements SqliteColumn {
  constructor(private readonly builder: ColumnBuilder) {}

  set(row: number, from: SqliteRow, index: number): void {
    const storageClass = from.storageClass(index);
    if (storageClass === storageClasses.none) return;
    const isBlob = storageClass === storageClasses.blob;
    const { bytes, start, end } = isBlob ? hexOrText(from, index) : from.text(index);
    this.builder.set(row, {
      kind: 'text',
      bytes,
      start,
      end,
      hasEscapes: false,
      hasHighBytes: true,
    });
  }

  size(): number {
    return this.builder.size();
  }

  finish(rowCount: number): Column<unknown> {
    return this.builder.finish(rowCount);
  }
}

function hexOrText(
  from: SqliteRow,
  index: number,
): { bytes: Uint8Array; start: number; end: number } {
  const bytes = new TextEncoder().encode(bytesText(from.blob(index)));
  return { bytes, start: 0, end: bytes.length };
}
