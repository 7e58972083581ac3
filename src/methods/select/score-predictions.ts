import type { Predictions, Target } from '../../data/features';
import { predictedClasses } from '../evaluate/confusion-matrix';
import { countScores, createClassCounts } from '../evaluate/count-scores';
import { logLosses } from '../evaluate/probability-losses';
import { rocAuc } from '../evaluate/ranking-scores';
import { regressionScores } from '../evaluate/regression-scores';

/** Scores by which columns are judged. */
export const selectionMetrics = [
  'roc-auc',
  'accuracy',
  'balanced-accuracy',
  'log-loss',
  'r2',
  'rmse',
  'mae',
] as const;

export type SelectionMetric = (typeof selectionMetrics)[number];

const numberMetrics: readonly SelectionMetric[] = ['r2', 'rmse', 'mae'];

/** The metric where none is asked for: ROC AUC for two classes, balanced accuracy for more, R² for a number. */
export function usualMetric(task: Target['task']): SelectionMetric {
  if (task === 'regression') return 'r2';
  return task === 'binary' ? 'roc-auc' : 'balanced-accuracy';
}

/** Whether a metric says anything about this kind of target. */
export function fitsTask(metric: SelectionMetric, task: Target['task']): boolean {
  return numberMetrics.includes(metric) === (task === 'regression');
}

/**
 * One score of predictions, all rows with the same weight; every row must have a target. Two classes: the second is
 * positive. Many classes: ROC AUC of one against the rest, mean over those that have both sides. NaN where it has no
 * value.
 */
export function scorePredictions(
  metric: SelectionMetric,
  target: Target,
  predictions: Predictions,
): number {
  if (target.task === 'regression' || predictions.task === 'regression') {
    if (target.task !== 'regression' || predictions.task !== 'regression') {
      throw new RangeError(`a ${predictions.task} cannot be scored on a ${target.task} target`);
    }
    const weights = new Uint16Array(target.values.length).fill(1);
    const scores = regressionScores(target.values, predictions.values, weights);
    return scores[metric as 'r2'] ?? NaN;
  }
  const { codes, classes } = target;
  const { probabilities } = predictions;
  if (metric === 'roc-auc') return meanRocAuc(codes, probabilities, classes.length);
  if (metric === 'log-loss') return meanOf(logLosses(codes, probabilities));
  return countScores(countClasses(codes, probabilities, classes.length))[metric] ?? NaN;
}

function meanRocAuc(codes: Int32Array, probabilities: Float64Array, classCount: number): number {
  const positives = classCount === 2 ? [1] : Array.from({ length: classCount }, (_, code) => code);
  const aucs = positives.map((code) =>
    rocAuc(
      Uint8Array.from(codes, (each) => Number(each === code)),
      Float64Array.from(codes, (_, row) => probabilities[row * classCount + code]),
    ),
  );
  return meanOf(aucs.filter((auc) => !Number.isNaN(auc)));
}

function countClasses(
  codes: Int32Array,
  probabilities: Float64Array,
  classCount: number,
): ReturnType<typeof createClassCounts> {
  const counts = createClassCounts(classCount);
  const predicted = predictedClasses(probabilities, classCount);
  codes.forEach((code, row) => {
    counts.actual[code] += 1;
    counts.predicted[predicted[row]] += 1;
    if (predicted[row] === code) counts.correct[code] += 1;
  });
  return counts;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index];
  return values.length > 0 ? sum / values.length : NaN;
}
