import type { Task } from '../../data/model';
import type { Comparison } from './evaluation';
import { holmCorrection, pairedDifference } from './interval';
import { isBetter, metrics, type MetricId, type Scores } from './metrics';

/** A model as comparisons see it: its scores on the rows, and on every resample of them. */
export interface ComparedModel {
  isBaseline: boolean;
  observed: Scores;
  replicates: readonly Scores[];
}

export interface ComparedModels {
  metric: MetricId;
  best: number;
  comparisons: Comparison[];
  againstBaseline: Comparison[];
}

const deciding: Record<Task, MetricId> = {
  binary: 'roc-auc',
  multiclass: 'balanced-accuracy',
  regression: 'rmse',
};

const plain: Record<Task, MetricId> = {
  binary: 'accuracy',
  multiclass: 'accuracy',
  regression: 'mae',
};

/** The metric by which models are compared: the one asked for, unless it has no value on these rows. */
export function decidingMetric(
  models: readonly ComparedModel[],
  task: Task,
  asked: MetricId | 'auto',
): MetricId {
  const wanted = asked === 'auto' ? deciding[task] : asked;
  const hasValue = models.every(({ observed }) => Number.isFinite(observed[wanted] ?? NaN));
  return hasValue ? wanted : plain[task];
}

/**
 * Compares models in pairs on the same resamples: the best of those that learned with each other, and each with
 * the baseline, by the deciding metric and by plain accuracy or MAE. p-values of one kind and metric are corrected
 * together (Holm).
 */
export function compareModels(
  models: readonly ComparedModel[],
  task: Task,
  asked: MetricId | 'auto',
): ComparedModels {
  const metric = decidingMetric(models, task, asked);
  const learned = models.flatMap(({ isBaseline }, index) => (isBaseline ? [] : [index]));
  const baseline = models.findIndex(({ isBaseline }) => isBaseline);
  const best = findBest(models, learned.length > 0 ? learned : [0], metric);
  const others = learned.filter((index) => index !== best);
  const compare = (other: number, pairs: number[], by: MetricId): Comparison[] =>
    correct(pairs.map((index) => comparePair(models, index, other, by)));
  const used = [...new Set([metric, plain[task]])];
  return {
    metric,
    best,
    comparisons: compare(best, others, metric),
    againstBaseline: baseline < 0 ? [] : used.flatMap((by) => compare(baseline, learned, by)),
  };
}

function findBest(models: readonly ComparedModel[], among: number[], metric: MetricId): number {
  return among.reduce((best, index) =>
    isBetter(metric, models[index]!.observed[metric]!, models[best]!.observed[metric]!)
      ? index
      : best,
  );
}

function comparePair(
  models: readonly ComparedModel[],
  a: number,
  b: number,
  metric: MetricId,
): Comparison {
  const value = (index: number): number => models[index]!.observed[metric]!;
  const [better, worse] = isBetter(metric, value(a), value(b)) ? [a, b] : [b, a];
  const sign = metrics[metric].better === 'higher' ? 1 : -1;
  const replicates = (index: number): number[] =>
    models[index]!.replicates.map((scores) => sign * scores[metric]!);
  const difference = pairedDifference(
    sign * (value(better) - value(worse)),
    replicates(better),
    replicates(worse),
  );
  return { better, worse, metric, ...difference, correctedP: difference.pValue };
}

function correct(comparisons: Comparison[]): Comparison[] {
  const corrected = holmCorrection(comparisons.map(({ pValue }) => pValue));
  return comparisons.map((each, index) => ({ ...each, correctedP: corrected[index]! }));
}
