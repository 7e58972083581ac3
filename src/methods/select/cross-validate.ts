import type { Features, Target } from '../../data/features';
import { fitBoostedTrees } from '../train/boosted-trees';
import { selectRows } from '../train/feature-views';
import { foldRows, stratifiedFolds } from '../train/folds';
import { predict } from '../train/predict';
import { rankStrata } from '../train/split';
import { fitsTask, scorePredictions, usualMetric, type SelectionMetric } from './score-predictions';

/** A score on rows that were not learned from, mean and standard deviation (sample) over the folds. */
export interface CrossValidated {
  metric: SelectionMetric;
  mean: number;
  std: number;
  folds: number;
  /** Rows with a target, all of them scored once. */
  rows: number;
  byFold: number[];
}

/** Trees of a cheap learner: enough to compare sets of columns, too few to be the model. */
const cheapTrees = { rounds: 40, learningRate: 0.2, maxLeaves: 15 };

/** Trees that are grown in a fold at most, over all classes. */
const mostTrees = 160;

/**
 * Score of small boosted trees by stratified k-fold cross-validation. Rows without a target take no part.
 * `pause` is waited for at least every 50 ms; to cancel, throw from it.
 * @throws RangeError where there are fewer rows than folds, or the metric does not fit the target.
 */
export async function crossValidateTrees(
  features: Features,
  target: Target,
  folds: number,
  seed: number,
  pause: (share: number) => Promise<void>,
  metric: SelectionMetric = usualMetric(target.task),
): Promise<CrossValidated> {
  if (!fitsTask(metric, target.task)) throw new RangeError(`${metric} is not for ${target.task}`);
  const strata =
    target.task === 'regression' ? rankStrata(finiteOnly(target.values)) : target.codes;
  const parts = foldRows(stratifiedFolds(strata, folds, seed), folds);
  const byFold: number[] = [];
  for (const { train, validation } of parts) {
    const rounds = Math.max(
      5,
      Math.min(cheapTrees.rounds, Math.floor(mostTrees / outputs(target))),
    );
    const fitted = await fitBoostedTrees(
      features,
      target,
      { train, validation: new Uint32Array() },
      { ...cheapTrees, rounds, seed, pause: () => pause(byFold.length / folds) },
      () => pause(byFold.length / folds),
    );
    const predictions = predict(fitted, selectRows(features, validation));
    byFold.push(scorePredictions(metric, pickTarget(target, validation), predictions));
  }
  const rows = parts.reduce((sum, { validation }) => sum + validation.length, 0);
  return { metric, ...summarize(byFold), folds, rows, byFold };
}

/** The target of some rows only. */
export function pickTarget(target: Target, rows: Uint32Array): Target {
  return target.task === 'regression'
    ? { ...target, values: Float64Array.from(rows, (row) => target.values[row]) }
    : { ...target, codes: Int32Array.from(rows, (row) => target.codes[row]) };
}

function finiteOnly(values: Float64Array): Float64Array {
  return values.map((value) => (Number.isFinite(value) ? value : NaN));
}

function outputs(target: Target): number {
  return target.task === 'multiclass' ? target.classes.length : 1;
}

function summarize(scores: readonly number[]): { mean: number; std: number } {
  const known = scores.filter((score) => !Number.isNaN(score));
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
  const squares = known.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return { mean, std: known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : 0 };
}
