/** How many points fall in each cell of a grid of equal cells. */
export interface Density {
  /** Bounds of the grid; cells are equal and closed below, the last one also above. */
  x: { from: number; to: number };
  y: { from: number; to: number };
  /** Counts by row of y, each by x. */
  counts: number[][];
}

/** Counts points (x, y) on a grid of `cells` × `cells` over their range. O(n). Needs at least one point. */
export function computeDensity(x: Float64Array, y: Float64Array, cells = 60): Density {
  const [xRange, yRange] = [rangeOf(x), rangeOf(y)];
  const counts = Array.from({ length: cells }, () => new Array<number>(cells).fill(0));
  x.forEach((value, index) => {
    counts[cellOf(y[index]!, yRange, cells)]![cellOf(value, xRange, cells)]! += 1;
  });
  return { x: xRange, y: yRange, counts };
}

function rangeOf(values: Float64Array): { from: number; to: number } {
  let [from, to] = [Infinity, -Infinity];
  for (const value of values) {
    from = Math.min(from, value);
    to = Math.max(to, value);
  }
  return from === to ? { from: from - 0.5, to: to + 0.5 } : { from, to };
}

function cellOf(value: number, { from, to }: { from: number; to: number }, cells: number): number {
  return Math.min(cells - 1, Math.floor(((value - from) / (to - from)) * cells));
}
