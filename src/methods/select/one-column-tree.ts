/** A split of a tree on one number: at most `threshold` goes left. Leaves have no children. */
export interface TreeNode {
  value: number;
  threshold: number;
  left?: TreeNode;
  right?: TreeNode;
}

/** Equal values of the column together: weight (rows), and per output the sum and the sum of squares. */
interface Prefix {
  values: Float64Array;
  /** Entry i is the sum over the first i values. */
  weights: Float64Array;
  sums: Float64Array[];
}

/**
 * A regression or classification tree on one number, grown to `depth` with the split that lowers the squared error
 * (Gini for classes) most: CART as in scikit-learn's `DecisionTree*` with `max_depth`. Thresholds stand midway.
 * `classCount` 0: `targets` are numbers, a leaf says their mean; else they are codes, a leaf says the most frequent.
 * O(n log n + distinct × depth × classes). Breiman, Friedman, Olshen & Stone (1984).
 */
export function fitOneColumnTree(
  xs: Float64Array,
  targets: ArrayLike<number>,
  classCount: number,
  depth: number,
): TreeNode {
  const prefix = createPrefix(xs, targets, classCount);
  return grow(prefix, 0, prefix.values.length, depth, classCount > 0);
}

/** What the tree says of a number; NaN goes right. */
export function predictOneColumnTree(tree: TreeNode, x: number): number {
  let node = tree;
  while (node.left && node.right) node = x <= node.threshold ? node.left : node.right;
  return node.value;
}

function createPrefix(xs: Float64Array, targets: ArrayLike<number>, classCount: number): Prefix {
  const order = Uint32Array.from(xs, (_, row) => row).sort((one, other) => xs[one] - xs[other]);
  let distinct = 0;
  order.forEach((row, place) => {
    if (place === 0 || xs[row] !== xs[order[place - 1]]) distinct += 1;
  });
  const values = new Float64Array(distinct);
  const weights = new Float64Array(distinct + 1);
  const outputs = Math.max(1, classCount);
  const sums = Array.from({ length: outputs }, () => new Float64Array(distinct + 1));
  let at = -1;
  order.forEach((row, place) => {
    if (place === 0 || xs[row] !== xs[order[place - 1]]) {
      at += 1;
      values[at] = xs[row];
      weights[at + 1] = weights[at];
      for (const sum of sums) sum[at + 1] = sum[at];
    }
    weights[at + 1] += 1;
    if (classCount > 0) sums[targets[row]][at + 1] += 1;
    else sums[0][at + 1] += targets[row];
  });
  return { values, weights, sums };
}

function grow(
  prefix: Prefix,
  start: number,
  end: number,
  depth: number,
  isClass: boolean,
): TreeNode {
  const node: TreeNode = { value: leafValue(prefix, start, end, isClass), threshold: NaN };
  const split = depth > 0 ? findSplit(prefix, start, end) : undefined;
  if (split === undefined) return node;
  return {
    ...node,
    threshold: (prefix.values[split - 1] + prefix.values[split]) / 2,
    left: grow(prefix, start, split, depth - 1, isClass),
    right: grow(prefix, split, end, depth - 1, isClass),
  };
}

/** Largest Σ sum² ÷ weight over both sides, which is the least squared error or Gini impurity. */
function findSplit({ weights, sums }: Prefix, start: number, end: number): number | undefined {
  const worth = (from: number, to: number): number => {
    let squares = 0;
    for (const sum of sums) squares += (sum[to] - sum[from]) ** 2;
    return squares / (weights[to] - weights[from]);
  };
  const whole = worth(start, end);
  let [best, found]: [number, number | undefined] = [whole + 1e-9 * Math.abs(whole), undefined];
  for (let split = start + 1; split < end; split += 1) {
    const both = worth(start, split) + worth(split, end);
    if (both > best) [best, found] = [both, split];
  }
  return found;
}

function leafValue(
  { weights, sums }: Prefix,
  start: number,
  end: number,
  isClass: boolean,
): number {
  if (!isClass) return (sums[0][end] - sums[0][start]) / (weights[end] - weights[start]);
  let [most, value] = [-1, 0];
  sums.forEach((sum, code) => {
    const count = sum[end] - sum[start];
    if (count > most) [most, value] = [count, code];
  });
  return value;
}
