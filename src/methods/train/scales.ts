import { quantiles } from '../../math/quantiles';

/** What is taken off a number, and what it is then divided by. */
export interface Scale {
  center: number;
  scale: number;
}

/** Mean and population standard deviation, as scikit-learn's `StandardScaler`; scale 1 for a constant. */
export function standardScale(values: Float64Array): Scale {
  let sum = 0;
  for (const value of values) sum += value;
  const center = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - center) ** 2;
  return { center, scale: Math.sqrt(squares / values.length) || 1 };
}

/** Median and interquartile range, as scikit-learn's `RobustScaler`; the standard deviation where that is 0. */
export function robustScale(values: Float64Array): Scale {
  const [lower, center, upper] = quantiles(values, [0.25, 0.5, 0.75]);
  return { center: center!, scale: upper! - lower! || standardScale(values).scale };
}
