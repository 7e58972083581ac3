import type { GridState } from './grid.svelte';
import type { ColumnWindow } from './grid-columns.svelte';
import type { RowSpan } from './grid-query';
import { headerRow, type CellPlace, type GridExtent } from './grid-selection.svelte';
import {
  barExtent,
  followBar,
  placeAt,
  placeOfRow,
  type ScrollExtent,
  type ScrollPlace,
} from './grid-scroll';

export const rowHeightPx = 28;

/** Rows drawn beyond each edge of the view, so that a turn of the wheel finds them there. */
const spareRows = 6;

/** Columns loaded ahead on either side. */
const nextColumns = 8;

/** Pinned columns that take more of the width than this move with the others. */
const pinnedShare = 0.6;

/** The part of a grid that is seen: where it is scrolled to, which rows and columns that shows. */
export class GridWindow {
  /** Size of the part in which rows are seen: without header and row numbers. */
  widthPx = $state(0);
  heightPx = $state(0);
  leftPx = $state(0);
  #place: ScrollPlace = $state.raw({ barPx: 0, contentPx: 0 });

  readonly #extent: ScrollExtent = $derived.by(() => ({
    contentPx: this.grid.view.rowCount * rowHeightPx,
    viewPx: this.heightPx,
  }));
  /** Height of the scrolled element. */
  readonly barExtentPx = $derived.by(() => barExtent(this.#extent));
  /** Rows to draw; `last` is before `first` where there are none. */
  readonly rows: RowSpan = $derived.by(() => this.#rows(spareRows));
  readonly columns: ColumnWindow = $derived.by(() =>
    this.grid.columns.window(this.leftPx, this.widthPx, this.coveredPx),
  );
  /** Positions of the columns to draw: the pinned ones, and those in view. */
  readonly drawn: readonly number[] = $derived.by(() => [
    ...positions(0, this.grid.columns.pinnedCount),
    ...positions(this.columns.first, this.columns.end),
  ]);
  /** Indices in the table of the columns on either side of those drawn, which are likely to be seen next. */
  readonly nextColumns: readonly number[] = $derived.by(() => {
    const { first, end } = this.columns;
    const { pinnedCount, visible } = this.grid.columns;
    const before = Math.max(pinnedCount, first - nextColumns);
    return [...visible.slice(end, end + nextColumns), ...visible.slice(before, first)];
  });
  /**
   * Whether pinned columns stay where they are while the others move; not where they would leave hardly any
   * room for those.
   */
  readonly isPinning: boolean = $derived.by(() => {
    const { pinnedCount, pinnedPx } = this.grid.columns;
    return pinnedCount > 0 && pinnedPx <= pinnedShare * this.widthPx;
  });
  /** Width that pinned columns cover. */
  readonly coveredPx: number = $derived.by(() => (this.isPinning ? this.grid.columns.pinnedPx : 0));
  /** Width of what is left out between the pinned columns and those in view. */
  readonly beforePx: number = $derived.by(
    () => (this.grid.columns.edgesPx[this.columns.first] ?? 0) - this.grid.columns.pinnedPx,
  );

  /** Width of the row numbers. */
  readonly numberWidthPx: number;

  constructor(private readonly grid: GridState) {
    this.numberWidthPx = Math.max(44, 20 + 8 * String(grid.table.rowCount).length);
  }

  /** How far keys can move. */
  get extent(): GridExtent {
    return { ...this.grid.extent, pageRows: this.pageRows };
  }

  /** Whether a cell is among those drawn. */
  isDrawn({ row, column }: CellPlace): boolean {
    const isInRows = row === headerRow || (row >= this.rows.first && row <= this.rows.last);
    const isInColumns = column >= this.columns.first && column < this.columns.end;
    return isInRows && (isInColumns || column < this.grid.columns.pinnedCount);
  }

  /** Where the scroll bar has to stand. */
  get barPx(): number {
    return this.#place.barPx;
  }

  /** Where the first drawn row stands in the scrolled element. */
  get topPx(): number {
    return this.rows.first * rowHeightPx + this.#place.barPx - this.#place.contentPx;
  }

  /** Rows that are wholly seen, at least one. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.heightPx / rowHeightPx));
  }

  /** At least as many as rows are ever drawn: row `n` takes the place of row `n - pool`, and its elements. */
  get pool(): number {
    return Math.ceil(this.heightPx / rowHeightPx) + 2 * spareRows + 2;
  }

  /** Rows seen now. */
  get seen(): RowSpan {
    return this.#rows(0);
  }

  /** The scroll bars were moved. */
  scrollTo(barPx: number, leftPx: number): void {
    if (barPx !== this.#place.barPx) this.#place = followBar(this.#place, barPx, this.#extent);
    this.leftPx = leftPx;
  }

  /** Scrolling has come to rest: the bar goes where the rows say. */
  settle(): void {
    this.#place = placeAt(this.#place.contentPx, this.#extent);
  }

  toTop(): void {
    this.#place = placeAt(0, this.#extent);
  }

  /** Moves as little as needed for the cell to be seen. */
  reveal({ row, column }: CellPlace): void {
    if (row !== headerRow) {
      const line = { topPx: row * rowHeightPx, heightPx: rowHeightPx };
      this.#place = placeOfRow(this.#place, line, this.#extent);
    }
    this.#revealColumn(column);
  }

  #revealColumn(column: number): void {
    const { edgesPx, pinnedCount } = this.grid.columns;
    if (this.isPinning && column < pinnedCount) return;
    const [left, right] = [(edgesPx[column] ?? 0) - this.coveredPx, edgesPx[column + 1] ?? 0];
    if (left < this.leftPx || right - left > this.widthPx) this.leftPx = Math.max(0, left);
    else if (right > this.leftPx + this.widthPx) this.leftPx = right - this.widthPx;
  }

  /** Brings a row to the upper third of the view. */
  jumpTo(row: number): void {
    const above = Math.floor(this.pageRows / 3);
    this.#place = placeAt(Math.max(0, row - above) * rowHeightPx, this.#extent);
  }

  #rows(spare: number): RowSpan {
    const { rowCount } = this.grid.view;
    const top = this.#place.contentPx;
    const first = Math.max(0, Math.floor(top / rowHeightPx) - spare);
    const last = Math.ceil((top + this.heightPx) / rowHeightPx) - 1 + spare;
    return { first: Math.min(first, rowCount), last: Math.min(rowCount - 1, last) };
  }
}

function positions(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}
