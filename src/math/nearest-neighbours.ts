/** Points of the plane by index: xs[i], ys[i]. */
export interface Points {
  xs: Float64Array;
  ys: Float64Array;
}

const leafSize = 12;

/**
 * Chebyshev distance max(|Δx|, |Δy|) from each point to its k-th nearest other point, by point.
 * A k-d tree that halves the wider side: O(n log n) for scattered points. Friedman, Bentley & Finkel (1977).
 * @throws RangeError where k is not below the number of points.
 */
export function neighbourDistances(points: Points, k: number): Float64Array {
  const count = points.xs.length;
  if (k < 1 || k >= count) throw new RangeError(`k: ${k}: from 1 to ${count - 1}`);
  const tree = new Tree(points, k);
  return Float64Array.from({ length: count }, (_, point) => tree.distance(point));
}

/**
 * Distance |Δ| from each number of an ascending list to its k-th nearest other one. O(n k).
 * @throws RangeError where k is not below the length.
 */
export function sortedNeighbourDistances(sorted: Float64Array, k: number): Float64Array {
  const count = sorted.length;
  if (k < 1 || k >= count) throw new RangeError(`k: ${k}: from 1 to ${count - 1}`);
  return Float64Array.from(sorted, (value, at) => {
    let [low, high] = [at, at];
    for (let found = 0; found < k; found += 1) {
      const below = low > 0 ? value - sorted[low - 1] : Infinity;
      const above = high < count - 1 ? sorted[high + 1] - value : Infinity;
      if (below <= above) low -= 1;
      else high += 1;
    }
    return Math.max(value - sorted[low], sorted[high] - value);
  });
}

/**
 * How many numbers of an ascending list differ from `value` by at most `radius`. O(log n).
 * Differences are compared, never `value ± radius`, whose rounding could let a number in at the very edge.
 */
export function countWithin(sorted: Float64Array, value: number, radius: number): number {
  const before = firstWhere(sorted, (other) => value - other <= radius);
  return firstWhere(sorted, (other) => other - value > radius) - before;
}

/** First index for which `holds`, which must hold for all after it; the length where it holds for none. */
function firstWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

class Tree {
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  readonly #order: Uint32Array;
  readonly #nearest: Float64Array;
  /** Bounding boxes of the ranges, by node: x low, x high, y low, y high. */
  readonly #boxes: number[] = [];

  constructor({ xs, ys }: Points, k: number) {
    this.#xs = xs;
    this.#ys = ys;
    this.#nearest = new Float64Array(k);
    this.#order = Uint32Array.from(xs, (_, index) => index);
    this.#build(0, 0, xs.length);
  }

  distance(point: number): number {
    this.#nearest.fill(Infinity);
    this.#visit(point, 0, 0, this.#order.length);
    return this.#nearest[this.#nearest.length - 1];
  }

  #build(node: number, start: number, end: number): void {
    const box = this.#bound(start, end);
    for (let side = 0; side < 4; side += 1) this.#boxes[4 * node + side] = box[side];
    if (end - start <= leafSize) return;
    const axis = box[1] - box[0] >= box[3] - box[2] ? this.#xs : this.#ys;
    this.#order.subarray(start, end).sort((one, other) => axis[one] - axis[other]);
    const middle = (start + end) >>> 1;
    this.#build(2 * node + 1, start, middle);
    this.#build(2 * node + 2, middle, end);
  }

  #bound(start: number, end: number): [number, number, number, number] {
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let at = start; at < end; at += 1) {
      const x = this.#xs[this.#order[at]];
      const y = this.#ys[this.#order[at]];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < bottom) bottom = y;
      if (y > top) top = y;
    }
    return [left, right, bottom, top];
  }

  #visit(point: number, node: number, start: number, end: number): void {
    const nearest = this.#nearest;
    if (end - start <= leafSize) {
      for (let at = start; at < end; at += 1) this.#offer(point, this.#order[at]);
      return;
    }
    const middle = (start + end) >>> 1;
    const first = this.#gap(point, 2 * node + 1);
    const second = this.#gap(point, 2 * node + 2);
    const last = nearest.length - 1;
    if (first <= second) {
      if (first < nearest[last]) this.#visit(point, 2 * node + 1, start, middle);
      if (second < nearest[last]) this.#visit(point, 2 * node + 2, middle, end);
    } else {
      if (second < nearest[last]) this.#visit(point, 2 * node + 2, middle, end);
      if (first < nearest[last]) this.#visit(point, 2 * node + 1, start, middle);
    }
  }

  #offer(point: number, other: number): void {
    if (other === point) return;
    const nearest = this.#nearest;
    const distance = Math.max(
      Math.abs(this.#xs[point] - this.#xs[other]),
      Math.abs(this.#ys[point] - this.#ys[other]),
    );
    let place = nearest.length - 1;
    if (distance >= nearest[place]) return;
    for (; place > 0 && nearest[place - 1] > distance; place -= 1)
      nearest[place] = nearest[place - 1];
    nearest[place] = distance;
  }

  #gap(point: number, node: number): number {
    const boxes = this.#boxes;
    const x = this.#xs[point];
    const y = this.#ys[point];
    return Math.max(
      0,
      boxes[4 * node] - x,
      x - boxes[4 * node + 1],
      boxes[4 * node + 2] - y,
      y - boxes[4 * node + 3],
    );
  }
}
