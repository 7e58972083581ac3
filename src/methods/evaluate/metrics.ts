import type { Task } from '../../data/model';

/** Names of the scores, the same in results, params and tests. */
export const metricIds = [
  'accuracy',
  'balanced-accuracy',
  'precision',
  'recall',
  'f1',
  'macro-precision',
  'macro-recall',
  'macro-f1',
  'weighted-precision',
  'weighted-recall',
  'weighted-f1',
  'mcc',
  'roc-auc',
  'pr-auc',
  'log-loss',
  'brier',
  'ece',
  'mae',
  'rmse',
  'r2',
  'mape',
] as const;

export type MetricId = (typeof metricIds)[number];

/** Values by metric; NaN where a metric has no value on these rows, absent where it does not apply. */
export type Scores = Partial<Record<MetricId, number>>;

export interface Metric {
  label: string;
  better: 'higher' | 'lower';
  /** `share` is 0..1 and shown as percent. */
  format: 'share' | 'number';
  /** What it says, in one sentence, with its convention. */
  help: string;
}

const share = (label: string, help: string): Metric => ({
  label,
  better: 'higher',
  format: 'share',
  help,
});
const score = (label: string, help: string): Metric => ({
  ...share(label, help),
  format: 'number',
});
const loss = (label: string, help: string): Metric => ({ ...score(label, help), better: 'lower' });

/** How each metric reads and which way is better. Conventions are those of scikit-learn. */
export const metrics: Readonly<Record<MetricId, Metric>> = {
  accuracy: share('Accuracy', 'Share of rows that are right.'),
  'balanced-accuracy': share(
    'Balanced accuracy',
    'Mean over the classes of the share of their rows that are right, so that a rare class weighs as much.',
  ),
  precision: share(
    'Precision',
    'Of the rows called positive, the share that are. No value where none is called positive.',
  ),
  recall: share('Recall', 'Of the positive rows, the share that are found.'),
  f1: score('F1', 'Harmonic mean of precision and recall of the positive class.'),
  'macro-precision': share(
    'Precision (macro)',
    'Mean precision over classes; a class that is never predicted counts 0.',
  ),
  'macro-recall': share(
    'Recall (macro)',
    'Mean recall over classes; a class that is predicted but does not occur counts 0.',
  ),
  'macro-f1': score('F1 (macro)', 'Mean F1 over the classes that occur or are predicted.'),
  'weighted-precision': share(
    'Precision (weighted)',
    'Mean precision over classes, weighted by their rows.',
  ),
  'weighted-recall': share('Recall (weighted)', 'The same number as accuracy.'),
  'weighted-f1': score('F1 (weighted)', 'Mean F1 over classes, weighted by their rows.'),
  mcc: score(
    'MCC',
    'Matthews correlation of truth and prediction, −1 to 1; 0 where either is constant.',
  ),
  'roc-auc': score(
    'ROC AUC',
    'Chance that a positive row scores above a negative one, ties half; many classes: one against the rest, mean over classes.',
  ),
  'pr-auc': score(
    'PR AUC',
    'Average precision: precision summed over the steps of recall, without interpolation; many classes: mean over classes.',
  ),
  'log-loss': loss(
    'Log loss',
    'Mean of −ln(probability given to the true class), in nats; probabilities are kept 2.2e-16 away from 0 and 1.',
  ),
  brier: loss(
    'Brier score',
    'Mean squared error of the probability; with three and more classes summed over classes (0 to 2).',
  ),
  ece: loss(
    'Calibration error (ECE)',
    'Mean gap between predicted and observed share over 15 equal-width bins, weighted by rows; many classes: of the predicted class. Resampling raises it, so its interval leans upward.',
  ),
  mae: loss('MAE', 'Mean absolute error, in units of the target.'),
  rmse: loss('RMSE', 'Root of the mean squared error, in units of the target.'),
  r2: score(
    'R²',
    'Share of the variance of the target that is explained; below 0 is worse than the mean of these rows.',
  ),
  mape: {
    ...loss('MAPE', 'Mean of |error| ÷ |true value|, over the rows whose true value is not 0.'),
    format: 'share',
  },
};

const numberMetrics: readonly MetricId[] = ['mae', 'rmse', 'r2', 'mape'];
const positiveMetrics: readonly MetricId[] = ['precision', 'recall', 'f1'];

/** The metrics that apply to a task, in order: those of the positive class for two classes only. */
export function metricsOf(task: Task): MetricId[] {
  return metricIds.filter((metric) => {
    if (numberMetrics.includes(metric)) return task === 'regression';
    return task === 'binary' || (task === 'multiclass' && !positiveMetrics.includes(metric));
  });
}

/** Whether `a` is better than `b` by the metric's own direction. */
export function isBetter(metric: MetricId, a: number, b: number): boolean {
  return metrics[metric].better === 'higher' ? a > b : a < b;
}
