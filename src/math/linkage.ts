/** Two clusters that become one. Members 0 … n − 1 are themselves; the k-th merge makes cluster n + k. */
export interface Merge {
  left: number;
  right: number;
  distance: number;
  /** Members of the new cluster. */
  size: number;
}

/**
 * Agglomerative clustering with average linkage (UPGMA): the distance of two clusters is the mean over all pairs
 * of their members. `distances` is the full symmetric matrix, row-major, count × count, and is not changed.
 * n − 1 merges in ascending order of distance, numbered as SciPy's `linkage(method='average')` numbers them.
 * Nearest-neighbour chain, O(n²). Müllner, Modern hierarchical, agglomerative clustering algorithms (2011).
 */
export function averageLinkage(distances: ArrayLike<number>, count: number): Merge[] {
  if (distances.length !== count * count) {
    throw new RangeError(`${distances.length} distances are not a ${count} × ${count} matrix`);
  }
  const matrix = Float64Array.from(distances);
  if (matrix.some(Number.isNaN)) throw new RangeError('a distance is NaN');
  const sizes = new Float64Array(count).fill(1);
  const found: RawMerge[] = [];
  const chain: number[] = [];
  while (found.length < count - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    const tip = chain[chain.length - 1]!;
    const before = chain[chain.length - 2];
    const nearest = findNearest(matrix, sizes, tip, before);
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    found.push({ a: tip, b: nearest, distance: matrix[tip * count + nearest]! });
    join(matrix, sizes, Math.min(tip, nearest), Math.max(tip, nearest));
  }
  return number(found, count);
}

/**
 * Clusters that remain when only merges of at most `distance` are made: for each member a cluster number,
 * from 0 in order of first appearance.
 */
export function cutTree(merges: readonly Merge[], count: number, distance: number): Int32Array {
  const parents = Int32Array.from({ length: count + merges.length }, (_, index) => index);
  merges.forEach((merge, index) => {
    if (merge.distance > distance) return;
    parents[merge.left] = count + index;
    parents[merge.right] = count + index;
  });
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: count }, (_, member) => {
    const root = findRoot(parents, member);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
}

/** The members as the tree's leaves stand from left to right, so that similar ones are neighbours. */
export function leafOrder(merges: readonly Merge[], count: number): Int32Array {
  const order: number[] = [];
  const open = [count + merges.length - 1];
  while (open.length > 0 && count > 0) {
    const cluster = open.pop()!;
    if (cluster < count) order.push(cluster);
    else open.push(merges[cluster - count]!.right, merges[cluster - count]!.left);
  }
  return Int32Array.from(order);
}

interface RawMerge {
  a: number;
  b: number;
  distance: number;
}

/** The nearest other cluster; `preferred` wins ties, without which the chain may run in circles. */
function findNearest(
  matrix: Float64Array,
  sizes: Float64Array,
  from: number,
  preferred: number | undefined,
): number {
  const count = sizes.length;
  let nearest = preferred ?? -1;
  let least = preferred === undefined ? Infinity : matrix[from * count + preferred]!;
  for (let other = 0; other < count; other += 1) {
    if (other === from || sizes[other] === 0) continue;
    const distance = matrix[from * count + other]!;
    if (distance < least || nearest < 0) [nearest, least] = [other, distance];
  }
  return nearest;
}

/** Makes `gone` a part of `kept`: distances to the others become the weighted mean. */
function join(matrix: Float64Array, sizes: Float64Array, gone: number, kept: number): void {
  const count = sizes.length;
  const size = sizes[gone]! + sizes[kept]!;
  for (let other = 0; other < count; other += 1) {
    if (sizes[other] === 0 || other === gone || other === kept) continue;
    const sum =
      sizes[gone]! * matrix[gone * count + other]! + sizes[kept]! * matrix[kept * count + other]!;
    matrix[kept * count + other] = matrix[other * count + kept] = sum / size;
  }
  sizes[kept] = size;
  sizes[gone] = 0;
}

/** Merges in order of distance; clusters found by one of their members. */
function number(found: RawMerge[], count: number): Merge[] {
  const parents = Int32Array.from({ length: 2 * count }, (_, index) => index);
  const sizes = new Float64Array(2 * count).fill(1);
  return found
    .sort((one, other) => one.distance - other.distance)
    .map(({ a, b, distance }, index) => {
      const roots = [findRoot(parents, a), findRoot(parents, b)].sort((one, two) => one - two);
      const [left, right] = roots as [number, number];
      const cluster = count + index;
      parents[left] = parents[right] = cluster;
      sizes[cluster] = sizes[left]! + sizes[right]!;
      return { left, right, distance, size: sizes[cluster]! };
    });
}

function findRoot(parents: Int32Array, member: number): number {
  let root = member;
  while (parents[root] !== root) root = parents[root]!;
  for (let step = member; parents[step] !== root;) {
    const next = parents[step]!;
    parents[step] = root;
    step = next;
  }
  return root;
}
