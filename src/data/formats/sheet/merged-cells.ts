import type { SheetFacts, SheetRange } from './sheet-range';
import { SheetRow } from './sheet-row';

interface Cell {
  bytes: Uint8Array;
  kind: number;
}

/** Gives every cell of a merged range the value of its first one, row after row. */
export class MergedCells {
  readonly #ranges: SheetRange[];
  readonly #values = new Map<SheetRange, Cell>();
  readonly #row = new SheetRow();
  #next = 0;
  #active: SheetRange[] = [];

  /** Ranges are cut to the columns that have cells of their own. */
  constructor({ merged, firstColumn, lastColumn }: SheetFacts = nothing) {
    this.#ranges = merged
      .filter((range) => range.firstColumn >= firstColumn)
      .map((range) => ({ ...range, lastColumn: Math.min(range.lastColumn, lastColumn) }))
      .sort((a, b) => a.firstRow - b.firstRow);
  }

  /** The row with its merged cells filled; rows come in ascending order. */
  apply(row: SheetRow): SheetRow {
    const index = row.number - 1;
    while (this.#next < this.#ranges.length && this.#ranges[this.#next]!.firstRow <= index) {
      this.#active.push(this.#ranges[this.#next]!);
      this.#next += 1;
    }
    if (this.#active.length === 0) return row;
    this.#active = this.#active.filter(({ lastRow }) => lastRow >= index);
    const cells = new Map(
      row.columns.map((column, position) => [
        column,
        { bytes: row.bytesAt(position), kind: row.kinds[position]! },
      ]),
    );
    for (const range of this.#active) this.#spread(range, index, cells);
    return this.#fill(row.number, cells);
  }

  #spread(range: SheetRange, index: number, cells: Map<number, Cell>): void {
    if (index === range.firstRow) {
      const first = cells.get(range.firstColumn);
      if (first) this.#values.set(range, { ...first, bytes: first.bytes.slice() });
    }
    const value = this.#values.get(range);
    if (!value) return;
    for (let column = range.firstColumn; column <= range.lastColumn; column += 1) {
      if (!cells.has(column)) cells.set(column, value);
    }
  }

  #fill(number: number, cells: Map<number, Cell>): SheetRow {
    this.#row.clear(number);
    for (const [column, { bytes, kind }] of [...cells].sort(([a], [b]) => a - b)) {
      this.#row.append(bytes);
      this.#row.close(column, kind);
    }
    return this.#row;
  }
}

const nothing: SheetFacts = { firstColumn: 0, lastColumn: -1, merged: [] };
