import { momentsFromSums, type Moments } from './moments';
import { sortNumbers } from './sort-numbers';

/**
 * A sample as its distinct values in ascending order, each with how often it stands. NaN is in none.
 * One sort answers most questions about a column; a column of few values needs not even that.
 */
export interface Tally {
  values: Float64Array;
  counts: Float64Array;
  /** Counts of the values up to and with each. */
  upTo: Float64Array;
  /** Sum of the counts. */
  total: number;
}

/** Tallies values in any order; NaN is left out, -0 counts as 0. Overwrites `values`. O(n). */
export function tallyInPlace(values: Float64Array): Tally {
  let end = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    if (value === value) values[end++] = value;
  }
  sortNumbers(values.subarray(0, end));
  const upTo = new Float64Array(end);
  let distinct = 0;
  for (let index = 0; index < end; index += 1) {
    const value = values[index]!;
    if (distinct === 0 || value !== values[distinct - 1]) values[distinct++] = value;
    upTo[distinct - 1] = index + 1;
  }
  return withCounts(values.subarray(0, distinct), upTo.subarray(0, distinct));
}

/** A tally of distinct values that were counted elsewhere, in any order; NaN is left out. */
export function tallyOf(values: ArrayLike<number>, counts: ArrayLike<number>): Tally {
  const order = Array.from(values, (_, index) => index)
    .filter((index) => !Number.isNaN(values[index]))
    .sort((one, other) => values[one]! - values[other]!);
  let sum = 0;
  const upTo = Float64Array.from(order, (index) => (sum += counts[index]!));
  return withCounts(
    Float64Array.from(order, (index) => values[index]!),
    upTo,
  );
}

function withCounts(values: Float64Array, upTo: Float64Array): Tally {
  const counts = new Float64Array(upTo.length);
  for (let index = 0; index < upTo.length; index += 1) {
    counts[index] = index === 0 ? upTo[0]! : upTo[index]! - upTo[index - 1]!;
  }
  return { values, counts, upTo, total: upTo.length > 0 ? upTo[upTo.length - 1]! : 0 };
}

/** How many of the sample are below `limit`; with `orEqual`, at most `limit`. O(log distinct). */
export function countBelow({ values, upTo }: Tally, limit: number, orEqual = false): number {
  const place = firstPlace(values, limit, orEqual);
  return place === 0 ? 0 : upTo[place - 1]!;
}

/** Quantiles by linear interpolation (type 7, as NumPy and pandas), NaN of an empty tally. O(log distinct) each. */
export function tallyQuantiles(tally: Tally, probabilities: readonly number[]): number[] {
  const { values, upTo, total } = tally;
  return probabilities.map((probability) => {
    if (total === 0) return NaN;
    const position = probability * (total - 1);
    const low = values[firstPlace(upTo, Math.floor(position), true)]!;
    const high = values[firstPlace(upTo, Math.ceil(position), true)]!;
    return low === high ? low : low + (position - Math.floor(position)) * (high - low);
  });
}

/** Mean, variance and shape, as `sampleMoments` of the sample itself. O(distinct). */
export function tallyMoments(tally: Tally): Moments {
  const { values, counts, total } = tally;
  const centre = tallySum(tally) / total;
  const sums = { count: total, centre, first: 0, second: 0, third: 0, fourth: 0 };
  for (let index = 0; index < values.length; index += 1) {
    const deviation = values[index]! - centre;
    const square = deviation * deviation;
    const count = counts[index]!;
    sums.first += count * deviation;
    sums.second += count * square;
    sums.third += count * square * deviation;
    sums.fourth += count * square * square;
  }
  return momentsFromSums(sums);
}

/** Sum of the sample, with Neumaier's correction for what rounding loses. */
export function tallySum({ values, counts }: Tally): number {
  let [sum, lost] = [0, 0];
  for (let index = 0; index < values.length; index += 1) {
    const term = values[index]! * counts[index]!;
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return Number.isNaN(lost) ? sum : sum + lost;
}

/**
 * Median absolute deviation from the median, not scaled. Walks outward from the median, nearest value first,
 * so that nothing is sorted again. O(distinct).
 */
export function tallyDeviation(tally: Tally): number {
  const { values, counts, total } = tally;
  if (total === 0) return NaN;
  const centre = tallyQuantiles(tally, [0.5])[0]!;
  const position = (total - 1) / 2;
  let right = firstPlace(values, centre, false);
  let left = right - 1;
  let [seen, low] = [0, NaN];
  for (;;) {
    const below = left >= 0 ? centre - values[left]! : Infinity;
    const above = right < values.length ? values[right]! - centre : Infinity;
    const deviation = Math.min(below, above);
    seen += below < above ? counts[left--]! : counts[right++]!;
    if (Number.isNaN(low) && seen > Math.floor(position)) low = deviation;
    if (seen > Math.ceil(position)) return (low + deviation) / 2;
  }
}

/** The first place of ascending numbers that is not below the limit; with `above`, that exceeds it. */
function firstPlace(ascending: Float64Array, limit: number, above: boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < limit || (above && ascending[middle] === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}
