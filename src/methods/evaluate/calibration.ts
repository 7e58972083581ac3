import { wilsonInterval } from '../../math/wilson-interval';

/** The rows whose predicted probability lies in one bin, and how often the predicted thing was so. */
export interface CalibrationBin {
  from: number;
  to: number;
  rows: number;
  /** Mean predicted probability; NaN in an empty bin. */
  meanPredicted: number;
  /** Observed share; NaN in an empty bin. */
  shareObserved: number;
  /** Wilson 95 % interval of the observed share; NaN in an empty bin. */
  low: number;
  high: number;
}

/**
 * Bin of each probability among `binCount` of equal width on [0, 1], each closed above, the first also below:
 * the bins of Guo et al. 2017 and of scikit-learn's `calibration_curve`.
 */
export function calibrationBinOf(probabilities: Float64Array, binCount = 15): Uint8Array {
  const width = 1 / binCount;
  const bins = new Uint8Array(probabilities.length);
  for (let row = 0; row < bins.length; row += 1) {
    const probability = probabilities[row]!;
    let bin = Math.min(binCount - 1, Math.max(0, Math.ceil(probability * binCount) - 1));
    if (bin > 0 && probability <= bin * width) bin -= 1;
    else if (bin < binCount - 1 && probability > (bin + 1) * width) bin += 1;
    bins[row] = bin;
  }
  return bins;
}

/** Sums over the rows of each bin, from which curve and error follow. */
export interface CalibrationSums {
  rows: Float64Array;
  predicted: Float64Array;
  observed: Float64Array;
}

/**
 * Weighted sums by bin: `binOf` from `calibrationBinOf`, `observed` 1 where the predicted thing was so. O(n).
 */
export function calibrationSums(
  binOf: Uint8Array,
  probabilities: Float64Array,
  observed: Uint8Array,
  weights: Uint16Array,
  binCount = 15,
): CalibrationSums {
  const zeros = (): Float64Array => new Float64Array(binCount);
  const sums = { rows: zeros(), predicted: zeros(), observed: zeros() };
  for (let row = 0; row < binOf.length; row += 1) {
    const bin = binOf[row]!;
    const weight = weights[row]!;
    sums.rows[bin]! += weight;
    sums.predicted[bin]! += weight * probabilities[row]!;
    sums.observed[bin]! += weight * observed[row]!;
  }
  return sums;
}

/**
 * Expected calibration error: |predicted − observed| share, mean over bins weighted by rows; NaN without rows.
 * Naeini, Cooper and Hauskrecht 2015.
 */
export function calibrationError({ rows, predicted, observed }: CalibrationSums): number {
  let gap = 0;
  let total = 0;
  for (let bin = 0; bin < rows.length; bin += 1) {
    gap += Math.abs(predicted[bin]! - observed[bin]!);
    total += rows[bin]!;
  }
  return gap / total;
}

/** The calibration curve: one entry a bin, empty bins included. */
export function calibrationCurve({ rows, predicted, observed }: CalibrationSums): CalibrationBin[] {
  return Array.from(rows, (count, bin) => ({
    from: bin / rows.length,
    to: (bin + 1) / rows.length,
    rows: count,
    meanPredicted: predicted[bin]! / count,
    shareObserved: observed[bin]! / count,
    ...wilsonInterval(observed[bin]!, count),
  }));
}
