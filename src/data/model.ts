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
}
