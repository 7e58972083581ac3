import { isCancelled, toAppError, type AppError } from '../data/app-error';
import type { Columns } from '../data/columns';
import type { TableInfo } from '../data/table';
import { pageQuery, type RowSpan } from './grid-query';

/** Runs one statement of the grid; rejects with `AppError`. */
export type GridQuery = (sql: string, signal?: AbortSignal) => Promise<Columns>;

const tileRows = 128;
const tileColumns = 32;
/** Some 10 MB of short texts. */
const keptTiles = 96;
const loadedAtOnce = 2;
/** While the thumb is dragged, cells are asked for this often at most. */
const breathMs = 80;

interface Tile {
  sourceRows: Float64Array;
  /** One list of texts a column of the block. */
  texts: (string | null)[][];
}

interface TilePlace {
  key: string;
  row: number;
  block: number;
}

/**
 * The cells that have come from the engine, in tiles of some rows and columns. Only what is wanted now is
 * loaded: a tile that has left the view while under way is cancelled, the oldest ones are forgotten.
 */
export class GridTiles {
  readonly #tiles = new Map<string, Tile>();
  readonly #loading = new Map<string, AbortController>();
  #wanted: TilePlace[] = [];
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
    this.#rowCount = table.rowCount;
  }

  /** Shows other rows: those of a view, or the whole table. */
  show(view: string | undefined, rowCount: number): void {
    this.#view = view;
    this.#rowCount = rowCount;
    this.#tiles.clear();
    this.#wanted = [];
    this.#cancelUnwanted();
    this.error = undefined;
    this.#version += 1;
  }

  /** Asks for these cells, and then for the rows beyond either end; what was asked before is dropped. */
  want(rows: RowSpan, columns: readonly number[]): void {
    const blocks = [...new Set(columns.map((index) => Math.floor(index / tileColumns)))];
    const first = Math.floor(rows.first / tileRows);
    const last = Math.floor(rows.last / tileRows);
    const near = range(first, last).flatMap((row) => blocks.map((block) => placeOf(row, block)));
    const spare = [last + 1, first - 1].flatMap((row) =>
      blocks.map((block) => placeOf(row, block)),
    );
    this.#wanted = [...near, ...spare].filter(
      ({ row }) => row >= 0 && row * tileRows < this.#rowCount,
    );
    this.#cancelUnwanted();
    this.#loadSoon(near.some(({ key }) => this.#tiles.has(key) || this.#loading.has(key)));
  }

  /** The text of a cell, `null` where missing, `undefined` where it has not come yet. */
  text(row: number, column: number): string | null | undefined {
    return this.#find(row, column)?.texts[column % tileColumns]?.[row % tileRows];
  }

  /** 0-based row of the table that stands at `row` of the view. */
  sourceRow(row: number, column: number): number | undefined {
    const tile = this.#find(row, column);
    return this.#view === undefined ? row : tile?.sourceRows[row % tileRows];
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

  #find(row: number, column: number): Tile | undefined {
    void this.#version;
    const place = placeOf(Math.floor(row / tileRows), Math.floor(column / tileColumns));
    return this.#tiles.get(place.key);
  }

  #cancelUnwanted(): void {
    const keys = new Set(this.#wanted.map(({ key }) => key));
    for (const [key, controller] of this.#loading) {
      if (keys.has(key)) continue;
      this.#loading.delete(key);
      controller.abort();
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
    if (this.error) return;
    const next = this.#wanted.find(({ key }) => !this.#tiles.has(key) && !this.#loading.has(key));
    if (!next || this.#loading.size >= loadedAtOnce) return;
    void this.#fetch(next);
    this.#load();
  }

  async #fetch(place: TilePlace): Promise<void> {
    const controller = new AbortController();
    this.#loading.set(place.key, controller);
    try {
      const answer = await this.query(this.#sql(place), controller.signal);
      if (!controller.signal.aborted) this.#keep(place.key, answer);
    } catch (thrown) {
      if (!controller.signal.aborted && !isCancelled(thrown)) this.error = toAppError(thrown);
    } finally {
      if (this.#loading.get(place.key) === controller) this.#loading.delete(place.key);
      if (!controller.signal.aborted) this.#load();
    }
  }

  #sql({ row, block }: TilePlace): string {
    const columns = this.table.columns.slice(block * tileColumns, (block + 1) * tileColumns);
    const first = row * tileRows;
    const last = Math.min(first + tileRows, this.#rowCount) - 1;
    return pageQuery(this.table, this.#view, columns, { first, last });
  }

  #keep(key: string, answer: Columns): void {
    const names = answer.names.filter((name) => name !== 'source_row');
    const texts = names.map((name) => answer.texts(name));
    this.#tiles.set(key, { sourceRows: answer.numbers('source_row'), texts });
    const [oldest] = this.#tiles.keys();
    if (this.#tiles.size > keptTiles && oldest !== undefined) this.#tiles.delete(oldest);
    this.#version += 1;
  }
}

function placeOf(row: number, block: number): TilePlace {
  return { key: `${row}:${block}`, row, block };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
