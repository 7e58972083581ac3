import { field, list, type Column } from '@uwdata/flechette';
import { nestedColumn, packValidity } from './arrow-column';
import type { ColumnBuilder } from './column-builder';
import { grown } from './grown';

/** Lists, whose values another builder collects one behind the other. */
export class ListBuilder implements ColumnBuilder {
  #repeated = 0;
  /** Values of all lists so far. */
  #items = 0;
  /** Row that the next offset is for. */
  #row = 0;
  #offsets: Int32Array;
  #isSet: Uint8Array;

  constructor(
    capacity: number,
    private readonly values: ColumnBuilder,
  ) {
    this.#offsets = new Int32Array(capacity + 1);
    this.#isSet = new Uint8Array(capacity);
  }

  get repeated(): number {
    return this.#repeated + this.values.repeated;
  }

  get repaired(): number {
    return this.values.repaired;
  }

  /** Row of the latest value in the builder of the values. */
  get itemRow(): number {
    return this.#items - 1;
  }

  /** Begins the list of a row; of several for one row, the last counts. */
  open(row: number): void {
    this.unset(row);
    this.#reach(row + 1);
    this.#isSet[row] = 1;
  }

  /** Makes room for one more value of the list begun last. */
  addItem(): void {
    this.#items += 1;
  }

  set(): never {
    throw new TypeError('a list takes its values one by one');
  }

  unset(row: number): void {
    if (this.#isSet[row] !== 1) return;
    this.#repeated += 1;
    this.truncate(row);
  }

  truncate(row: number): void {
    if (this.#row <= row) return;
    this.#items = this.#offsets[row]!;
    this.values.truncate(this.#items);
    this.#isSet.fill(0, row);
    this.#row = row;
  }

  size(): number {
    return this.values.size() + 8 * this.#items;
  }

  finish(rowCount: number): Column<unknown> {
    this.#reach(rowCount + 1);
    const values = this.values.finish(this.#items);
    const column = nestedColumn(list(field('item', values.type)), [values], {
      ...packValidity(this.#isSet, rowCount),
      length: rowCount,
      offsets: this.#offsets.slice(0, rowCount + 1),
    });
    this.#isSet.fill(0);
    this.#items = 0;
    this.#row = 0;
    return column;
  }

  /** Ends the lists of all rows before this one. */
  #reach(row: number): void {
    this.#offsets = grown(this.#offsets, row + 1);
    this.#isSet = grown(this.#isSet, row);
    while (this.#row < row) this.#offsets[this.#row++] = this.#items;
  }
}
