import type { SheetRange } from './sheet-range';
import type { SheetRow } from './sheet-row';

/** Filled cells of a sheet with an empty row, an empty column or its edge on every side. */
export interface SheetIsland extends SheetRange {
  /** Filled cells. */
  cells: number;
  /** Its first filled rows. */
  head: IslandRow[];
}

/** What a row holds of an island: texts of its filled cells, in the order of their columns. */
export interface IslandRow {
  row: number;
  columns: number[];
  texts: string[];
  kinds: number[];
}

/** A sheet with more of them is a form or full of holes. */
const mostIslands = 500;
const headRows = 5;

/** Finds the islands of a sheet, whose rows come in ascending order. Memory: the heads of at most 500 of them. */
export class SheetIslands {
  #open: SheetIsland[] = [];
  #closed: SheetIsland[] = [];
  #isTooMany = false;

  add(row: SheetRow): void {
    if (row.columns.length === 0 || this.#isTooMany) return;
    const index = row.number - 1;
    const [first, last] = [row.columns[0]!, row.columns.at(-1)!];
    const around = this.#open.find(
      (island) =>
        reaches(island, index) && island.firstColumn <= first && island.lastColumn >= last,
    );
    if (around) extend(around, row, 0, row.columns.length);
    else this.#addRuns(row, index);
  }

  /** The islands from top to bottom; none where there are too many to be tables. */
  finish(): SheetIsland[] {
    if (this.#isTooMany) return [];
    return joinTouching([...this.#closed, ...this.#open]).sort(
      (a, b) => a.firstRow - b.firstRow || a.firstColumn - b.firstColumn,
    );
  }

  #addRuns(row: SheetRow, index: number): void {
    const left = this.#open.filter((island) => !reaches(island, index));
    this.#closed.push(...left);
    this.#open = this.#open.filter((island) => reaches(island, index));
    for (let from = 0, to = 1; to <= row.columns.length; to += 1) {
      if (to < row.columns.length && row.columns[to]! - row.columns[to - 1]! < 2) continue;
      this.#addRun(row, from, to);
      from = to;
    }
    this.#open = joinTouching(this.#open);
    this.#isTooMany = this.#open.length + this.#closed.length > mostIslands;
  }

  #addRun(row: SheetRow, from: number, to: number): void {
    const [first, last] = [row.columns[from]!, row.columns[to - 1]!];
    const known = this.#open.find(
      ({ firstColumn, lastColumn }) => firstColumn <= last + 1 && lastColumn >= first - 1,
    );
    if (known) return extend(known, row, from, to);
    const index = row.number - 1;
    const range = { firstRow: index, lastRow: index, firstColumn: first, lastColumn: last };
    const island = { ...range, cells: 0, head: [] };
    extend(island, row, from, to);
    this.#open.push(island);
  }
}

function reaches({ lastRow }: SheetIsland, row: number): boolean {
  return lastRow >= row - 1;
}

function extend(island: SheetIsland, row: SheetRow, from: number, to: number): void {
  island.lastRow = row.number - 1;
  island.firstColumn = Math.min(island.firstColumn, row.columns[from]!);
  island.lastColumn = Math.max(island.lastColumn, row.columns[to - 1]!);
  island.cells += to - from;
  if (island.head.length > headRows) return;
  const decoder = new TextDecoder();
  const places = row.columns.slice(from, to).map((_, offset) => from + offset);
  const part: IslandRow = {
    row: row.number - 1,
    columns: row.columns.slice(from, to),
    texts: places.map((place) => decoder.decode(row.bytesAt(place))),
    kinds: row.kinds.slice(from, to),
  };
  island.head = joinHeads([...island.head, part]);
}

/** Puts together what overlaps or touches, also at a corner, until nothing does. */
function joinTouching(islands: readonly SheetIsland[]): SheetIsland[] {
  let left = [...islands];
  for (let index = 0; index < left.length;) {
    const one = left[index]!;
    const other = left.findIndex((next, at) => at > index && isTouching(one, next));
    if (other < 0) {
      index += 1;
      continue;
    }
    left[index] = joinIslands(one, left[other]!);
    left = left.filter((_, at) => at !== other);
    index = 0;
  }
  return left;
}

function isTouching(a: SheetRange, b: SheetRange): boolean {
  return (
    a.firstRow <= b.lastRow + 1 &&
    b.firstRow <= a.lastRow + 1 &&
    a.firstColumn <= b.lastColumn + 1 &&
    b.firstColumn <= a.lastColumn + 1
  );
}

export function joinIslands(a: SheetIsland, b: SheetIsland): SheetIsland {
  return { ...joinRanges(a, b), cells: a.cells + b.cells, head: joinHeads([...a.head, ...b.head]) };
}

/** The smallest range around two. */
export function joinRanges(a: SheetRange, b: SheetRange): SheetRange {
  return {
    firstRow: Math.min(a.firstRow, b.firstRow),
    lastRow: Math.max(a.lastRow, b.lastRow),
    firstColumn: Math.min(a.firstColumn, b.firstColumn),
    lastColumn: Math.max(a.lastColumn, b.lastColumn),
  };
}

/** The first rows of several heads; what stands in one row becomes one. */
function joinHeads(rows: readonly IslandRow[]): IslandRow[] {
  const byRow = new Map<number, IslandRow[]>();
  for (const part of rows) byRow.set(part.row, [...(byRow.get(part.row) ?? []), part]);
  return [...byRow.values()]
    .map((parts) => parts.sort((a, b) => a.columns[0]! - b.columns[0]!))
    .map((parts) => ({
      row: parts[0]!.row,
      columns: parts.flatMap(({ columns }) => columns),
      texts: parts.flatMap(({ texts }) => texts),
      kinds: parts.flatMap(({ kinds }) => kinds),
    }))
    .sort((a, b) => a.row - b.row)
    .slice(0, headRows + 1);
}
