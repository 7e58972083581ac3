/**
 * The largest distance between two distribution functions that chance alone explains: with samples of `one` and
 * `other` values from the same source, the Kolmogorov–Smirnov distance exceeds it with probability `alpha` at most
 * (in the limit of many values). Differences of shares are never larger than that distance, so the same bound holds
 * for them. Infinite where a side has no values. Smirnov (1939); Massey (1951).
 */
export function chanceDistance(one: number, other: number, alpha = 0.003): number {
  if (one <= 0 || other <= 0) return Infinity;
  return Math.sqrt(-Math.log(alpha / 2) / 2) * Math.sqrt((one + other) / (one * other));
}
