import type { Scaling } from './dense-columns';
import type { LearnerOptions } from './fitted';
import type { ChooseBackend } from './probe';

export interface NeuralNetworkOptions extends LearnerOptions {
  /** Units of each hidden layer. */
  hidden: number[];
  epochs: number;
  /** Most rows a step; 0 chooses by the number of training rows. */
  batchSize: number;
  learningRate: number;
  l2: number;
  dropout: number;
  /** Epochs without a better validation loss before it stops; needs validation rows. */
  patience: number;
  scaling: Scaling;
  /** Probabilities of the classes by row of the table, row-major, in place of the target's classes. */
  soft?: Float64Array;
  /** Called once, before any tensor is made. */
  chooseBackend?: ChooseBackend;
}

export const neuralNetworkDefaults: NeuralNetworkOptions = {
  hidden: [64, 32],
  epochs: 200,
  batchSize: 0,
  learningRate: 0.001,
  l2: 1e-4,
  dropout: 0,
  patience: 15,
  scaling: 'standard',
};
