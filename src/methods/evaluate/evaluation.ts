import type { CalibrationBin } from './calibration';
import type { ClassScores } from './count-scores';
import type { Curve } from './curve';
import type { Density } from './density';
import type { Interval, PairedDifference } from './interval';
import type { MetricId } from './metrics';
import type { ThresholdTable } from './threshold-table';

/** A score with its 95 % bootstrap interval; NaN where it has no value. */
export interface ScoreWithInterval extends Interval {
  metric: MetricId;
  value: number;
}

/** What every model's evaluation holds. */
export interface ModelScores {
  /** Tells models of one evaluation apart; shown to the user. */
  name: string;
  learner: string;
  /** Learned nothing from the features: always the majority class, or the mean. */
  isBaseline: boolean;
  scores: ScoreWithInterval[];
}

export interface BinaryModel extends ModelScores {
  /** Score at or above which this model calls a row positive; 0 or Infinity for a baseline, which never changes. */
  threshold: number;
  thresholds: ThresholdTable;
  /** Whether every distinct score is among the thresholds. */
  hasAllThresholds: boolean;
  roc: Curve;
  precisionRecall: Curve;
  gains: Curve;
  /** Lift among the top tenth of the rows. */
  liftAtTenth: number;
  calibration: CalibrationBin[];
}

export interface ClassResult extends ClassScores {
  label: string;
  /** Rows of this class. */
  rows: number;
  predicted: number;
  /** One against the rest; NaN where the class is absent, or all there is. */
  rocAuc: number;
}

/** A confusion matrix, cut to the largest classes with the others taken together as the last. */
export interface ConfusionMatrix {
  labels: string[];
  /** Rows by actual (first index) and predicted class. */
  counts: number[][];
  /** Classes that the last label takes together; 0 where all are shown. */
  otherClasses: number;
}

export interface Confusion {
  actual: string;
  predicted: string;
  rows: number;
}

export interface MulticlassModel extends ModelScores {
  classes: ClassResult[];
  matrix: ConfusionMatrix;
  /** The most frequent mistakes, most frequent first. */
  confusions: Confusion[];
  /** Of the probability given to the predicted class. */
  calibration: CalibrationBin[];
}

/** Pairs of numbers by row, or how many fall in each cell of a grid. */
export type Scatter =
  { kind: 'points'; x: Float64Array; y: Float64Array } | { kind: 'density'; density: Density };

export interface RegressionModel extends ModelScores {
  /** x predicted, y actual. */
  predictedActual: Scatter;
  /** x predicted, y residual (actual − predicted). */
  residuals: Scatter;
  residualQuantiles: { share: number; value: number }[];
  meanResidual: number;
  mapeRows: number;
}

/** Two models on the same rows, by one metric; `difference` is in favour of `better`. */
export interface Comparison extends PairedDifference {
  /** Indices into `models`. */
  better: number;
  worse: number;
  metric: MetricId;
  /** p-value corrected (Holm) for the comparisons of its kind: with the best model, or with the baseline. */
  correctedP: number;
}

interface EvaluationBase {
  rowCount: number;
  /** The metric that decides which model is best. */
  metric: MetricId;
  /** Index of the best model that is no baseline. */
  best: number;
  /** The best against each other model. */
  comparisons: Comparison[];
  /** Each model against the baseline. */
  againstBaseline: Comparison[];
  /** Bootstrap resamples of rows that were made. */
  resamples: number;
  seed: number;
}

export interface BinaryEvaluation extends EvaluationBase {
  task: 'binary';
  positive: string;
  negative: string;
  models: BinaryModel[];
}

export interface MulticlassEvaluation extends EvaluationBase {
  task: 'multiclass';
  classes: string[];
  models: MulticlassModel[];
  /** Why ROC and PR AUC have no interval; absent where they have. */
  noRankingIntervals?: string;
}

export interface RegressionEvaluation extends EvaluationBase {
  task: 'regression';
  models: RegressionModel[];
}

export type Evaluation = BinaryEvaluation | MulticlassEvaluation | RegressionEvaluation;

/** A score of a model by metric; `undefined` where the metric does not apply. */
export function findScore(model: ModelScores, metric: MetricId): ScoreWithInterval | undefined {
  return model.scores.find((score) => score.metric === metric);
}
