import type { BinnedColumns } from './tree-columns';

/**
 * Trees over bins as flat arrays: plain data. A node with `left` -1 is a leaf with `value`. Otherwise rows go
 * left where the bin of `column` is at most `threshold`, or, where `set` is not -1, where the bin is in that set
 * of 256 bits. Tree t adds to output t mod `outputs`, above `start`.
 */
export interface Forest {
  outputs: number;
  start: Float64Array;
  roots: Int32Array;
  column: Int32Array;
  threshold: Uint8Array;
  /** Bin of missing values of the node's column, and whether it goes left. */
  missingBin: Uint8Array;
  missingLeft: Uint8Array;
  left: Int32Array;
  right: Int32Array;
  set: Int32Array;
  sets: Uint32Array;
  value: Float64Array;
  /** Rows of training at each node, and what its split gained. */
  count: Uint32Array;
  gain: Float64Array;
}

/** 32-bit words of a set of bins. */
export const setWords = 8;

/** Raw scores of binned rows, output-major (outputs × rows): log-odds, log-weights of classes, or values. */
export function scoreForest(
  forest: Forest,
  columns: BinnedColumns,
  rowCount: number,
): Float64Array {
  const scores = new Float64Array(forest.outputs * rowCount);
  for (let output = 0; output < forest.outputs; output += 1) {
    scores.fill(forest.start[output]!, output * rowCount, (output + 1) * rowCount);
  }
  forest.roots.forEach((root, tree) => {
    addTree(forest, root, columns, scores, (tree % forest.outputs) * rowCount, rowCount);
  });
  return scores;
}

/** Adds the leaf values of one tree to `scores` from `offset` on. */
export function addTree(
  forest: Forest,
  root: number,
  columns: BinnedColumns,
  scores: Float64Array,
  offset: number,
  rowCount: number,
): void {
  const { column, threshold, missingBin, missingLeft, left, right, set, sets, value } = forest;
  for (let row = 0; row < rowCount; row += 1) {
    let node = root;
    while (left[node]! >= 0) {
      const bin = columns[column[node]!]![row]!;
      const bits = set[node]!;
      const goesLeft =
        bits >= 0
          ? (sets[bits * setWords + (bin >>> 5)]! >>> (bin & 31)) & 1
          : bin === missingBin[node]
            ? missingLeft[node]
            : bin <= threshold[node]!;
      node = goesLeft ? left[node]! : right[node]!;
    }
    scores[offset + row]! += value[node]!;
  }
}

/** A forest that grows: nodes are appended, and `finish` copies the first trees into plain arrays. */
export class ForestBuilder {
  readonly #nodes: Node[] = [];
  readonly #sets: Uint32Array[] = [];
  readonly #roots: number[] = [];

  constructor(
    private readonly outputs: number,
    private readonly start: Float64Array,
  ) {}

  /** Appends a tree whose node numbers count from 0 and whose first node is the root. */
  add(tree: GrownTree): void {
    const first = this.#nodes.length;
    this.#roots.push(first);
    for (const node of tree.nodes) {
      const inner = node.left >= 0;
      const set = node.bits ? this.#sets.push(node.bits) - 1 : -1;
      this.#nodes.push({
        ...node,
        left: inner ? node.left + first : -1,
        right: inner ? node.right + first : -1,
        set,
      });
    }
  }

  /** The first `trees` trees. */
  finish(trees = this.#roots.length): Forest {
    const nodeCount = trees < this.#roots.length ? this.#roots[trees]! : this.#nodes.length;
    const nodes = this.#nodes.slice(0, nodeCount);
    const setCount = nodes.reduce((count, node) => Math.max(count, node.set + 1), 0);
    const sets = new Uint32Array(setCount * setWords);
    this.#sets.slice(0, setCount).forEach((bits, index) => sets.set(bits, index * setWords));
    return {
      outputs: this.outputs,
      start: this.start,
      roots: Int32Array.from(this.#roots.slice(0, trees)),
      column: Int32Array.from(nodes, (node) => node.column),
      threshold: Uint8Array.from(nodes, (node) => node.threshold),
      missingBin: Uint8Array.from(nodes, (node) => node.missingBin),
      missingLeft: Uint8Array.from(nodes, (node) => Number(node.missingLeft)),
      left: Int32Array.from(nodes, (node) => node.left),
      right: Int32Array.from(nodes, (node) => node.right),
      set: Int32Array.from(nodes, (node) => node.set),
      sets,
      value: Float64Array.from(nodes, (node) => node.value),
      count: Uint32Array.from(nodes, (node) => node.count),
      gain: Float64Array.from(nodes, (node) => node.gain),
    };
  }
}

/** One grown tree: node 0 is its root. */
export interface GrownTree {
  nodes: GrownNode[];
}

export interface GrownNode {
  column: number;
  threshold: number;
  missingBin: number;
  missingLeft: boolean;
  left: number;
  right: number;
  bits?: Uint32Array;
  value: number;
  count: number;
  gain: number;
}

type Node = GrownNode & { set: number };
