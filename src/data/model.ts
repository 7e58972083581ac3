import type { Split } from './split';

/** What is predicted: one of two classes, one of many, or a number. */
export type Task = 'binary' | 'multiclass' | 'regression';

/**
 * A trained model with all it needs to be used again: plain data, structured-clonable.
 * `preparation` and `parameters` are defined in `methods/train`, which alone reads them.
 */
export interface Model {
  learner: string;
  task: Task;
  target: string;
  /** Class labels in the order of the predicted probabilities; empty for regression. */
  classes: string[];
  /** Columns that must be there to predict. */
  columns: string[];
  preparation: object;
  parameters: object;
  /** Loss per round or epoch, in the learner's own loss (log loss in nats, or mean squared error). */
  history: {
    train: number[];
    validation: number[];
    /** Rounds or epochs that the kept parameters have seen: 1 is the first. */
    bestRound: number;
    stopped: 'finished' | 'early' | 'by user';
  };
  /** Where the arithmetic ran: `webgl`, `wasm`, `cpu` for tfjs, `js` for our own. */
  backend: string;
  seed: number;
  durationMs: number;
  rows: { train: number; validation: number; test: number; leftOut: number };
  split: Split;
  /** The table that it learned from. */
  tableFingerprint: string;
  /** How it does beside the baselines, as measured right after training. */
  quality?: ModelQuality;
  /** Columns that were asked for and not used, with the reason. */
  dropped?: { column: string; reason: string }[];
  /** Of `durationMs`, what the learner took: without reading the table and without judging. */
  learnerDurationMs?: number;
  /** Milliseconds a training step on each tfjs backend that could be tried, the quickest first. */
  probe?: { backend: string; msPerStep: number }[];
}

/** Scores of a model and of the baselines on the same rows. */
export interface ModelQuality {
  /** Which rows: validation where there are any, else those that it learned from. */
  on: 'validation' | 'training';
  rows: number;
  model: QualityScores;
  baselines: { learner: string; says: string; scores: QualityScores }[];
  /** Index of the baseline with the lowest loss: what the model must beat. */
  strongest: number;
  /**
   * Mean loss of that baseline less that of the model, by row (log loss, or squared error), with its 95 % paired
   * bootstrap interval. The model is better by more than chance where `low` is above 0.
   */
  gain: { mean: number; low: number; high: number; resamples: number };
  /** McNemar's test of the right answers of both; absent for a regression. */
  mcNemar?: { onlyModel: number; onlyBaseline: number; pValue: number };
}

export type QualityScores =
  { accuracy: number; logLoss: number } | { rmse: number; mae: number; r2: number };
