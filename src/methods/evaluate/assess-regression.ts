import { quantile } from '../../math/quantiles';
import type { Assessed } from './assess-binary';
import { computeDensity } from './density';
import type { RegressionModel, Scatter } from './evaluation';
import { countMapeRows, regressionScores } from './regression-scores';

/** More points than this are counted on a grid. */
const mostPoints = 5000;

const residualShares = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Everything about a model of numbers on some rows. Residuals are actual − predicted. O(n log n). */
export function assessRegression(
  truth: Float64Array,
  predicted: Float64Array,
): Assessed<RegressionModel> {
  const residuals = truth.map((value, row) => value - predicted[row]!);
  const sorted = residuals.slice().sort();
  return {
    detail: {
      predictedActual: scatter(predicted, truth),
      residuals: scatter(predicted, residuals),
      residualQuantiles: residualShares.map((share) => ({
        share,
        value: quantile(sorted, share),
      })),
      meanResidual: residuals.reduce((sum, value) => sum + value, 0) / residuals.length,
      mapeRows: countMapeRows(truth),
    },
    scorer: (weights) => regressionScores(truth, predicted, weights),
  };
}

function scatter(x: Float64Array, y: Float64Array): Scatter {
  return x.length > mostPoints
    ? { kind: 'density', density: computeDensity(x, y) }
    : { kind: 'points', x: x.slice(), y: y.slice() };
}
