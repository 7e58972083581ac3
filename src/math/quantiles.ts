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
 * quantiles that coincide make fewer bins, so equal values never part. All values equal make one bin.
 */
export function equalFrequencyBins(values: ArrayLike<number>, bins: number): EqualFrequencyBins {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`bins must be at least 1: ${bins}`);
  const sorted = sortedValues(values);
  const cuts = Float64Array.from({ length: bins + 1 }, (_, cut) => quantile(sorted, cut / bins));
  const distinct = cuts.filter((cut, index) => index === 0 || cut !== cuts[index - 1]);
  const edges = distinct.length === 1 ? Float64Array.of(distinct[0]!, distinct[0]!) : distinct;
  const inner = edges.subarray(1, -1);
  const codes = Int32Array.from(values, (value) =>
    Number.isNaN(value) ? -1 : below(inner, value),
  );
  return { edges: sorted.length === 0 ? new Float64Array() : edges, codes };
}

/** How many of the ascending edges are below the value. */
function below(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
