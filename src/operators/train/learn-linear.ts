import type { BackendName } from '../../engine/tensors/backend';
import { fitLinearModel } from '../../methods/train/linear-model';
import type { LinearModelOptions } from '../../methods/train/linear-options';
import type { RunContext } from '../contract';
import { rememberBackend } from './learn-network';
import type { Learn } from './train-model';

export type LinearParams = Pick<LinearModelOptions, 'iterations' | 'l2' | 'scaling'> & {
  backend: BackendName | 'auto';
};

/** A linear model as a learner: chooses the backend, then searches the minimum. */
export function learnLinear(params: LinearParams, context: RunContext): Learn {
  return async ({ features, target, rows }, common, onRound) => {
    const { iterations, l2, scaling } = params;
    const backend = rememberBackend(params.backend, context);
    const options = { iterations, l2, scaling, ...common, chooseBackend: backend.choose };
    const fitted = await backend.whileItHolds(
      fitLinearModel(features, target, rows, options, onRound),
    );
    return { ...fitted, probe: backend.probe() };
  };
}
