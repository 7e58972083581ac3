import type { Table } from '@uwdata/flechette';
import type { ParquetFooter } from '../../../data/formats/parquet/parquet-footer';
import { findBatch, losesNanoseconds } from '../arrow/arrow-convert';
import type { ArrowColumn } from '../arrow/arrow-plan';
import { countUnknownTimes } from './int96';
import { nanosecondNotes } from '../arrow/read-arrow';

/** Keeps count of the times that lose something on their way into the table, and says so in the end. */
export class ParquetTimes {
  /** Columns whose times Spark wrote in 96 bits: what ran over 64 bits is brought back. */
  readonly fromSpark: ReadonlySet<string>;
  readonly #old: ReadonlySet<string>;
  readonly #cut = new Set<string>();
  readonly #unknown = new Map<string, number>();

  constructor(footer: ParquetFooter | undefined) {
    const old = footer?.columns.filter(({ isInt96 }) => isInt96).map(({ name }) => name);
    this.#old = new Set(old);
    this.fromSpark = footer?.isFromSpark ? this.#old : new Set();
  }

  /** Looks at a batch before it is converted. */
  add(table: Table, columns: readonly ArrowColumn[]): void {
    for (const column of columns) {
      if (column.conversion === 'int96') this.#count(column.name, findBatch(table, 0, column.path));
      else if (!this.#cut.has(column.name) && losesNanoseconds(table, 0, column))
        this.#cut.add(column.name);
    }
  }

  notes(): string[] {
    return [
      ...nanosecondNotes(this.#cut),
      ...[...this.#cut].filter((name) => this.#old.has(name)).map(overflowNote),
      ...[...this.#unknown].map(
        ([name, count]) =>
          `${count.toLocaleString('en')} times of "${name}" lie outside the years 1 to 9999 and cannot be told; they are missing here.`,
      ),
    ];
  }

  #count(name: string, batch: Parameters<typeof countUnknownTimes>[0]): void {
    const count = countUnknownTimes(batch);
    if (count > 0) this.#unknown.set(name, (this.#unknown.get(name) ?? 0) + count);
  }
}

/** The reader lets nanoseconds run over 64 bits, and only Spark's can be brought back. */
function overflowNote(name: string): string {
  return `"${name}" holds times in the old form INT96: those before 1677 or after 2262 came out wrong. Look at its earliest and latest.`;
}
