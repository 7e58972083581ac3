import type { RowSpan } from './grid-query';

/** Row -1 is the header. Columns are positions among the visible ones. */
export interface CellPlace {
  row: number;
  column: number;
}

export interface GridExtent {
  rows: number;
  columns: number;
  /** Rows that a page key moves by. */
  pageRows: number;
}

export interface SelectedSpan {
  rows: RowSpan;
  columns: RowSpan;
}

export interface MoveKey {
  key: string;
  /** Ctrl, or ⌘ on a Mac: to the edge. */
  far: boolean;
  /** Shift: the selection grows instead of moving. */
  extend: boolean;
}

export const headerRow = -1;

/** What of the cells between anchor and active one is selected: just these, or from edge to edge. */
type Whole = 'cells' | 'rows' | 'columns' | 'all';

/** Which cell is active and which ones are selected; moves as in a spreadsheet. */
export class GridSelection {
  active: CellPlace = $state.raw({ row: 0, column: 0 });
  #anchor: CellPlace = $state.raw({ row: 0, column: 0 });
  /** The active cell is read in whole, below the rows. */
  isReading = $state(false);
  #whole: Whole = $state('cells');

  /** Whether whole rows are selected, whatever the columns. */
  get isWholeRows(): boolean {
    return this.#whole === 'rows' || this.#whole === 'all';
  }

  /** All cells between the anchor and the active one; `undefined` while nothing but a header is active. */
  span({ rows, columns }: Pick<GridExtent, 'rows' | 'columns'>): SelectedSpan | undefined {
    const { active } = this;
    const isTall = this.#whole === 'columns' || this.#whole === 'all';
    if (rows === 0 || (active.row === headerRow && !isTall)) return undefined;
    const anchor =
      this.#anchor.row === headerRow ? { ...this.#anchor, row: active.row } : this.#anchor;
    return {
      rows: isTall ? { first: 0, last: rows - 1 } : ordered(anchor.row, active.row),
      columns: this.isWholeRows
        ? { first: 0, last: columns - 1 }
        : ordered(anchor.column, active.column),
    };
  }

  choose(place: CellPlace, { extend = false, wholeRows = false } = {}): void {
    this.active = place;
    this.#whole = wholeRows ? 'rows' : 'cells';
    if (!extend) this.#anchor = place;
  }

  /** All cells; the active one stays where it is. */
  chooseAll(): void {
    this.#whole = 'all';
  }

  /** The rows, or the columns, of what is selected now, from edge to edge; both together are all cells. */
  widen(to: 'rows' | 'columns'): void {
    if (to === 'rows' && this.active.row === headerRow) return;
    const isOther = this.#whole === 'all' || this.#whole === (to === 'rows' ? 'columns' : 'rows');
    this.#whole = isOther ? 'all' : to;
  }

  /** Answers whether the key was one that moves. */
  move({ key, far, extend }: MoveKey, extent: GridExtent): boolean {
    const next = target(this.active, key, far, extent);
    if (!next) return false;
    const place = inside(next, extent);
    this.choose(place, { extend: extend && place.row !== headerRow });
    return true;
  }

  /** After rows or columns have become fewer. */
  keepWithin(rows: number, columns: number): void {
    const extent = { rows, columns, pageRows: 0 };
    this.choose(inside(this.active, extent));
  }
}

function target(
  { row, column }: CellPlace,
  key: string,
  far: boolean,
  { rows, columns, pageRows }: GridExtent,
): CellPlace | undefined {
  switch (key) {
    case 'ArrowDown':
      return { row: far ? rows - 1 : row + 1, column };
    case 'ArrowUp':
      return { row: far ? (row > 0 ? 0 : headerRow) : row - 1, column };
    case 'ArrowRight':
      return { row, column: far ? columns - 1 : column + 1 };
    case 'ArrowLeft':
      return { row, column: far ? 0 : column - 1 };
    case 'PageDown':
      return { row: row + pageRows, column };
    case 'PageUp':
      return { row: row <= 0 ? headerRow : Math.max(0, row - pageRows), column };
    case 'Home':
      return { row: far ? 0 : row, column: 0 };
    case 'End':
      return { row: far ? rows - 1 : row, column: columns - 1 };
    default:
      return undefined;
  }
}

function inside({ row, column }: CellPlace, { rows, columns }: GridExtent): CellPlace {
  return {
    row: Math.max(headerRow, Math.min(row, rows - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  };
}

function ordered(one: number, other: number): RowSpan {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}
