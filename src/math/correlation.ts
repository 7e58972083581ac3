import { ascendingOrder } from './order';
import { ranksAmong } from './ranks';

/**
 * Pearson's correlation of the pairs in which neither is NaN: -1..1.
 * NaN for fewer than two pairs or where one side does not vary. Two passes, O(n).
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  checkLengths(x, y);
  const { count, meanX, meanY } = pairMeans(x, y);
  let [sumXX, sumYY, sumXY] = [0, 0, 0];
  for (let index = 0; index < x.length; index += 1) {
    const deviationX = x[index]! - meanX;
    const deviationY = y[index]! - meanY;
    const product = deviationX * deviationY;
    if (Number.isNaN(product)) continue;
    sumXX += deviationX * deviationX;
    sumYY += deviationY * deviationY;
    sumXY += product;
  }
  if (count < 2 || isNothing(sumXX, meanX, count) || isNothing(sumYY, meanY, count)) return NaN;
  return Math.max(-1, Math.min(1, sumXY / Math.sqrt(sumXX) / Math.sqrt(sumYY)));
}

/** Numbers made ready to be rank-correlated with many others. */
export interface Ranked {
  values: ArrayLike<number>;
  /** `ascendingOrder` of the values. */
  order: Uint32Array;
  /** Ranks among all that are not NaN, ties sharing their mean rank. */
  ranks: Float64Array;
  /** Whether none is NaN. */
  isComplete: boolean;
}

/** O(n log n); O(n) where the order is known. */
export function rankOnce(values: ArrayLike<number>, order = ascendingOrder(values)): Ranked {
  const ranks = ranksAmong(values, order, values);
  return { values, order, ranks, isComplete: order.length === values.length };
}

/**
 * Spearman's rank correlation of the pairs in which neither is NaN, ties sharing their mean rank:
 * Pearson's of the ranks among those pairs, as SciPy and pandas have it. O(n log n).
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return spearmanOf(rankOnce(x), rankOnce(y));
}

/** The same of numbers that are ranked already. O(n). */
export function spearmanOf(x: Ranked, y: Ranked): number {
  checkLengths(x.values, y.values);
  return pearson(ranksBeside(x, y), ranksBeside(y, x));
}

/** Ranks among the pairs in which the other is not NaN either. */
function ranksBeside(one: Ranked, { values, isComplete }: Ranked): Float64Array {
  return isComplete ? one.ranks : ranksAmong(one.values, one.order, values);
}

/** How far groups tell values apart. */
export interface GroupVariation {
  /** Pairs of a group and a value. */
  count: number;
  /** Groups with a value. */
  groups: number;
  /** Share of the sum of squares that lies between the groups, 0..1; NaN where nothing varies. */
  etaSquared: number;
}

/**
 * Variation between and within groups. Codes are 0 … groups − 1; pairs with the code -1 or the value NaN are left
 * out. NaN where the values do not vary or there are fewer than two groups. Two passes, O(n).
 */
export function groupVariation(
  codes: ArrayLike<number>,
  groups: number,
  values: ArrayLike<number>,
): GroupVariation {
  checkLengths(codes, values);
  const counts = new Float64Array(groups);
  const sums = new Float64Array(groups);
  let [count, sum] = [0, 0];
  for (let index = 0; index < codes.length; index += 1) {
    const [code, value] = [codes[index]!, values[index]!];
    if (code < 0 || Number.isNaN(value)) continue;
    counts[code]! += 1;
    sums[code]! += value;
    count += 1;
    sum += value;
  }
  const mean = sum / count;
  let [within, total] = [0, 0];
  for (let index = 0; index < codes.length; index += 1) {
    const [code, value] = [codes[index]!, values[index]!];
    if (code < 0 || Number.isNaN(value)) continue;
    within += (value - sums[code]! / counts[code]!) ** 2;
    total += (value - mean) ** 2;
  }
  const used = counts.filter((size) => size > 0).length;
  const defined = used >= 2 && !isNothing(total, mean, count);
  return { count, groups: used, etaSquared: defined ? Math.max(0, 1 - within / total) : NaN };
}

/** Correlation ratio η of a grouping with numbers: the root of the share of variation between the groups, 0..1. */
export function correlationRatio(
  codes: ArrayLike<number>,
  groups: number,
  values: ArrayLike<number>,
): number {
  return Math.sqrt(groupVariation(codes, groups, values).etaSquared);
}

/**
 * Correlation ratio less what chance gives: ε, the root of 1 − (1 − η²)(n − 1) ÷ (n − k), never below 0.
 * With as many groups as values η is 1 whatever they are, and ε has no value. Kelley, An unbiased correlation
 * ratio measure (1935).
 */
export function adjustedCorrelationRatio({ count, groups, etaSquared }: GroupVariation): number {
  if (count <= groups) return NaN;
  return Math.sqrt(Math.max(0, 1 - ((1 - etaSquared) * (count - 1)) / (count - groups)));
}

function pairMeans(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): { count: number; meanX: number; meanY: number } {
  let [count, sumX, sumY] = [0, 0, 0];
  for (let index = 0; index < x.length; index += 1) {
    if (Number.isNaN(x[index]!) || Number.isNaN(y[index]!)) continue;
    count += 1;
    sumX += x[index]!;
    sumY += y[index]!;
  }
  return { count, meanX: sumX / count, meanY: sumY / count };
}

/** A sum of squares no larger than rounding alone makes it. */
function isNothing(sumOfSquares: number, mean: number, count: number): boolean {
  return sumOfSquares <= count * (Number.EPSILON * mean) ** 2;
}

function checkLengths(x: ArrayLike<number>, y: ArrayLike<number>): void {
  if (x.length !== y.length) throw new RangeError(`lengths differ: ${x.length} and ${y.length}`);
}
