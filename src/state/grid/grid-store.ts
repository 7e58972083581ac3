/** Rows whose cells come and go together. */
export const tileRows = 16;

/** Tiles of one column that are kept: some 300,000 cells. */
const keptTiles = 20_000;

/** The tile that a row belongs to. */
export function tileOf(row: number): number {
  return Math.floor(row / tileRows);
}

/** Texts of cells by tile and column, and the rows of the table behind them; the oldest ones are forgotten. */
export class CellStore {
  readonly #texts = new Map<number, (string | null)[]>();
  readonly #sourceRows = new Map<number, Float64Array>();

  constructor(private readonly columnCount: number) {}

  has(tile: number, column: number): boolean {
    return this.#texts.has(this.#key(tile, column));
  }

  /** `null` where missing, `undefined` where it is not here. */
  text(row: number, column: number): string | null | undefined {
    return this.#texts.get(this.#key(tileOf(row), column))?.[row % tileRows];
  }

  sourceRow(row: number): number | undefined {
    return this.#sourceRows.get(tileOf(row))?.[row % tileRows];
  }

  /** Texts of a column from the first row of `tile` on. */
  put(tile: number, column: number, texts: (string | null)[]): void {
    for (let start = 0; start < texts.length; start += tileRows)
      this.#texts.set(
        this.#key(tile + start / tileRows, column),
        texts.slice(start, start + tileRows),
      );
    forget(this.#texts);
  }

  putRows(tile: number, sourceRows: Float64Array): void {
    for (let start = 0; start < sourceRows.length; start += tileRows)
      this.#sourceRows.set(tile + start / tileRows, sourceRows.slice(start, start + tileRows));
    forget(this.#sourceRows);
  }

  clear(): void {
    this.#texts.clear();
    this.#sourceRows.clear();
  }

  #key(tile: number, column: number): number {
    return tile * this.columnCount + column;
  }
}

function forget(tiles: Map<number, unknown>): void {
  const keys = tiles.keys();
  while (tiles.size > keptTiles) tiles.delete(keys.next().value!);
}
