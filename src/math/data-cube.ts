import {
  countBars,
  countCells,
  countSomeBars,
  countSomeCells,
  listRows,
  markRows,
  placeRows,
} from './cube-kernels';
import { placeCount, slotCount, type CubeView } from './cube-view';

/** Rows as bin numbers: one byte a row for each dimension; 255 where a row has no bin. */
export interface BinnedRows {
  rowCount: number;
  dimensions: readonly Uint8Array[];
  /** 1 for rows that are left out of everything. */
  left?: Uint8Array;
}

/** What a view lets through: per axis 1 for each fine bin that is chosen. `undefined` where it asks nothing. */
export type Selection = readonly Uint8Array[] | undefined;

/**
 * For every view how many rows stand in each of its slots at each place of the active view: places × slots, not yet
 * summed up. A row counts for a view where it passes the selections of all other views but the active one. Of the
 * active view itself: its slots, under the selections of all others.
 */
export interface PlaceCounts {
  views: (Uint32Array | undefined)[];
  own: Uint32Array;
}

/** Most views: the selection of each needs a bit of one byte, and one is for rows that are left out. */
export const mostViews = 7;

const leftOut = 128;
const chunk = 1 << 14;

/** One pass over the rows for each view. O(rows × views); the counts are all that is allocated. */
export function countPlaces(
  rows: BinnedRows,
  views: readonly CubeView[],
  active: number,
  selections: readonly Selection[],
): PlaceCounts {
  if (views.length > mostViews) throw new RangeError(`${views.length} views; at most ${mostViews}`);
  const lines = placeCount(views[active]!);
  const counts = views.map((view, index) =>
    index === active ? undefined : new Uint32Array(lines * slotCount(view)),
  );
  const own = new Uint32Array(slotCount(views[active]!));
  const fails = failTables(views, active, selections);
  const source = fails.length === 0 && !rows.left ? counts.find((each) => each) : undefined;
  const passes = planPasses(views, active, fails, rows.left !== undefined);
  const piece = createPiece();
  for (let start = 0; start < rows.rowCount; start += chunk) {
    cutPiece(piece, rows, start);
    if (passes.some(({ keeps }) => keeps)) markAll(piece, fails);
    placeRows(views[active]!, piece.dimensions, piece.length, piece.places);
    for (const { keeps, targets } of passes) {
      const kept = keeps && listRows(piece.marks, keeps, piece.length, piece.some);
      for (const index of targets) {
        if (index !== active) countView(views[index]!, piece, piece.places, kept, counts[index]!);
        else if (!source) countView(views[active]!, piece, piece.nowhere, kept, own);
      }
    }
  }
  if (source) sumOwn(views[active]!, source, own);
  return { views: counts, own };
}

/** What is worked on at a time, small enough for the cache. */
interface Piece {
  dimensions: Uint8Array[];
  left: Uint8Array | undefined;
  length: number;
  places: Uint16Array;
  nowhere: Uint16Array;
  marks: Uint8Array;
  some: Uint16Array;
}

function createPiece(): Piece {
  const sixteen = (): Uint16Array => new Uint16Array(chunk);
  return {
    dimensions: [],
    left: undefined,
    length: 0,
    places: sixteen(),
    nowhere: sixteen(),
    marks: new Uint8Array(chunk),
    some: sixteen(),
  };
}

function cutPiece(piece: Piece, { rowCount, dimensions, left }: BinnedRows, start: number): void {
  piece.length = Math.min(chunk, rowCount - start);
  const end = start + piece.length;
  piece.dimensions = dimensions.map((bins) => bins.subarray(start, end));
  piece.left = left?.subarray(start, end);
}

/** Views that count the same rows: those whose marks `keeps` has a 1 for; all rows without it. */
interface Pass {
  keeps: Uint8Array | undefined;
  targets: number[];
}

function planPasses(
  views: readonly CubeView[],
  active: number,
  fails: readonly FailTable[],
  isLeft: boolean,
): Pass[] {
  const used = fails.reduce((bits, { bit }) => bits | bit, isLeft ? leftOut : 0);
  const passes = new Map<number, number[]>();
  views.forEach((_, index) => {
    const others = index === active ? used : used & ~(1 << index);
    passes.set(others, [...(passes.get(others) ?? []), index]);
  });
  return [...passes].map(([others, targets]) => ({
    targets,
    keeps:
      others === 0
        ? undefined
        : Uint8Array.from({ length: 256 }, (_, marks) => ((marks & others) === 0 ? 1 : 0)),
  }));
}

interface FailTable {
  bit: number;
  dimension: number;
  fails: Uint8Array;
}

/** For each axis with a selection: the view's bit for bins that are not chosen. */
function failTables(
  views: readonly CubeView[],
  active: number,
  selections: readonly Selection[],
): FailTable[] {
  return views.flatMap(({ axes }, index) => {
    const selection = selections[index];
    if (index === active || !selection) return [];
    return axes.map(({ dimension }, axis) => {
      const chosen = selection[axis]!;
      const bit = 1 << index;
      const fails = Uint8Array.from({ length: 256 }, (_, bin) => (chosen[bin] === 1 ? 0 : bit));
      return { bit, dimension, fails };
    });
  });
}

function markAll({ dimensions, left, length, marks }: Piece, tables: readonly FailTable[]): void {
  marks.fill(0);
  if (left) for (let row = 0; row < length; row += 1) marks[row] = left[row]! * leftOut;
  for (const { dimension, fails } of tables) markRows(dimensions[dimension]!, fails, length, marks);
}

/** Adds a piece to the counts of a view: all its rows, or the first `kept` of those listed. */
function countView(
  { axes }: CubeView,
  { dimensions, length, some }: Piece,
  places: Uint16Array,
  kept: number | undefined,
  counts: Uint32Array,
): void {
  const [across, up] = axes;
  const first = dimensions[across.dimension]!;
  if (up === undefined) {
    if (kept === undefined) countBars(places, first, across.shift, length, counts);
    else countSomeBars(some, kept, places, first, across.shift, counts);
    return;
  }
  const second = dimensions[up.dimension]!;
  const [byX, byY] = [across.shift, up.shift];
  if (kept === undefined) countCells(places, first, byX, second, byY, length, counts);
  else countSomeCells(some, kept, places, first, byX, second, byY, counts);
}

/** The active view's own counts are the totals of its places, where every view counts the same rows. */
function sumOwn({ axes }: CubeView, counts: Uint32Array, own: Uint32Array): void {
  const places = axes.length === 1 ? 256 : own.length;
  const slots = counts.length / places;
  const [{ shift }] = axes;
  for (let place = 0; place < places; place += 1) {
    const slot = axes.length === 1 ? (place >> shift) & (own.length - 1) : place;
    for (let each = 0; each < slots; each += 1) own[slot]! += counts[place * slots + each]!;
  }
}
