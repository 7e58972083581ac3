import type { Model } from '../../data/model';

/** A learner's answer: the part of a model that `predict` needs. */
export type Predictor = Pick<
  Model,
  'learner' | 'task' | 'target' | 'classes' | 'columns' | 'preparation' | 'parameters'
>;

/** A learner's answer with how it came about; with split, times and rows it becomes a `Model`. */
export type Fitted = Predictor & Pick<Model, 'history' | 'backend'>;

/** Row numbers of the table that train and that validate. No validation rows: no early stopping. */
export interface TrainingRows {
  train: Uint32Array;
  validation: Uint32Array;
}

/** One round (of trees) or epoch (of steps) that is over. */
export interface Round {
  /** 1 for the first. */
  round: number;
  /** How many there can be at most. */
  rounds: number;
  history: { train: number[]; validation: number[] };
}

/**
 * Called after each round and waited for. `false` ends the training and keeps the best so far; to cancel, throw.
 */
export type OnRound = (round: Round) => Promise<boolean | void> | boolean | void;

/** What every learner takes besides its own options. */
export interface LearnerOptions {
  seed?: number;
  /** A weight for each row of the features (not only of those that train); 1 where absent. */
  weights?: Float64Array;
  /** Waited for at least every 50 ms of work, to let messages in; to cancel, throw. */
  pause?: () => Promise<void>;
}
