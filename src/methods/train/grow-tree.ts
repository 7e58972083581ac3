import { setWords, type GrownNode, type GrownTree } from './forest';
import type { GrowthData } from './growth-data';
import { addPairToHistogram, addToHistogram, subtractHistogram } from './tree-histogram';
import { findBestSplit, otherSide, type NodeSplit, type NodeSums } from './tree-split';

interface Leaf {
  node: number;
  start: number;
  end: number;
  sums: NodeSums;
  histogram?: Float64Array;
  split?: NodeSplit;
}

/**
 * Grows one regression tree on gradients and curvatures, the leaf with the highest gain first, up to
 * `maxLeaves`; adds each leaf's value to the raw scores of its rows. The histogram of the larger child is that of
 * its parent less that of the smaller one.
 */
export async function growTree(data: GrowthData, scores: Float64Array): Promise<GrownTree> {
  const growth = new TreeGrowth(data);
  await growth.grow();
  growth.addValues(scores);
  return { nodes: growth.nodes };
}

class TreeGrowth {
  readonly nodes: GrownNode[] = [];
  #leaves: Leaf[] = [];

  constructor(private readonly data: GrowthData) {}

  async grow(): Promise<void> {
    const { rowCount, rows, limits } = this.data;
    for (let row = 0; row < rowCount; row += 1) rows[row] = row;
    const root = this.#addLeaf(0, rowCount, this.#sum());
    if (this.#isSplittable(root)) await this.#fillHistogram(root);
    this.#search(root);
    this.#leaves = [root];
    while (this.#leaves.length < limits.maxLeaves) {
      const leaf = this.#bestLeaf();
      if (!leaf) break;
      await this.#part(leaf, this.#leaves.length + 1 < limits.maxLeaves);
    }
    for (const leaf of this.#leaves) this.#release(leaf);
  }

  addValues(scores: Float64Array): void {
    const { rows } = this.data;
    for (const { node, start, end } of this.#leaves) {
      const value = this.nodes[node]!.value;
      for (let place = start; place < end; place += 1) scores[rows[place]!]! += value;
    }
  }

  async #part(leaf: Leaf, goesOn: boolean): Promise<void> {
    const split = leaf.split!;
    const middle = this.#partition(leaf, split);
    const left = this.#addLeaf(leaf.start, middle, split.left);
    const right = this.#addLeaf(middle, leaf.end, otherSide(leaf.sums, split.left));
    this.#setSplit(leaf.node, split, left.node, right.node);
    this.#leaves.splice(this.#leaves.indexOf(leaf), 1, left, right);
    if (goesOn && (this.#isSplittable(left) || this.#isSplittable(right))) {
      await this.#fillChildren(leaf, left, right);
      this.#search(left);
      this.#search(right);
    }
    this.#release(leaf);
  }

  async #fillChildren(parent: Leaf, left: Leaf, right: Leaf): Promise<void> {
    const [small, large] =
      left.end - left.start < right.end - right.start ? [left, right] : [right, left];
    await this.#fillHistogram(small);
    subtractHistogram(parent.histogram!, small.histogram!);
    large.histogram = parent.histogram;
    parent.histogram = undefined;
  }

  async #fillHistogram(leaf: Leaf): Promise<void> {
    const { bins, offsets, pool, rows, pacer } = this.data;
    const histogram = pool.take();
    leaf.histogram = histogram;
    const own = rows.subarray(leaf.start, leaf.end);
    const [gradients, curvatures] = this.#gather(own);
    for (let column = 0; column < bins.length; column += 2) {
      const [one, other] = [bins[column]!, bins[column + 1]];
      const [offset, otherOffset] = [offsets[column]!, offsets[column + 1]!];
      if (!other) addToHistogram(one, own, gradients, curvatures, histogram, offset);
      else
        addPairToHistogram([one, other], own, gradients, curvatures, histogram, [
          offset,
          otherOffset,
        ]);
      if (pacer.isDue()) await pacer.pause();
    }
  }

