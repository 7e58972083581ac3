/** Most histogram bins of a column besides the one for missing values. */
export const mostBins = 255;

/**
 * Thresholds between histogram bins of a number, ascending; bin i holds values above threshold i − 1 and up to
 * threshold i. With at most `bins` distinct values they are the midpoints between neighbours; with more, the
 * distinct quantiles i / bins (inverse of the distribution function, averaged at its steps), as in scikit-learn's
 * `HistGradientBoosting*`. NaN and infinities
 * are passed over. Empty for a constant.
 */
export function binThresholds(values: Float64Array, bins = mostBins): Float64Array {
  const sorted = values.filter(Number.isFinite).sort();
  const distinct = distinctValues(sorted, bins);
  if (distinct) {
    return Float64Array.from({ length: Math.max(distinct.length - 1, 0) }, (_, index) =>
      midpoint(distinct[index]!, distinct[index + 1]!),
    );
  }
  const quantiles = Array.from({ length: bins - 1 }, (_, index) =>
    quantileOf(sorted, index + 1, bins),
  );
  return Float64Array.from(new Set(quantiles));
}

/** The bin of a value: how many thresholds lie below it. O(log thresholds). */
export function binOf(value: number, thresholds: Float64Array): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= thresholds[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Quantile part / parts of ascending values: `averaged_inverted_cdf` of NumPy. */
function quantileOf(sorted: Float64Array, part: number, parts: number): number {
  const place = Math.floor((part * sorted.length) / parts);
  const isStep = (part * sorted.length) % parts === 0;
  return isStep ? midpoint(sorted[place - 1]!, sorted[place]!) : sorted[place]!;
}

/** The distinct values of a sorted array, or nothing where there are more than `most`. */
function distinctValues(sorted: Float64Array, most: number): number[] | undefined {
  const distinct: number[] = [];
  for (const value of sorted) {
    if (distinct.length > 0 && distinct[distinct.length - 1] === value) continue;
    if (distinct.length === most) return undefined;
    distinct.push(value);
  }
  return distinct;
}

/** Halves before adding, since the sum of two doubles may overflow. */
function midpoint(low: number, high: number): number {
  return low === high ? low : low / 2 + high / 2;
}
