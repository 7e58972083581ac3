import type { Assessed } from './assess-binary';
import type { ConfusionCell, Pause } from './bootstrap';
import {
  calibrationBinOf,
  calibrationCurve,
  calibrationError,
  calibrationSums,
  type CalibrationSums,
} from './calibration';
import { createConfusionMatrix, listConfusions, predictedClasses } from './confusion-matrix';
import { classScores, countScores, createClassCounts, type ClassCounts } from './count-scores';
import type { ClassResult, MulticlassModel } from './evaluation';
import { rankOneVersusRest, type OneVersusRest } from './one-versus-rest';
import { brierLosses, logLosses, weightedMean } from './probability-losses';

/**
 * Everything about a model of many classes on some rows: `truth` holds class codes, `probabilities` is
 * rows × classes. The class of the highest probability is predicted, the first among equals.
 * `withRanking` keeps one ranking a class in memory, so that ROC and PR AUC are bootstrapped too.
 */
export async function assessMulticlass(
  truth: Int32Array,
  probabilities: Float64Array,
  classes: readonly string[],
  withRanking: boolean,
  pause: Pause,
): Promise<Assessed<MulticlassModel>> {
  const classCount = classes.length;
  const predicted = predictedClasses(probabilities, classCount);
  const ones = new Uint16Array(truth.length).fill(1);
  const counts = countByClass(truth, predicted, ones, classCount);
  const cells = confusionCells(truth, predicted, classCount);
  const calibration = topCalibration(truth, predicted, probabilities, classCount);
  const ranking = await rankOneVersusRest(truth, probabilities, classCount, withRanking, pause);
  const losses = [logLosses(truth, probabilities), brierLosses(truth, probabilities)] as const;
  return {
    detail: {
      classes: classResults(classes, counts, ranking),
      matrix: createConfusionMatrix(cells, classes, counts),
      confusions: listConfusions(cells, classes),
      calibration: calibrationCurve(calibration(ones)),
    },
    cells,
    fixedScores: ranking.observed,
    scorer: (weights) => ({
      ...countScores(countByClass(truth, predicted, weights, classCount)),
      ...ranking.scorer?.(weights),
      'log-loss': weightedMean(losses[0], weights),
      brier: weightedMean(losses[1], weights),
      ece: calibrationError(calibration(weights)),
    }),
  };
}

/** Calibration of the probability that was given to the predicted class (Guo et al. 2017). */
function topCalibration(
  truth: Int32Array,
  predicted: Int32Array,
  probabilities: Float64Array,
  classCount: number,
): (weights: Uint16Array) => CalibrationSums {
  const confidence = Float64Array.from(
    predicted,
    (code, row) => probabilities[row * classCount + code]!,
  );
  const isRight = Uint8Array.from(truth, (code, row) => (code === predicted[row] ? 1 : 0));
  const binOf = calibrationBinOf(confidence);
  return (weights) => calibrationSums(binOf, confidence, isRight, weights);
}

function countByClass(
  truth: Int32Array,
  predicted: Int32Array,
  weights: Uint16Array,
  classCount: number,
): ClassCounts {
  const counts = createClassCounts(classCount);
  for (let row = 0; row < truth.length; row += 1) {
    const weight = weights[row]!;
    counts.actual[truth[row]!]! += weight;
    counts.predicted[predicted[row]!]! += weight;
    if (truth[row] === predicted[row]) counts.correct[truth[row]!]! += weight;
  }
  return counts;
}

function confusionCells(
  truth: Int32Array,
  predicted: Int32Array,
  classCount: number,
): ConfusionCell[] {
  const rowsOf = new Map<number, number>();
  truth.forEach((actual, row) => {
    const cell = actual * classCount + predicted[row]!;
    rowsOf.set(cell, (rowsOf.get(cell) ?? 0) + 1);
  });
  return [...rowsOf]
    .sort(([a], [b]) => a - b)
    .map(([cell, rows]) => ({
      actual: Math.floor(cell / classCount),
      predicted: cell % classCount,
      rows,
    }));
}

function classResults(
  classes: readonly string[],
  counts: ClassCounts,
  ranking: OneVersusRest,
): ClassResult[] {
  return classes.map((label, index) => ({
    label,
    rows: counts.actual[index]!,
    predicted: counts.predicted[index]!,
    rocAuc: ranking.rocAucs[index]!,
    ...classScores(counts, index),
  }));
}
