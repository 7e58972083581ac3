import { ascendingOrder } from './order';

/**
 * Ranks from 1 up, ties sharing the mean of theirs, as SciPy's `rankdata` and pandas' `rank`.
 * NaN has the rank NaN and takes none. O(n log n), without a call per comparison.
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  return ranksAmong(values, ascendingOrder(values), values);
}

/**
 * Ranks among the rows in which `other` is not NaN either; NaN elsewhere. `order` is `ascendingOrder(values)`, so
 * that pairing one column with many others sorts it once. O(n).
 */
export function ranksAmong(
  values: ArrayLike<number>,
  order: Uint32Array,
  other: ArrayLike<number>,
): Float64Array {
  const ranks = new Float64Array(values.length).fill(NaN);
  let ranked = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    let ties = 0;
    for (; end < order.length && values[order[end]!] === values[order[start]!]; end += 1) {
      if (!Number.isNaN(other[order[end]!])) ties += 1;
    }
    const rank = ranked + (ties + 1) / 2;
    for (let place = start; place < end; place += 1) {
      if (!Number.isNaN(other[order[place]!])) ranks[order[place]!] = rank;
    }
    ranked += ties;
  }
  return ranks;
}