  /** Gradients and curvatures of some rows side by side: read once for each column, so worth the copy. */
  #gather(own: Uint32Array): [Float64Array, Float64Array] {
    const { gradients, curvatures, leafGradients, leafCurvatures, rowCount } = this.data;
    if (own.length === rowCount) return [gradients, curvatures];
    for (let place = 0; place < own.length; place += 1) {
      const row = own[place]!;
      leafGradients[place] = gradients[row]!;
      leafCurvatures[place] = curvatures[row]!;
    }
    return [leafGradients, leafCurvatures];
  }

  #search(leaf: Leaf): void {
    if (!leaf.histogram || !this.#isSplittable(leaf)) return this.#release(leaf);
    const { offsets, columns, limits } = this.data;
    leaf.split = findBestSplit(leaf.histogram, offsets, columns, leaf.sums, limits);
    if (!leaf.split) this.#release(leaf);
  }

  #isSplittable({ sums }: Leaf): boolean {
    return sums.count >= 2 * this.data.limits.minLeafRows;
  }

  #release(leaf: Leaf): void {
    if (leaf.histogram) this.data.pool.giveBack(leaf.histogram);
    leaf.histogram = undefined;
  }

  #bestLeaf(): Leaf | undefined {
    let best: Leaf | undefined;
    for (const leaf of this.#leaves) {
      if (leaf.split && leaf.split.gain > (best?.split?.gain ?? 0)) best = leaf;
    }
    return best;
  }

  /** Moves the rows that go left to the front of the leaf's range, keeping their order; where they end. No branch, since it could not be predicted. */
  #partition({ start, end }: Leaf, split: NodeSplit): number {
    const { rows, spare, bins, columns } = this.data;
    const binOfRow = bins[split.column]!;
    const goesLeft = leftBins(split, columns[split.column]!.bins);
    let left = start;
    let right = 0;
    for (let place = start; place < end; place += 1) {
      const row = rows[place]!;
      const isLeft = goesLeft[binOfRow[row]!]!;
      rows[left] = row;
      spare[right] = row;
      left += isLeft;
      right += 1 - isLeft;
    }
    rows.set(spare.subarray(0, right), left);
    return left;
  }

  #addLeaf(start: number, end: number, sums: NodeSums): Leaf {
    const { l2, learningRate } = this.data.limits;
    const value = (-learningRate * sums.gradient) / (sums.curvature + l2 + 1e-15);
    const node = this.nodes.length;
    this.nodes.push({ ...emptyNode, value, count: end - start });
    return { node, start, end, sums };
  }

  #setSplit(node: number, split: NodeSplit, left: number, right: number): void {
    const { column, threshold, missingLeft, bits, gain } = split;
    const missingBin = this.data.columns[column]!.bins;
    const known = this.nodes[node]!;
    this.nodes[node] = {
      ...known,
      column,
      threshold,
      missingLeft,
      missingBin,
      bits,
      gain,
      left,
      right,
    };
  }

  #sum(): NodeSums {
    const { gradients, curvatures, rowCount } = this.data;
    let [gradient, curvature] = [0, 0];
    for (let row = 0; row < rowCount; row += 1) {
      gradient += gradients[row]!;
      curvature += curvatures[row]!;
    }
    return { gradient, curvature, count: rowCount };
  }
}

const emptyNode: Omit<GrownNode, 'value' | 'count'> = {
  column: -1,
  threshold: 0,
  missingBin: 0,
  missingLeft: false,
  left: -1,
  right: -1,
  gain: 0,
};

/** 1 for each bin that goes left, the bin of missing values included. */
function leftBins(split: NodeSplit, missingBin: number): Uint8Array {
  const goesLeft = new Uint8Array(setWords * 32);
  if (split.bits) {
    for (let bin = 0; bin < goesLeft.length; bin += 1)
      goesLeft[bin] = (split.bits[bin >>> 5]! >>> (bin & 31)) & 1;
    return goesLeft;
  }
  goesLeft.fill(1, 0, split.threshold + 1);
  goesLeft[missingBin] = Number(split.missingLeft);
  return goesLeft;
}
