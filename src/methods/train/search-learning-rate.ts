import { AppError } from '../../data/app-error';
import type { Features, Target } from '../../data/features';
import type { TrainingRows } from './fitted';
import type { NeuralNetworkOptions } from './network-options';
import { fitNeuralNetwork } from './neural-network';

/** Learning rates that are tried, about half a power of ten apart. */
export const triedLearningRates: readonly number[] = [0.0003, 0.001, 0.003, 0.01, 0.03];

const trialEpochs = 5;

/** A learning rate and the loss that it reached; `Infinity` where the training diverged. */
export interface LearningRateTrial {
  learningRate: number;
  loss: number;
}

/**
 * Trains a network for 5 epochs with each learning rate, same start and order, and answers all of them, that with the
 * lowest loss (of the validation rows, or of the training rows where there are none) first.
 */
export async function searchLearningRate(
  features: Features,
  target: Target,
  rows: TrainingRows,
  options: Partial<NeuralNetworkOptions>,
): Promise<LearningRateTrial[]> {
  const trials: LearningRateTrial[] = [];
  for (const learningRate of triedLearningRates) {
    const settings = { ...options, learningRate, epochs: trialEpochs, patience: Infinity };
    trials.push({ learningRate, loss: await reachedLoss(features, target, rows, settings) });
  }
  return trials.sort((one, other) => one.loss - other.loss);
}

async function reachedLoss(
  features: Features,
  target: Target,
  rows: TrainingRows,
  options: Partial<NeuralNetworkOptions>,
): Promise<number> {
  try {
    const { history } = await fitNeuralNetwork(features, target, rows, options);
    return history.validation.at(-1) ?? history.train.at(-1)!;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'training_failed') return Infinity;
    throw thrown;
  }
}
