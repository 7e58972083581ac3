/**
 * Gaussian kernel density from counts in bins of equal width: at each bin's centre, per unit of the values. The
 * bandwidth is Silverman's rule of thumb, 0.9 · min(sd, IQR / 1.34) · n^(-1/5), at least half a bin. O(bins²).
 * Silverman, Density Estimation for Statistics and Data Analysis (1986), eq. 3.31.
 */
export function binnedDensity(
  counts: ArrayLike<number>,
  width: number,
): { density: Float64Array; bandwidth: number } {
  const bins = counts.length;
  let [n, sum] = [0, 0];
  for (let bin = 0; bin < bins; bin += 1) {
    n += counts[bin]!;
    sum += counts[bin]! * (bin + 0.5);
  }
  const density = new Float64Array(bins);
  if (n === 0) return { density, bandwidth: NaN };
  const bandwidth = Math.max(0.5, bandwidthOf(counts, n, sum / n)) * width;
  const scale = width / bandwidth;
  const weight = 1 / (n * bandwidth * Math.sqrt(2 * Math.PI));
  for (let at = 0; at < bins; at += 1) {
    let total = 0;
    for (let bin = 0; bin < bins; bin += 1)
      if (counts[bin]! > 0) total += counts[bin]! * Math.exp(-0.5 * ((at - bin) * scale) ** 2);
    density[at] = total * weight;
  }
  return { density, bandwidth };
}

/** Silverman's bandwidth in bins. */
function bandwidthOf(counts: ArrayLike<number>, n: number, mean: number): number {
  let squares = 0;
  for (let bin = 0; bin < counts.length; bin += 1)
    squares += counts[bin]! * (bin + 0.5 - mean) ** 2;
  const deviation = Math.sqrt(squares / Math.max(1, n - 1));
  const range = binnedQuantile(counts, n, 0.75) - binnedQuantile(counts, n, 0.25);
  const spread = range > 0 ? Math.min(deviation, range / 1.34) : deviation;
  return 0.9 * spread * n ** -0.2;
}

/** Quantile in bins, by linear interpolation within the bin. */
function binnedQuantile(counts: ArrayLike<number>, n: number, share: number): number {
  let below = 0;
  for (let bin = 0; bin < counts.length; bin += 1) {
    if (below + counts[bin]! >= share * n) return bin + (share * n - below) / (counts[bin]! || 1);
    below += counts[bin]!;
  }
  return counts.length;
}
