import type { Scaling } from './dense-columns';
import type { LearnerOptions } from './fitted';
import type { ChooseBackend } from './probe';

export interface LinearModelOptions extends LearnerOptions {
  /** Most steps of the search for the minimum. */
  iterations: number;
  /**
   * Strength of the penalty on the squared weights of the prepared columns: `alpha` of scikit-learn's `Ridge`,
   * 1 / `C` of its `LogisticRegression`.
   */
  l2: number;
  scaling: Scaling;
  /** Probabilities of the classes by row of the table, row-major, in place of the target's classes. */
  soft?: Float64Array;
  /** Called once, before any tensor is made. */
  chooseBackend?: ChooseBackend;
}

export const linearModelDefaults: LinearModelOptions = {
  iterations: 300,
  l2: 1,
  scaling: 'standard',
};
