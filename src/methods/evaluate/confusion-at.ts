import { binaryCells } from './assess-binary';
import { createCountResampler } from './bootstrap';
import { classCountsOf, classScores, countScores } from './count-scores';
import { countRandom } from './count-resamples';
import type { BinaryEvaluation, Evaluation, ScoreWithInterval } from './evaluation';
import { percentileInterval } from './interval';
import type { MetricId } from './metrics';
import { countsAt, type BinaryCounts } from './threshold-table';

/** What a two-class model does at one threshold. Shares are NaN where they have no value. */
export interface ThresholdScores extends BinaryCounts {
  threshold: number;
  accuracy: number;
  balancedAccuracy: number;
  precision: number;
  recall: number;
  /** True negatives ÷ negatives. */
  specificity: number;
  f1: number;
  mcc: number;
  /** Share of the rows that are called positive. */
  selectionRate: number;
}

/**
 * Counts and scores of model number `model` where scores at or above `threshold` are called positive.
 * O(log n): made for a slider. In an evaluation without all thresholds, exact at multiples of 1/1000.
 * @throws RangeError where the evaluation has no two classes, or no such model.
 */
export function confusionAt(
  evaluation: Evaluation,
  model: number,
  threshold: number,
): ThresholdScores {
  const counts = countsAt(getModel(evaluation, model).thresholds, threshold);
  const { truePositives, falsePositives, trueNegatives } = counts;
  const classCounts = classCountsOf(counts);
  const scores = countScores(classCounts);
  return {
    threshold,
    ...counts,
    ...classScores(classCounts, 1),
    accuracy: scores.accuracy!,
    balancedAccuracy: scores['balanced-accuracy']!,
    mcc: scores.mcc!,
    specificity: trueNegatives / (trueNegatives + falsePositives),
    selectionRate: (truePositives + falsePositives) / evaluation.rowCount,
  };
}

/**
 * The scores of hard predictions at a threshold with their 95 % intervals: the same as in the evaluation where
 * the threshold is. O(resamples), some milliseconds.
 */
export function scoresAt(
  evaluation: Evaluation,
  model: number,
  threshold: number,
  resamples = 1000,
): ScoreWithInterval[] {
  const counts = countsAt(getModel(evaluation, model).thresholds, threshold);
  const observed = countScores(classCountsOf(counts), 1);
  const draw = createCountResampler(binaryCells(counts), 2, countRandom(evaluation.seed), 1);
  const replicates = Array.from({ length: resamples }, draw);
  return (Object.entries(observed) as [MetricId, number][]).map(([metric, value]) => ({
    metric,
    value,
    ...percentileInterval(replicates.map((scores) => scores[metric]!)),
  }));
}

function getModel(evaluation: Evaluation, model: number): BinaryEvaluation['models'][number] {
  if (evaluation.task !== 'binary') throw new RangeError(`no threshold: ${evaluation.task}`);
  const found = evaluation.models[model];
  if (!found) throw new RangeError(`no model ${model}: there are ${evaluation.models.length}`);
  return found;
}
