import { getBackend } from '@tensorflow/tfjs-core';
import { AppError } from '../../data/app-error';
import type { Features, Target } from '../../data/features';
import { minimise } from '../../math/lbfgs';
import { checkClassCount } from './class-limit';
import { forwardNetwork, type DenseLayer, type DenseNetwork } from './dense-network';
import { denseTarget, type DenseTarget } from './dense-target';
import type { Fitted, OnRound, TrainingRows } from './fitted';
import { linearModelDefaults, type LinearModelOptions } from './linear-options';
import { LinearObjective } from './linear-objective';
import { createPacer, finishPaced } from './pacer';
import {
  applyPreparationInSteps,
  fitPreparationInSteps,
  preparedColumns,
  type DenseMatrix,
  type Preparation,
} from './preparation';
import { probeLinear } from './probe';
import { TrainingHistory } from './training-history';

/** A learned linear model with its preparation. */
export type LinearModel = Fitted & { preparation: Preparation; parameters: DenseNetwork };

/**
 * Ridge regression, or logistic regression with an L2 penalty (multinomial for more than two classes), at the
 * minimum of its loss: by L-BFGS over all rows rather than by Adam, since there is one minimum and it should be
 * reached. Products run on the tfjs backend that is set. Validation rows only draw their curve: the penalty, not an
 * early stop, keeps the model simple.
 * @throws AppError `training_failed` where the loss is no longer finite.
 */
export async function fitLinearModel(
  features: Features,
  target: Target,
  rows: TrainingRows,
  options: Partial<LinearModelOptions> = {},
  onRound?: OnRound,
): Promise<LinearModel> {
  const settings = { ...linearModelDefaults, ...options };
  checkClassCount(target);
  const { scaling, seed = 1 } = settings;
  const pacer = createPacer(settings.pause);
  const { preparation, training } = await finishPaced(
    fitPreparationInSteps(features, target, rows.train, scaling, seed),
    pacer,
  );
  const held = await finishPaced(
    applyPreparationInSteps(preparation, features, rows.validation),
    pacer,
  );
  const wanted = denseTarget(target, rows.train, settings.weights, settings.soft);
  await settings.chooseBackend?.(() => probeLinear(preparation.width, wanted));
  const { network, history } = await search(training, held, wanted, rows, settings, onRound);
  return {
    learner: target.task === 'regression' ? 'linear' : 'logistic',
    task: target.task,
    target: target.name,
    classes: target.task === 'regression' ? [] : target.classes,
    columns: preparedColumns(preparation),
    preparation,
    parameters: network,
    history,
    backend: getBackend(),
  };
}

async function search(
  training: DenseMatrix,
  held: DenseMatrix,
  target: DenseTarget,
  rows: TrainingRows,
  settings: LinearModelOptions,
  onRound: OnRound | undefined,
): Promise<{ network: DenseNetwork; history: Fitted['history'] }> {
  const { iterations, weights, l2, pause } = settings;
  const history = new TrainingHistory(iterations, Infinity);
  const pacer = createPacer(pause);
  const objective = new LinearObjective(training, target, rows.train, weights, l2, pacer);
  try {
    const start = new Float64Array((training.width + 1) * target.outputs);
    start.set(target.start, training.width * target.outputs);
    const onStep = async (point: Float64Array): Promise<boolean> => {
      const isHeld = held.rowCount > 0;
      history.add(
        objective.lastLoss,
        isHeld ? heldLoss(point, held, target, rows.validation) : undefined,
      );
      if (pacer.isDue()) await pacer.pause();
      await history.tell(onRound);
      return !history.stopped;
    };
    const limits = { iterations, gradientTolerance: 1e-5, valueTolerance: 1e-8 };
    const minimum = await minimise((point) => objective.evaluate(point), start, limits, onStep);
    checkMinimum(minimum.value);
    if (history.train.length === 0) history.add(objective.lastLoss);
    const layer = toLayer(minimum.point, training.width, target.outputs);
    const { center, scale } = target;
    return { network: { layers: [layer], center, scale }, history: history.finish() };
  } finally {
    objective.dispose();
  }
}

function heldLoss(
  point: Float64Array,
  held: DenseMatrix,
  target: DenseTarget,
  rows: Uint32Array,
): number {
  const scores = forwardNetwork([toLayer(point, held.width, target.outputs)], held);
  const { sum, weight } = target.loss(scores, rows);
  return sum / weight;
}

function toLayer(point: Float64Array, inputs: number, outputs: number): DenseLayer {
  return {
    inputs,
    outputs,
    weights: Float32Array.from(point.subarray(0, inputs * outputs)),
    bias: Float32Array.from(point.subarray(inputs * outputs)),
  };
}

function checkMinimum(value: number): void {
  if (Number.isFinite(value)) return;
  throw new AppError(
    'training_failed',
    `The loss is ${value}: a column or the target holds values too large to add up; scale or clip them`,
    { loss: String(value) },
  );
}
