import { barBits, cellBits, type CubeView } from './cube-view';

/**
 * The inner loops of a data cube, over a piece of the rows. Plain loops over bytes: a bin is shifted to its bar, and
 * rows without a bin (255) fall into the last bar's number by the mask. About 3 ns a row and view.
 */

const barMask = 2 ** barBits - 1;
const cellMask = 2 ** cellBits - 1;

/** Where rows stand along the active view. */
export function placeRows(
  { axes }: CubeView,
  dimensions: readonly Uint8Array[],
  length: number,
  places: Uint16Array,
): void {
  const first = dimensions[axes[0].dimension]!;
  if (axes.length === 1) {
    places.set(first);
    return;
  }
  const second = dimensions[axes[1].dimension]!;
  const [across, up] = [axes[0].shift, axes[1].shift];
  for (let row = 0; row < length; row += 1)
    places[row] =
      (((second[row]! >> up) & cellMask) << cellBits) | ((first[row]! >> across) & cellMask);
}

/** Sets a view's bit for rows whose bin is not chosen; of the bits before, those of `kept` stay. */
export function markRows(
  bins: Uint8Array,
  fails: Uint8Array,
  kept: number,
  marks: Uint8Array,
): void {
  for (let row = 0; row < marks.length; row += 1)
    marks[row] = (marks[row]! & kept) | fails[bins[row]!]!;
}

/** Deals the rows of a piece to lists by their marks; `ends` moves on from where each list begins. Free of branches. */
export function dealRows(
  marks: Uint8Array,
  listOf: Uint8Array,
  length: number,
  lists: Uint16Array,
  ends: Uint32Array,
): void {
  for (let row = 0; row < length; row += 1) {
    const list = listOf[marks[row]!]!;
    const end = ends[list]!;
    lists[end] = row;
    ends[list] = end + 1;
  }
}

/** Adds rows to the counts of bars: one line of 64 for each place. */
export function countBars(
  places: Uint16Array,
  bins: Uint8Array,
  shift: number,
  length: number,
  counts: Uint32Array,
): void {
  for (let row = 0; row < length; row += 1)
    counts[(places[row]! << barBits) | ((bins[row]! >> shift) & barMask)]! += 1;
}

/** The same for some rows of the piece only. */
export function countSomeBars(
  some: Uint16Array,
  places: Uint16Array,
  bins: Uint8Array,
  shift: number,
  counts: Uint32Array,
): void {
  for (let each = 0; each < some.length; each += 1) {
    const row = some[each]!;
    counts[(places[row]! << barBits) | ((bins[row]! >> shift) & barMask)]! += 1;
  }
}

/** Adds rows to the counts of cells: one line of 1,024 for each place. */
export function countCells(
  places: Uint16Array,
  across: Uint8Array,
  acrossShift: number,
  up: Uint8Array,
  upShift: number,
  length: number,
  counts: Uint32Array,
): void {
  for (let row = 0; row < length; row += 1)
    counts[
      (places[row]! << (2 * cellBits)) |
        (((up[row]! >> upShift) & cellMask) << cellBits) |
        ((across[row]! >> acrossShift) & cellMask)
    ]! += 1;
}

/** The same for some rows of the piece only. */
export function countSomeCells(
  some: Uint16Array,
  places: Uint16Array,
  across: Uint8Array,
  acrossShift: number,
  up: Uint8Array,
  upShift: number,
  counts: Uint32Array,
): void {
  for (let each = 0; each < some.length; each += 1) {
    const row = some[each]!;
    counts[
      (places[row]! << (2 * cellBits)) |
        (((up[row]! >> upShift) & cellMask) << cellBits) |
        ((across[row]! >> acrossShift) & cellMask)
    ]! += 1;
  }
}
