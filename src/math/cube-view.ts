/** One direction of a picture: a dimension of the rows in fine bins, the steps of a brush. */
export interface CubeAxis {
  dimension: number;
  /** Fine bins: at most 252 where bars hold several of them. */
  count: number;
  /** A bar holds 2 ** shift fine bins. */
  shift: number;
}

/** A picture of one axis (bars) or two (cells: the first axis goes across, the second up). */
export interface CubeView {
  axes: readonly [CubeAxis] | readonly [CubeAxis, CubeAxis];
}

/** The bin number of rows without a bin. */
export const noBin = 255;

/** Bits of a bar's number where a picture has one axis, and for each axis where it has two. */
export const barBits = 6;
export const cellBits = 5;

/** Most bars along one axis: the last number is kept for rows without a bin. */
export const mostBars = 2 ** barBits - 1;
export const mostAcross = 2 ** cellBits - 1;

/** Bars along an axis. */
export function barCount({ count, shift }: CubeAxis): number {
  return ((count - 1) >> shift) + 1;
}

/** Numbers that bars or cells of a view have, with those of no bar: 64 or 1,024. */
export function slotCount({ axes }: CubeView): number {
  return axes.length === 1 ? 2 ** barBits : 2 ** (2 * cellBits);
}

/** The slot of a bar, or of a cell `across` and `up`. */
export function slotOf(across: number, up = 0): number {
  return (up << cellBits) | across;
}

/** Places along an active view: its fine bins, or its cells. */
export function placeCount({ axes }: CubeView): number {
  return axes.length === 1 ? 256 : 2 ** (2 * cellBits);
}
