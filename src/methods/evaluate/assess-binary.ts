import type { ConfusionCell, Scorer } from './bootstrap';
import {
  calibrationBinOf,
  calibrationCurve,
  calibrationError,
  calibrationSums,
} from './calibration';
import { classCountsOf, countScores } from './count-scores';
import { gainsCurve, liftAt, precisionRecallCurve, rocCurve } from './curve';
import type { BinaryModel, ModelScores } from './evaluation';
import type { Scores } from './metrics';
import { brierLosses, logLosses, weightedMean } from './probability-losses';
import { createRanking, splitByClass, type Ranking } from './ranking';
import { rankingScores } from './ranking-scores';
import { countsAt, thinThresholds, thresholdTable, type BinaryCounts } from './threshold-table';

/** A model's evaluation without its scores, and what the bootstrap needs to make them. */
export interface Assessed<M extends ModelScores> {
  detail: Omit<M, keyof ModelScores>;
  scorer: Scorer;
  /** Confusion counts of hard predictions; absent for regression. */
  cells?: ConfusionCell[];
  /** Scores that the scorer may leave out because they cost too much to resample. */
  fixedScores?: Scores;
}

/**
 * Everything about a two-class model on some rows: `truth` holds class codes, `probabilities` rows × 2, and
 * `positive` is the code of the positive class. O(n log n).
 */
export function assessBinary(
  truth: Int32Array,
  probabilities: Float64Array,
  positive: number,
  threshold: number,
): Assessed<BinaryModel> {
  const { isPositive, scores } = splitByClass(truth, probabilities, 2, positive);
  const ranking = createRanking(isPositive, scores);
  const all = thresholdTable(ranking);
  const table = thinThresholds(all);
  const binOf = calibrationBinOf(scores);
  const ones = new Uint16Array(truth.length).fill(1);
  return {
    detail: {
      threshold,
      thresholds: table,
      hasAllThresholds: table === all,
      roc: rocCurve(table),
      precisionRecall: precisionRecallCurve(table),
      gains: gainsCurve(table),
      liftAtTenth: liftAt(all, 0.1),
      calibration: calibrationCurve(calibrationSums(binOf, scores, isPositive, ones)),
    },
    cells: binaryCells(countsAt(all, threshold)),
    scorer: createScorer(truth, probabilities, isPositive, scores, ranking, threshold),
  };
}

/** Two-class counts as cells of a confusion matrix: class 0 is negative, class 1 positive. */
export function binaryCells(counts: BinaryCounts): ConfusionCell[] {
  return [
    { actual: 1, predicted: 1, rows: counts.truePositives },
    { actual: 0, predicted: 1, rows: counts.falsePositives },
    { actual: 1, predicted: 0, rows: counts.falseNegatives },
    { actual: 0, predicted: 0, rows: counts.trueNegatives },
  ];
}

function createScorer(
  truth: Int32Array,
  probabilities: Float64Array,
  isPositive: Uint8Array,
  scores: Float64Array,
  ranking: Ranking,
  threshold: number,
): Scorer {
  const logs = logLosses(truth, probabilities);
  const squares = brierLosses(truth, probabilities);
  const binOf = calibrationBinOf(scores);
  const cellOf = isPositive.map((is, row) => 2 * is + (scores[row]! >= threshold ? 1 : 0));
  return (weights) => {
    const { rocAuc, averagePrecision } = rankingScores(ranking, weights);
    return {
      ...countScores(classCountsOf(weightedCounts(cellOf, weights)), 1),
      'roc-auc': rocAuc,
      'pr-auc': averagePrecision,
      'log-loss': weightedMean(logs, weights),
      brier: weightedMean(squares, weights),
      ece: calibrationError(calibrationSums(binOf, scores, isPositive, weights)),
    };
  };
}

/** Counts by cell, which is 2 for a positive row plus 1 where it is called positive. */
function weightedCounts(cellOf: Uint8Array, weights: Uint16Array): BinaryCounts {
  const sums = new Float64Array(4);
  for (let row = 0; row < cellOf.length; row += 1) sums[cellOf[row]!]! += weights[row]!;
  return {
    truePositives: sums[3]!,
    falsePositives: sums[1]!,
    falseNegatives: sums[2]!,
    trueNegatives: sums[0]!,
  };
}
