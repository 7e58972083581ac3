import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import type { Columns } from '../../data/columns';
import type { ColumnInfo, TableInfo } from '../../data/table';
import { pageQuery, type RowSpan } from './grid-query';
import { CellStore, tileOf, tileRows } from './grid-store';

/** Runs one statement of the grid; rejects with `AppError`. */
export type GridQuery = (sql: string, signal?: AbortSignal) => Promise<Columns>;

/** Cells that are wanted: whole tiles of rows, of some columns by their index in the table. */
interface Area {
  tiles: RowSpan;
  columns: readonly number[];
}

interface Load {
  area: Area;
  controller: AbortController;
}

/**
 * Tiles brought by one statement. Row ids of a view are looked up one by one as long as they are at most 50
 * (`dynamic_or_filter_threshold`); for more of them the engine would read the whole table.
 */
const tilesAtOnce = { view: 3, table: 8 };
const columnsAtOnce = 64;
const loadedAtOnce = 2;
/** While the thumb is dragged, cells are asked for this often at most. */
const breathMs = 80;

/**
 * The cells that have come from the engine. Only what is wanted now is loaded, first what is seen, then what is
 * next to it; what has left the view while under way is cancelled.
 */
export class GridTiles {
  readonly #store: CellStore;
  readonly #loads = new Set<Load>();
  /** What is seen, and then what is next to it. */
  #wanted: Area[] = [];
  #view: string | undefined;
  #rowCount: number;
  #lastJump = -breathMs;
  #breath: ReturnType<typeof setTimeout> | undefined;
  #version = $state(0);
  error: AppError | undefined = $state.raw();

  constructor(
    private readonly table: TableInfo,
    private readonly query: GridQuery,
  ) {
    this.#store = new CellStore(table.columns.length);
    this.#rowCount = table.rowCount;
  }

  /** Shows other rows: those of a view, or the whole table. */
  show(view: string | undefined, rowCount: number): void {
    this.#view = view;
    this.#rowCount = rowCount;
    this.#store.clear();
    this.#wanted = [];
    this.#cancelUnwanted();
    this.error = undefined;
    this.#version += 1;
  }

  /**
   * Asks for cells by row and column index, then for as many rows beyond either end, then for the columns `next`
   * to them. What was asked before is dropped.
   */
  want(rows: RowSpan, columns: readonly number[], next: readonly number[] = []): void {
    const near = { first: tileOf(rows.first), last: tileOf(rows.last) };
    const height = near.last - near.first + 1;
    const areas = [
      { tiles: near, columns },
      { tiles: { first: near.last + 1, last: near.last + height }, columns },
      { tiles: { first: near.first - height, last: near.first - 1 }, columns },
      { tiles: near, columns: next },
    ];
    this.#wanted = areas.map(({ tiles, columns: some }) => ({
      tiles: this.#within(tiles),
      columns: some,
    }));
    this.#cancelUnwanted();
    this.#loadSoon(this.#isNear(this.#wanted[0]!));
  }

  /** The text of a cell, `null` where missing, `undefined` where it has not come yet. */
  text(row: number, column: number): string | null | undefined {
    void this.#version;
    return this.#store.text(row, column);
  }

  /** 0-based row of the table that stands at `row` of the view. */
  sourceRow(row: number): number | undefined {
    void this.#version;
    return this.#view === undefined ? row : this.#store.sourceRow(row);
  }

  retry(): void {
    this.error = undefined;
    this.#load();
  }

  close(): void {
    clearTimeout(this.#breath);
    this.#wanted = [];
    this.#cancelUnwanted();
  }

  #within({ first, last }: RowSpan): RowSpan {
    return { first: Math.max(0, first), last: Math.min(last, tileOf(this.#rowCount - 1)) };
  }

  /** Whether some of it is there or on its way: the view has moved a little only. */
  #isNear({ tiles, columns }: Area): boolean {
    return span(tiles).some((tile) =>
      columns.some((column) => this.#store.has(tile, column) || this.#isLoading(tile, column)),
    );
  }

  #isLoading(tile: number, column: number): boolean {
    return [...this.#loads].some(({ area }) => holds(area, tile, column));
  }

  #cancelUnwanted(): void {
    for (const load of this.#loads) {
      if (this.#wanted.some((area) => overlaps(area, load.area))) continue;
      this.#loads.delete(load);
      load.controller.abort();
    }
  }

  /** At once where the view has moved a little; after a jump only when the one before is some time ago. */
  #loadSoon(isNear: boolean): void {
    clearTimeout(this.#breath);
    const waitMs = this.#lastJump + breathMs - performance.now();
    if (!isNear && waitMs > 0) {
      this.#breath = setTimeout(() => this.#loadSoon(false), waitMs);
      return;
    }
    if (!isNear) this.#lastJump = performance.now();
    this.#load();
  }

  #load(): void {
    while (!this.error && this.#loads.size < loadedAtOnce) {
      const area = this.#next();
      if (!area) return;
      void this.#fetch(area);
    }
  }

  /** What is not seen waits until what is seen has come. */
  #next(): Area | undefined {
    const [near, ...spare] = this.#wanted;
    const missing = near && this.#missing(near);
    if (missing || this.#loads.size > 0) return missing;
    for (const area of spare) {
      const found = this.#missing(area);
      if (found) return found;
    }
    return undefined;
  }

  /** As much of what is missing in an area as one statement brings. */
  #missing({ tiles, columns }: Area): Area | undefined {
    const isMissing = (tile: number, column: number): boolean =>
      !this.#store.has(tile, column) && !this.#isLoading(tile, column);
    const first = span(tiles).find((tile) => columns.some((column) => isMissing(tile, column)));
    if (first === undefined) return undefined;
    const atOnce = this.#view === undefined ? tilesAtOnce.table : tilesAtOnce.view;
    const last = Math.min(tiles.last, first + atOnce - 1);
    const some = columns.filter((column) =>
      span({ first, last }).some((tile) => isMissing(tile, column)),
    );
    return { tiles: { first, last }, columns: some.slice(0, columnsAtOnce) };
  }

  async #fetch(area: Area): Promise<void> {
    const load = { area, controller: new AbortController() };
    const { signal } = load.controller;
    this.#loads.add(load);
    try {
      const answer = await this.query(this.#sql(area), signal);
      if (!signal.aborted) this.#keep(area, answer);
    } catch (thrown) {
      if (!signal.aborted && !isCancelled(thrown)) this.error = toAppError(thrown);
    } finally {
      this.#loads.delete(load);
      if (!signal.aborted) this.#load();
    }
  }

  #sql({ tiles, columns }: Area): string {
    const chosen = columns.map((index): ColumnInfo => this.table.columns[index]!);
    const last = Math.min((tiles.last + 1) * tileRows, this.#rowCount) - 1;
    return pageQuery(this.table, this.#view, chosen, { first: tiles.first * tileRows, last });
  }

  #keep({ tiles, columns }: Area, answer: Columns): void {
    this.#store.putRows(tiles.first, answer.numbers('source_row'));
    columns.forEach((column, index) =>
      this.#store.put(tiles.first, column, answer.texts(`c${index}`)),
    );
    this.#version += 1;
  }
}

function holds({ tiles, columns }: Area, tile: number, column: number): boolean {
  return tile >= tiles.first && tile <= tiles.last && columns.includes(column);
}

function overlaps(one: Area, other: Area): boolean {
  return (
    one.tiles.first <= other.tiles.last &&
    other.tiles.first <= one.tiles.last &&
    one.columns.some((column) => other.columns.includes(column))
  );
}

function span({ first, last }: RowSpan): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
