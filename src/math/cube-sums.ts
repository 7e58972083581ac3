import { cellBits, placeCount, slotCount, type CubeView } from './cube-view';

/**
 * Counts of one passive view summed up along the active one, so that every brush is a difference. Along one axis:
 * line k holds the rows below bin k, 257 lines. Along two: line (row × 33 + column) holds the rows below and left of
 * that corner, 33 × 33 lines. The last line holds all rows, also those without a bin.
 */
export interface ViewSums {
  slots: number;
  isArea: boolean;
  sums: Uint32Array;
}

const sides = 2 ** cellBits;
const corners = sides + 1;

/** A brush over an active view: fine bins or, over cells, bars of both axes; the ends are excluded. */
export type Brush =
  | { kind: 'range'; from: number; to: number }
  | { kind: 'area'; left: number; right: number; bottom: number; top: number }
  | { kind: 'choice'; chosen: Uint8Array };

/** Sums of a passive view from its counts at each place of the active one. O(places × slots). */
export function sumPlaces(counts: Uint32Array, active: CubeView, passive: CubeView): ViewSums {
  const slots = slotCount(passive);
  const isArea = active.axes.length === 2;
  const sums = isArea ? sumArea(counts, slots) : sumLines(counts, slots, placeCount(active));
  return { slots, isArea, sums };
}

/** Counts of a passive view under a brush of the active one, or without one. O(slots), more for a choice. */
export function brushCounts(view: ViewSums, brush: Brush | undefined, into: Uint32Array): void {
  const { slots, sums } = view;
  switch (brush?.kind) {
    case undefined:
      into.set(sums.subarray(sums.length - slots));
      break;
    case 'range':
      addDifference(view, brush.from, brush.to, into.fill(0));
      break;
    case 'choice':
      into.fill(0);
      for (let bin = 0; bin < brush.chosen.length; bin += 1)
        if (brush.chosen[bin] === 1) addDifference(view, bin, bin + 1, into);
      break;
    case 'area':
      areaDifference(view, brush, into);
      break;
  }
}

function addDifference(
  { slots, sums }: ViewSums,
  from: number,
  to: number,
  into: Uint32Array,
): void {
  const [low, high] = [from * slots, to * slots];
  for (let slot = 0; slot < slots; slot += 1) into[slot]! += sums[high + slot]! - sums[low + slot]!;
}

function areaDifference(
  { slots, sums }: ViewSums,
  { left, right, bottom, top }: Extract<Brush, { kind: 'area' }>,
  into: Uint32Array,
): void {
  const corner = (column: number, row: number): number => (row * corners + column) * slots;
  const [a, b] = [corner(right, top), corner(left, top)];
  const [c, d] = [corner(right, bottom), corner(left, bottom)];
  for (let slot = 0; slot < slots; slot += 1)
    into[slot] = sums[a + slot]! - sums[b + slot]! - sums[c + slot]! + sums[d + slot]!;
}

function sumLines(counts: Uint32Array, slots: number, places: number): Uint32Array {
  const sums = new Uint32Array((places + 1) * slots);
  for (let at = 0; at < places * slots; at += 1) sums[at + slots] = sums[at]! + counts[at]!;
  return sums;
}

/** Summed-area tables, one for each slot (Crow 1984). The last row and column of cells hold rows without a bin. */
function sumArea(counts: Uint32Array, slots: number): Uint32Array {
  const sums = new Uint32Array(corners * corners * slots);
  const line = corners * slots;
  for (let row = 1; row < corners; row += 1) {
    for (let column = 1; column < corners; column += 1) {
      const at = row * line + column * slots;
      const source = ((row - 1) * sides + column - 1) * slots;
      for (let slot = 0; slot < slots; slot += 1)
        sums[at + slot] =
          sums[at - line + slot]! +
          sums[at - slots + slot]! -
          sums[at - line - slots + slot]! +
          counts[source + slot]!;
    }
  }
  return sums;
}
