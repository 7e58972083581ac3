import {
  countBars,
  countCells,
  countSomeBars,
  countSomeCells,
  dealRows,
  placeRows,
} from './cube-kernels';
import { placeCount, slotCount, type CubeView } from './cube-view';
import type { RowMarks, Selection } from './row-marks';

/** Rows as bin numbers: one byte a row for each dimension; 255 where a row has no bin. */
export interface BinnedRows {
  rowCount: number;
  dimensions: readonly Uint8Array[];
  /** Of these rows; counting marks them. */
  marks: RowMarks;
}

/**
 * For every view how many rows stand in each of its slots at each place of the active view: places × slots, not yet
 * summed up. A row counts for a view where it passes the selections of all other views but the active one. Of the
 * active view itself: its slots, under the selections of all others.
 */
export interface PlaceCounts {
  views: (Uint32Array | undefined)[];
  own: Uint32Array;
}

const chunk = 1 << 14;
/** Chunks between two turns: some 5 ms. */
const turn = 32;

/** All counts at once. */
export function countPlaces(
  rows: BinnedRows,
  views: readonly CubeView[],
  active: number,
  selections: readonly Selection[],
): PlaceCounts {
  const counting = countInTurns(rows, views, active, selections);
  for (;;) {
    const { done, value } = counting.next();
    if (done) return value;
  }
}

/**
 * One pass over the rows: each is dealt to the views that count it. Rows that pass every selection count for all
 * views, rows that fail one for the view that has it, others for none. O(rows × views); the counts and some lists of
 * a piece's rows are all that is allocated. Rows and marks have to stay as they are between turns.
 */
export function* countInTurns(
  rows: BinnedRows,
  views: readonly CubeView[],
  active: number,
  selections: readonly Selection[],
): Generator<void, PlaceCounts> {
  const used = rows.marks.mark(rows.dimensions, views, active, selections);
  const lines = placeCount(views[active]!);
  const counts = views.map((view, index) =>
    index === active ? undefined : new Uint32Array(lines * slotCount(view)),
  );
  const own = new Uint32Array(slotCount(views[active]!));
  const source = used === 0 ? counts.find((each) => each) : undefined;
  const piece = createPiece(views.length, used);
  for (let start = 0; start < rows.rowCount; start += chunk) {
    cutPiece(piece, rows, start);
    placeRows(views[active]!, piece.dimensions, piece.length, piece.places);
    if (used !== 0) dealPiece(piece);
    views.forEach((view, index) => {
      if (index !== active) countView(view, piece, piece.places, [forAll, index], counts[index]!);
      else if (!source) countView(view, piece, piece.nowhere, [forAll], own);
    });
    if ((start / chunk) % turn === turn - 1) yield;
  }
  if (source) sumOwn(views[active]!, source, own);
  return { views: counts, own };
}

/** What is worked on at a time, small enough for the cache. */
interface Piece {
  dimensions: Uint8Array[];
  marks: Uint8Array;
  length: number;
  places: Uint16Array;
  nowhere: Uint16Array;
  /** By marks: the list that a row goes to. Without it every row counts for all views. */
  listOf: Uint8Array | undefined;
  /** A part of `chunk` rows for each list. */
  lists: Uint16Array;
  ends: Uint32Array;
}

/** Lists: one for each view by its number, these two after the last possible one. */
const forAll = 8;
const forNone = 9;
const listCount = 10;

function createPiece(views: number, used: number): Piece {
  return {
    dimensions: [],
    marks: new Uint8Array(0),
    length: 0,
    places: new Uint16Array(chunk),
    nowhere: new Uint16Array(chunk),
    listOf:
      used === 0
        ? undefined
        : Uint8Array.from({ length: 256 }, (_, marks) => listOfMarks(marks & used, views)),
    lists: new Uint16Array(used === 0 ? 0 : listCount * chunk),
    ends: new Uint32Array(listCount),
  };
}

function listOfMarks(marks: number, views: number): number {
  if (marks === 0) return forAll;
  const view = Math.log2(marks);
  return view < views && Number.isInteger(view) ? view : forNone;
}

function cutPiece(piece: Piece, { rowCount, dimensions, marks }: BinnedRows, start: number): void {
  piece.length = Math.min(chunk, rowCount - start);
  const end = start + piece.length;
  piece.dimensions = dimensions.map((bins) => bins.subarray(start, end));
  piece.marks = marks.bits.subarray(start, end);
}

function dealPiece({ ends, marks, listOf, length, lists }: Piece): void {
  for (let list = 0; list < listCount; list += 1) ends[list] = list * chunk;
  dealRows(marks, listOf!, length, lists, ends);
}

/** Adds a piece to the counts of a view: the rows of some lists, or all. */
function countView(
  { axes }: CubeView,
  { dimensions, length, listOf, lists, ends }: Piece,
  places: Uint16Array,
  from: readonly number[],
  counts: Uint32Array,
): void {
  const [across, up] = axes;
  const first = dimensions[across.dimension]!;
  const second = up && dimensions[up.dimension]!;
  if (listOf === undefined) {
    if (!second) countBars(places, first, across.shift, length, counts);
    else countCells(places, first, across.shift, second, up.shift, length, counts);
    return;
  }
  for (const list of from) {
    const some = lists.subarray(list * chunk, ends[list]!);
    if (!second) countSomeBars(some, places, first, across.shift, counts);
    else countSomeCells(some, places, first, across.shift, second, up.shift, counts);
  }
}

/** The active view's own counts are the totals of its places, where every view counts all rows. */
function sumOwn({ axes }: CubeView, counts: Uint32Array, own: Uint32Array): void {
  const places = axes.length === 1 ? 256 : own.length;
  const slots = counts.length / places;
  const [{ shift }] = axes;
  for (let place = 0; place < places; place += 1) {
    const slot = axes.length === 1 ? (place >> shift) & (own.length - 1) : place;
    for (let each = 0; each < slots; each += 1) own[slot]! += counts[place * slots + each]!;
  }
}
