import { ascendingOrder } from './order';

/** The values that are not NaN, in ascending order, as a new array. O(n log n). */
export function sortedValues(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  let count = sorted.length;
  // Typed arrays sort NaN to the end.
  while (count > 0 && Number.isNaN(sorted[count - 1]!)) count -= 1;
  return sorted.subarray(0, count);
}

/**
 * Quantile of ascending values by linear interpolation: type 7 of Hyndman and Fan (1996), the default of
 * NumPy, pandas and R. `probability` is 0..1; NaN where there are no values.
 */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability ${probability} is not between 0 and 1`);
  }
  if (sorted.length === 0) return NaN;
  const position = probability * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low === high ? low : low + (position - below) * (high - low);
}

/** Several quantiles of values in any order; NaN among them is left out. */
export function quantiles(
  values: ArrayLike<number>,
  probabilities: readonly number[],
): Float64Array {
  const sorted = sortedValues(values);
  return Float64Array.from(probabilities, (probability) => quantile(sorted, probability));
}

/** Median of the values that are not NaN; NaN where there is none. */
export function median(values: ArrayLike<number>): number {
  return quantile(sortedValues(values), 0.5);
}

/**
 * Median absolute deviation from the median, not scaled to the normal distribution
 * (SciPy's `median_abs_deviation` with `scale=1`). NaN is left out.
 */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number {
  const sorted = sortedValues(values);
  const centre = quantile(sorted, 0.5);
  return median(sorted.map((value) => Math.abs(value - centre)));
}

/** Values as bins of about equal counts: bin k holds what is above `edges[k]` and at most `edges[k + 1]`. */
export interface EqualFrequencyBins {
  /** Ascending, one more than bins; the first bin holds its lower edge too. */
  edges: Float64Array;
  /** Bin of each value, -1 where NaN. */
  codes: Int32Array;
}

/**
 * Bins between the quantiles 0, 1/k, …, 1, closed on the right, as `pandas.qcut(values, k, duplicates='drop')`:
 * quantiles that coincide make fewer bins, so equal values never part. All values equal make one bin. O(n log n); O(n)
 * where their `ascendingOrder` is known.
 */
export function equalFrequencyBins(
  values: ArrayLike<number>,
  bins: number,
  order = ascendingOrder(values),
): EqualFrequencyBins {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`bins must be at least 1: ${bins}`);
  const sorted = Float64Array.from(order, (index) => values[index]!);
  const cuts = Float64Array.from({ length: bins + 1 }, (_, cut) => quantile(sorted, cut / bins));
  const distinct = cuts.filter((cut, index) => index === 0 || cut !== cuts[index - 1]);
  const edges = distinct.length === 1 ? Float64Array.of(distinct[0]!, distinct[0]!) : distinct;
  const codes = binsOf(sorted, order, edges.subarray(1, -1), values.length);
  return { edges: sorted.length === 0 ? new Float64Array() : edges, codes };
}

/** The bin of each value, from their ascending order and the edges between bins. O(n). */
function binsOf(
  sorted: Float64Array,
  order: Uint32Array,
  edges: Float64Array,
  count: number,
): Int32Array {
  const codes = new Int32Array(count).fill(-1);
  let bin = 0;
  for (let place = 0; place < order.length; place += 1) {
    while (bin < edges.length && edges[bin]! < sorted[place]!) bin += 1;
    codes[order[place]!] = bin;
  }
  return codes;
}
