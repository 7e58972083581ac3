import type { Scores } from './metrics';

/** Rows whose true value is not 0: those on which MAPE is defined. */
export function countMapeRows(truth: Float64Array): number {
  return truth.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
}

/**
 * MAE, RMSE, R² and MAPE with whole-number row weights (a bootstrap resample, or all 1). O(n); NaN without rows.
 * R² is 1 − squared error ÷ squared distance from the mean of these rows; NaN where the truth is constant.
 * MAPE leaves out rows whose true value is 0; NaN where all are.
 */
export function regressionScores(
  truth: Float64Array,
  predicted: Float64Array,
  weights: Uint16Array,
): Scores {
  let [rows, mean, spread, absolute, squared, relative, relativeRows] = [0, 0, 0, 0, 0, 0, 0];
  for (let row = 0; row < truth.length; row += 1) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    const value = truth[row]!;
    const error = Math.abs(value - predicted[row]!);
    rows += weight;
    const shift = value - mean;
    mean += shift * (weight / rows);
    spread += weight * shift * (value - mean);
    absolute += weight * error;
    squared += weight * error * error;
    if (value === 0) continue;
    relative += (weight * error) / Math.abs(value);
    relativeRows += weight;
  }
  return {
    mae: absolute / rows,
    rmse: Math.sqrt(squared / rows),
    r2: spread > 0 ? 1 - squared / spread : NaN,
    mape: relative / relativeRows,
  };
}
