import type { Predictions, Target } from '../../data/features';
import type { QualityScores } from '../../data/model';

/** Loss and rightness of each of some rows: log loss in nats, or squared error. */
export interface RowLosses {
  losses: Float64Array;
  /** 1 where the most probable class is the true one; empty for a regression. */
  right: Uint8Array;
}

/** Probabilities are kept this far from 0, as scikit-learn's `log_loss` does for doubles. */
const floor = Number.EPSILON;

/** The loss of every row of `rows`; `predictions` are of the whole table. */
export function rowLosses(predictions: Predictions, target: Target, rows: Uint32Array): RowLosses {
  if (predictions.task === 'regression' || target.task === 'regression')
    return squaredErrors(predictions, target, rows);
  const { probabilities, classes } = predictions;
  const width = classes.length;
  const right = new Uint8Array(rows.length);
  const losses = new Float64Array(rows.length);
  rows.forEach((row, place) => {
    const own = probabilities.subarray(row * width, (row + 1) * width);
    const code = target.codes[row]!;
    losses[place] = -Math.log(Math.min(Math.max(own[code]!, floor), 1 - floor));
    right[place] = Number(indexOfLargest(own) === code);
  });
  return { losses, right };
}

/** Accuracy and mean log loss; or RMSE, MAE and R² (against the mean of these rows). */
export function summariseLosses(
  { losses, right }: RowLosses,
  target: Target,
  rows: Uint32Array,
): QualityScores {
  const loss = mean(losses);
  if (target.task !== 'regression') return { accuracy: mean(right), logLoss: loss };
  const values = Float64Array.from(rows, (row) => target.values[row]!);
  const center = mean(values);
  const variance = mean(values.map((value) => (value - center) ** 2));
  const mae = mean(losses.map(Math.sqrt));
  return { rmse: Math.sqrt(loss), mae, r2: variance > 0 ? 1 - loss / variance : NaN };
}

function squaredErrors(predictions: Predictions, target: Target, rows: Uint32Array): RowLosses {
  if (predictions.task !== 'regression' || target.task !== 'regression')
    throw new TypeError(`a ${predictions.task} model for a ${target.task} target`);
  const losses = Float64Array.from(
    rows,
    (row) => (predictions.values[row]! - target.values[row]!) ** 2,
  );
  return { losses, right: new Uint8Array(0) };
}

/** Place of the largest value, the first among equals. */
export function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index += 1)
    if (values[index]! > values[best]!) best = index;
  return best;
}

function mean(values: Float64Array | Uint8Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
