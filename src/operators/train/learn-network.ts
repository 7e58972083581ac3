import { chooseBackend, type BackendName } from '../../engine/tensors/backend';
import { contextLoss } from '../../engine/tensors/context-loss';
import type { NeuralNetworkOptions } from '../../methods/train/network-options';
import { fitNeuralNetwork } from '../../methods/train/neural-network';
import type { ChooseBackend } from '../../methods/train/probe';
import { searchLearningRate } from '../../methods/train/search-learning-rate';
import { formatNumber } from '../../data/format';
import type { Model } from '../../data/model';
import type { RunContext } from '../contract';
import { parseHidden } from './hidden-layers';
import type { Learn } from './train-model';

export type NetworkParams = Omit<NeuralNetworkOptions, 'hidden'> & {
  hidden: string;
  searchRate: boolean;
  backend: BackendName | 'auto';
};

/** A network as a learner: chooses the backend, then the learning rate where asked, then trains. */
export function learnNetwork(params: NetworkParams, context: RunContext): Learn {
  return async ({ features, target, rows }, common, onRound) => {
    const { epochs, learningRate, batchSize, l2, dropout, patience, scaling } = params;
    const backend = rememberBackend(params.backend, context);
    const options: Partial<NeuralNetworkOptions> = {
      ...{ epochs, learningRate, batchSize, l2, dropout, patience, scaling, ...common },
      hidden: parseHidden(params.hidden),
      chooseBackend: backend.choose,
    };
    if (params.searchRate) {
      context.progress(0.1, 'Searching the learning rate');
      const search = searchLearningRate(features, target, rows, options);
      const [best] = await backend.whileItHolds(search);
      options.learningRate = best!.learningRate;
      context.progress(0.1, `Learning rate ${formatNumber(best!.learningRate)}`);
    }
    const fitted = await backend.whileItHolds(
      fitNeuralNetwork(features, target, rows, options, onRound),
    );
    return { ...fitted, probe: backend.probe() };
  };
}

/** The backend of one run. */
export interface ChosenBackend {
  choose: ChooseBackend;
  probe: () => Model['probe'];
  /** The work's answer, unless the backend is lost before. @throws AppError `training_failed` */
  whileItHolds<T>(work: Promise<T>): Promise<T>;
}

/** Chooses the backend at the first call and keeps to it after that. */
export function rememberBackend(asked: BackendName | 'auto', context: RunContext): ChosenBackend {
  let probe: Model['probe'];
  let lose: (reason: unknown) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => (lose = reject));
  lost.catch(() => undefined);
  return {
    choose: async (startProbe) => {
      if (probe) return;
      context.progress(0.1, asked === 'auto' ? 'Timing the backends' : `Starting ${asked}`);
      ({ probe } = await chooseBackend(asked, startProbe));
      contextLoss().catch(lose);
      await context.pause();
    },
    probe: () => probe,
    whileItHolds: (work) => Promise.race([work, lost]),
  };
}
