import { sortedValues } from './quantiles';

/**
 * Ranks from 1 up, ties sharing the mean of theirs, as SciPy's `rankdata` and pandas' `rank`.
 * NaN has the rank NaN and takes none. O(n log n), without a call per comparison.
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const sorted = sortedValues(values);
  const { distinct, ranks } = rankDistinct(sorted);
  return Float64Array.from(values, (value) =>
    Number.isNaN(value) ? NaN : ranks[indexOf(distinct, value)]!,
  );
}

function rankDistinct(sorted: Float64Array): { distinct: Float64Array; ranks: Float64Array } {
  const distinct = new Float64Array(sorted.length);
  const ranks = new Float64Array(sorted.length);
  let found = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1;
    distinct[found] = sorted[start]!;
    ranks[found] = (start + 1 + end) / 2;
    found += 1;
  }
  return { distinct: distinct.subarray(0, found), ranks: ranks.subarray(0, found) };
}

function indexOf(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
