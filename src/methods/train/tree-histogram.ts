import type { TreeColumn } from './tree-columns';

/** Numbers for each bin in a histogram: sum of gradients, sum of curvatures, rows. */
export const binWidth = 3;

/** Where the bins of each column begin in a histogram; the last entry is the length in bins. */
export function histogramOffsets(columns: TreeColumn[]): Int32Array {
  const offsets = new Int32Array(columns.length + 1);
  columns.forEach((column, index) => (offsets[index + 1] = offsets[index]! + column.bins + 1));
  return offsets;
}

/**
 * Adds rows to the histogram of one column: for each bin the sums of gradients and curvatures and the number of
 * rows. `gradients` and `curvatures` are aligned with `rows`. O(rows).
 */
export function addToHistogram(
  bins: Uint8Array,
  rows: Uint32Array,
  gradients: Float64Array,
  curvatures: Float64Array,
  histogram: Float64Array,
  offset: number,
): void {
  const length = rows.length;
  const base = offset * binWidth;
  for (let place = 0; place < length; place += 1) {
    const at = base + bins[rows[place]!]! * binWidth;
    histogram[at]! += gradients[place]!;
    histogram[at + 1]! += curvatures[place]!;
    histogram[at + 2]! += 1;
  }
}

/** The same for two columns at once: row, gradient and curvature are read once. Some 10 % quicker. */
export function addPairToHistogram(
  [bins, otherBins]: [Uint8Array, Uint8Array],
  rows: Uint32Array,
  gradients: Float64Array,
  curvatures: Float64Array,
  histogram: Float64Array,
  [offset, otherOffset]: [number, number],
): void {
  const length = rows.length;
  const base = offset * binWidth;
  const otherBase = otherOffset * binWidth;
  for (let place = 0; place < length; place += 1) {
    const row = rows[place]!;
    const gradient = gradients[place]!;
    const curvature = curvatures[place]!;
    const at = base + bins[row]! * binWidth;
    histogram[at]! += gradient;
    histogram[at + 1]! += curvature;
    histogram[at + 2]! += 1;
    const other = otherBase + otherBins[row]! * binWidth;
    histogram[other]! += gradient;
    histogram[other + 1]! += curvature;
    histogram[other + 2]! += 1;
  }
}

/** Turns the histogram of a parent into that of one child by taking the other child's away, in place. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let index = 0; index < parent.length; index += 1) parent[index]! -= child[index]!;
}

/** Histograms to be used again: a tree needs as many as it has open leaves. */
export class HistogramPool {
  readonly #free: Float64Array[] = [];

  constructor(private readonly length: number) {}

  /** A histogram of zeros. */
  take(): Float64Array {
    return this.#free.pop()?.fill(0) ?? new Float64Array(this.length);
  }

  giveBack(histogram: Float64Array): void {
    this.#free.push(histogram);
  }
}
