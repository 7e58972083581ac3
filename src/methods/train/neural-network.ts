import { getBackend, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import { AppError } from '../../data/app-error';
import type { Features, Target } from '../../data/features';
import { createRandom, shuffle, type Random } from '../../math/random';
import { createAdam, type Optimizer } from './adam';
import { disposeBatches, suitableBatchSize, uploadBatches, type Batch } from './batches';
import { checkClassCount } from './class-limit';
import type { DenseNetwork } from './dense-network';
import { denseTarget, type DenseTarget } from './dense-target';
import type { Fitted, OnRound, TrainingRows } from './fitted';
import { neuralNetworkDefaults, type NeuralNetworkOptions } from './network-options';
import { backward, forward, type Dropout } from './network-step';
import { createPacer, finishPaced, type Pacer } from './pacer';
import {
  applyPreparationInSteps,
  fitPreparationInSteps,
  preparedColumns,
  type DenseMatrix,
  type Preparation,
} from './preparation';
import { ScoreCollector } from './score-collector';
import { adamPlace, probeNetwork, type StepProbe } from './probe';
import { TrainingHistory } from './training-history';
import { initialWeights, toLayers, weightLayout, type WeightBlock } from './weight-layout';

/** A learned network with its preparation. */
export type NeuralNetwork = Fitted & { preparation: Preparation; parameters: DenseNetwork };

/**
 * Multilayer perceptron with ReLU, trained by Adam on log loss or squared error, on the tfjs backend that is
 * set. Prepared rows are uploaded once, batches have one shape, start and order are seeded. With validation rows it
 * stops early and keeps the weights of the best epoch.
 * @throws AppError `training_failed` where the loss is no longer finite.
 */
export async function fitNeuralNetwork(
  features: Features,
  target: Target,
  rows: TrainingRows,
  options: Partial<NeuralNetworkOptions> = {},
  onRound?: OnRound,
): Promise<NeuralNetwork> {
  const settings = { ...neuralNetworkDefaults, ...options };
  checkClassCount(target);
  const seed = settings.seed ?? 1;
  const pacer = createPacer(settings.pause);
  const fitted = await finishPaced(
    fitPreparationInSteps(features, target, rows.train, settings.scaling, seed),
    pacer,
  );
  const held = await finishPaced(
    applyPreparationInSteps(fitted.preparation, features, rows.validation),
    pacer,
  );
  await settings.chooseBackend?.(() => startProbe(fitted.preparation, target, rows, settings));
  const training = new NetworkTraining(target, rows, fitted.training, held, settings, pacer);
  try {
    const history = await training.run(onRound);
    return {
      learner: 'neural-network',
      task: target.task,
      target: target.name,
      classes: target.task === 'regression' ? [] : target.classes,
      columns: preparedColumns(fitted.preparation),
      preparation: fitted.preparation,
      parameters: training.network(),
      history,
      backend: getBackend(),
    };
  } finally {
    training.dispose();
  }
}

class NetworkTraining {
  readonly #target: DenseTarget;
  readonly #blocks: WeightBlock[];
  readonly #optimizer: Optimizer;
  readonly #batches: Batch[];
  readonly #validation: Batch[];
  readonly #dropout: Dropout;
  readonly #random: Random;
  #best: Float32Array;

  constructor(
    target: Target,
    private readonly rows: TrainingRows,
    training: DenseMatrix,
    held: DenseMatrix,
    private readonly settings: NeuralNetworkOptions,
    private readonly pacer: Pacer,
  ) {
    const { weights, soft, hidden, learningRate, l2, dropout, seed = 1 } = settings;
    this.#random = createRandom(seed, 'network');
    this.#target = denseTarget(target, rows.train, weights, soft);
    this.#blocks = weightLayout([training.width, ...hidden, this.#target.outputs]);
    this.#best = initialWeights(this.#blocks, this.#target.start, this.#random.fork('start'));
    const place = adamPlace(getBackend());
    this.#optimizer = createAdam(place, this.#blocks, this.#best, learningRate, l2);
    this.#dropout = { share: dropout, random: this.#random.fork('dropout') };
    const size = settings.batchSize || suitableBatchSize(rows.train.length);
    const dealing = this.#random.fork('deal');
    this.#batches = uploadBatches(training, this.#target, rows.train, size, weights, dealing);
    this.#validation = uploadBatches(held, this.#target, rows.validation, 4 * size, weights);
  }

  async run(onRound?: OnRound): Promise<Fitted['history']> {
    const { epochs, patience } = this.settings;
    const history = new TrainingHistory(epochs, patience);
    const order = Uint32Array.from(this.#batches, (_, index) => index);
    const shuffling = this.#random.fork('order');
    for (let epoch = 1; epoch <= epochs && !history.stopped; epoch += 1) {
      const loss = await this.#trainEpoch(shuffle(order, shuffling));
      checkLoss(loss, epoch, this.settings.learningRate);
      const isBest = history.add(loss, await this.#validationLoss());
      if (isBest) this.#best = await this.#optimizer.read();
      await history.tell(onRound);
    }
    return history.finish();
  }

  network(): DenseNetwork {
    const { center, scale } = this.#target;
    return { layers: toLayers(this.#blocks, this.#best), center, scale };
  }

  dispose(): void {
    this.#optimizer.dispose();
    disposeBatches([...this.#batches, ...this.#validation]);
  }

  /** Mean loss over the epoch, each batch before its step. */
  async #trainEpoch(order: Uint32Array): Promise<number> {
    const collector = new ScoreCollector(this.#target);
    try {
      for (const index of order) {
        const batch = this.#batches[index]!;
        collector.add(this.#step(batch), batch.rows);
        if (collector.isFull) await collector.flush();
        if (this.pacer.isDue()) await this.pacer.pause();
      }
      return await collector.finish();
    } finally {
      collector.dispose();
    }
  }

  #step(batch: Batch): Tensor2D {
    return tidy(() => {
      const { scores, gradients } = backward(
        this.#optimizer.weights(),
        batch,
        this.#target.link,
        this.#dropout,
      );
      this.#optimizer.apply(gradients);
      return scores;
    });
  }

  async #validationLoss(): Promise<number | undefined> {
    if (this.rows.validation.length === 0) return undefined;
    const collector = new ScoreCollector(this.#target);
    try {
      for (const { x, rows } of this.#validation) {
        collector.add(
          tidy(() => forward(this.#optimizer.weights(), x)),
          rows,
        );
        if (collector.isFull) await collector.flush();
        if (this.pacer.isDue()) await this.pacer.pause();
      }
      return await collector.finish();
    } finally {
      collector.dispose();
    }
  }
}

function startProbe(
  { width }: Preparation,
  target: Target,
  rows: TrainingRows,
  { hidden, batchSize }: NeuralNetworkOptions,
): StepProbe {
  const { outputs, link } = denseTarget(target, rows.train);
  const size = Math.min(batchSize || suitableBatchSize(rows.train.length), rows.train.length);
  return probeNetwork([width, ...hidden, outputs], size, link, getBackend());
}

function checkLoss(loss: number, epoch: number, learningRate: number): void {
  if (Number.isFinite(loss)) return;
  throw new AppError(
    'training_failed',
    `The loss is ${loss} after epoch ${epoch} at learning rate ${learningRate}: lower the learning rate`,
    { epoch, learningRate, loss: String(loss) },
  );
}
