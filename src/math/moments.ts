/** Mean, spread and shape of a sample. What the count does not suffice for is NaN. */
export interface Moments {
  count: number;
  mean: number;
  /** Sample variance, divisor n − 1. */
  variance: number;
  std: number;
  /** Adjusted Fisher–Pearson coefficient G1; needs 3 values that are not all equal. */
  skewness: number;
  /** Excess kurtosis G2, bias-adjusted; needs 4 values that are not all equal. */
  kurtosis: number;
}

/** Sums of powers of the deviations from `centre`, which is the mean or near it. */
export interface PowerSums {
  count: number;
  centre: number;
  first: number;
  second: number;
  third: number;
  fourth: number;
}

/**
 * Moments of the values that are not NaN, as pandas' `mean`, `var`, `std`, `skew` and `kurt` have them.
 * Two passes, so that a large mean costs no digits. O(n).
 * Joanes and Gill, Comparing measures of sample skewness and kurtosis (1998), G1 and G2.
 */
export function sampleMoments(values: ArrayLike<number>): Moments {
  const centre = meanOf(values);
  const sums = { count: 0, centre, first: 0, second: 0, third: 0, fourth: 0 };
  for (let index = 0; index < values.length; index += 1) {
    const deviation = values[index]! - centre;
    if (Number.isNaN(values[index]!)) continue;
    const square = deviation * deviation;
    sums.count += 1;
    sums.first += deviation;
    sums.second += square;
    sums.third += square * deviation;
    sums.fourth += square * square;
  }
  return momentsFromSums(sums);
}

/**
 * The same from sums of powers, as a database gives them in a second scan. What `first` is off 0 is the
 * rounding of the centre, and is taken out of the others.
 */
export function momentsFromSums(sums: PowerSums): Moments {
  const { count, centre, first } = sums;
  const shift = count > 0 ? first / count : 0;
  const second = Math.max(0, sums.second - first * shift);
  const third = sums.third - 3 * shift * sums.second + 2 * first * shift ** 2;
  const fourth =
    sums.fourth - 4 * shift * sums.third + 6 * shift ** 2 * sums.second - 3 * first * shift ** 3;
  const variance = count > 1 ? second / (count - 1) : NaN;
  const varies = second > count * (Number.EPSILON * centre) ** 2;
  return {
    count,
    mean: count > 0 ? centre + shift : NaN,
    variance,
    std: Math.sqrt(variance),
    skewness: varies && count >= 3 ? adjustedSkewness(count, second, third) : NaN,
    kurtosis: varies && count >= 4 ? adjustedKurtosis(count, second, fourth) : NaN,
  };
}

/** Arithmetic mean of the values that are not NaN; NaN where there is none. */
export function meanOf(values: ArrayLike<number>): number {
  let [count, sum] = [0, 0];
  for (let index = 0; index < values.length; index += 1) {
    if (Number.isNaN(values[index]!)) continue;
    count += 1;
    sum += values[index]!;
  }
  return count > 0 ? sum / count : NaN;
}

function adjustedSkewness(count: number, second: number, third: number): number {
  const biased = (Math.sqrt(count) * third) / second ** 1.5;
  return (Math.sqrt(count * (count - 1)) / (count - 2)) * biased;
}

function adjustedKurtosis(count: number, second: number, fourth: number): number {
  const spread = (count * (count + 1) * (count - 1) * fourth) / second ** 2;
  return (spread - 3 * (count - 1) ** 2) / ((count - 2) * (count - 3));
}
