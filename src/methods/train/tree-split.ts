import { setWords } from './forest';
import type { TreeColumn } from './tree-columns';
import { binWidth } from './tree-histogram';

/** Sums over the rows of a node. */
export interface NodeSums {
  gradient: number;
  curvature: number;
  count: number;
}

export interface SplitLimits {
  /** Added to the curvature of every leaf. */
  l2: number;
  /** Fewest rows of a leaf. */
  minLeafRows: number;
}

/** The best way found to part a node. */
export interface NodeSplit {
  column: number;
  /** Last bin that goes left; unused where `bits` is there. */
  threshold: number;
  missingLeft: boolean;
  /** Bins that go left, one bit each, for a category. */
  bits?: Uint32Array;
  gain: number;
  left: NodeSums;
}

const minLeafCurvature = 1e-3;

/** Categories with fewer rows than this (by curvature) are not weighed; also smooths their order. */
const categorySupport = 10;

/**
 * The split of a node with the highest gain, G²/(H + l2) of both sides less that of the node, or nothing where no
 * split gains or leaves enough rows on both sides. Numbers are scanned with missing values on either side;
 * categories are ordered by gradient over curvature and scanned from both ends (Fisher 1958), missing being one
 * of them. The rules are those of LightGBM (Ke et al. 2017) and of scikit-learn's `HistGradientBoosting*`.
 */
export function findBestSplit(
  histogram: Float64Array,
  offsets: Int32Array,
  columns: TreeColumn[],
  sums: NodeSums,
  limits: SplitLimits,
): NodeSplit | undefined {
  const search = new SplitSearch(histogram, sums, limits);
  columns.forEach((column, index) => {
    const base = offsets[index]! * binWidth;
    if (column.kind === 'number') search.scanNumber(index, base, column);
    else search.scanCategories(index, base, column);
  });
  return search.best;
}

class SplitSearch {
  best: NodeSplit | undefined;
  readonly #nodeScore: number;

  constructor(
    private readonly histogram: Float64Array,
    private readonly sums: NodeSums,
    private readonly limits: SplitLimits,
  ) {
    this.#nodeScore = sums.gradient ** 2 / (sums.curvature + limits.l2);
  }

  /**
   * Where training has no missing value in the column, later ones follow the larger side; where only this node has
   * none, they go right.
   */
  scanNumber(column: number, base: number, { bins, hasMissing }: TreeColumn): void {
    const nodeHasMissing = this.histogram[base + bins * binWidth + 2]! > 0;
    this.#scan(column, base, 0, nodeHasMissing ? bins : bins - 1, hasMissing ? 'right' : 'unseen');
    if (nodeHasMissing) this.#scan(column, base, bins - 1, 0, 'left');
  }

  /**
   * Sums bins up from `first` to before `end` and weighs them against all else, missing values included: from below
   * the sum goes left, from above it goes right.
   */
  #scan(
    column: number,
    base: number,
    first: number,
    end: number,
    missingGoes: 'left' | 'right' | 'unseen',
  ): void {
    const { histogram, sums, limits } = this;
    const { l2, minLeafRows } = limits;
    const step = missingGoes === 'left' ? -1 : 1;
    let [gradient, curvature, count] = [0, 0, 0];
    let bestGain = this.best?.gain ?? 0;
    for (let bin = first; bin !== end; bin += step) {
      const at = base + bin * binWidth;
      const added = histogram[at + 2]!;
      if (added === 0) continue;
      gradient += histogram[at]!;
      curvature += histogram[at + 1]!;
      count += added;
      if (count < minLeafRows || curvature < minLeafCurvature) continue;
      const restCurvature = sums.curvature - curvature;
      if (sums.count - count < minLeafRows || restCurvature < minLeafCurvature) break;
      const restGradient = sums.gradient - gradient;
      const gain =
        (gradient * gradient) / (curvature + l2) +
        (restGradient * restGradient) / (restCurvature + l2) -
        this.#nodeScore;
      if (gain <= bestGain) continue;
      bestGain = gain;
      const side = { gradient, curvature, count };
      this.best =
        step < 0
          ? { column, threshold: bin - 1, missingLeft: true, gain, left: otherSide(sums, side) }
          : {
              column,
              threshold: bin,
              missingLeft: missingGoes === 'unseen' && count > sums.count - count,
              gain,
              left: side,
            };
    }
  }

  scanCategories(column: number, base: number, { bins, hasMissing }: TreeColumn): void {
    const { histogram, sums } = this;
    const support = sums.count / sums.curvature;
    const used: number[] = [];
    for (let bin = 0; bin <= bins; bin += 1) {
      if (histogram[base + bin * binWidth + 1]! * support >= categorySupport) used.push(bin);
    }
    if (used.length < 2) return;
    const order = (bin: number): number =>
      histogram[base + bin * binWidth]! / (histogram[base + bin * binWidth + 1]! + categorySupport);
    used.sort((one, other) => order(one) - order(other) || one - other);
    const half = (used.length + 1) >> 1;
    const unseenBin = hasMissing ? undefined : bins;
    this.#scanOrdered(column, base, unseenBin, used, half);
    this.#scanOrdered(column, base, unseenBin, used.reverse(), half - 1);
  }

  /** Sends the first 1, 2, … up to `most` categories left; those with little support always go right. */
  #scanOrdered(
    column: number,
    base: number,
    unseenBin: number | undefined,
    order: number[],
    most: number,
  ): void {
    const { histogram, sums, limits } = this;
    const left: NodeSums = { gradient: 0, curvature: 0, count: 0 };
    for (let taken = 0; taken < most; taken += 1) {
      const at = base + order[taken]! * binWidth;
      left.gradient += histogram[at]!;
      left.curvature += histogram[at + 1]!;
      left.count += histogram[at + 2]!;
      const restCurvature = sums.curvature - left.curvature;
      if (left.count < limits.minLeafRows || left.curvature < minLeafCurvature) continue;
      if (sums.count - left.count < limits.minLeafRows || restCurvature < minLeafCurvature) break;
      const gain =
        left.gradient ** 2 / (left.curvature + limits.l2) +
        (sums.gradient - left.gradient) ** 2 / (restCurvature + limits.l2) -
        this.#nodeScore;
      if (gain > (this.best?.gain ?? 0)) {
        const bins = order.slice(0, taken + 1);
        if (unseenBin !== undefined && left.count > sums.count - left.count) bins.push(unseenBin);
        const bits = bitsOf(bins);
        this.best = { column, threshold: 0, missingLeft: false, bits, gain, left: { ...left } };
      }
    }
  }
}

/** The sums of the rows of a node that are not on one side. */
export function otherSide(all: NodeSums, side: NodeSums): NodeSums {
  return {
    gradient: all.gradient - side.gradient,
    curvature: all.curvature - side.curvature,
    count: all.count - side.count,
  };
}

function bitsOf(bins: number[]): Uint32Array {
  const bits = new Uint32Array(setWords);
  for (const bin of bins) bits[bin >>> 5]! |= 1 << (bin & 31);
  return bits;
}
