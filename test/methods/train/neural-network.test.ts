import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/data/features';
import { createRandom } from '../../../src/math/random';
import { createAdam } from '../../../src/methods/train/adam';
import type { Batch } from '../../../src/methods/train/batches';
import type { DenseTarget } from '../../../src/methods/train/dense-target';
import type { NeuralNetworkOptions } from '../../../src/methods/train/network-options';
import { backward, forward } from '../../../src/methods/train/network-step';
import { fitNeuralNetwork } from '../../../src/methods/train/neural-network';
import { predict } from '../../../src/methods/train/predict';
import { rowLosses, summariseLosses } from '../../../src/methods/train/row-losses';
import { searchLearningRate } from '../../../src/methods/train/search-learning-rate';
import { initialWeights, weightLayout } from '../../../src/methods/train/weight-layout';
import {
  categoryColumn,
  classTarget,
  featuresOf,
  numberColumn,
  numberTarget,
  rowRange,
} from '../../support/features';
import { tensorCount, useTensors } from '../../support/tensors';

const random = createRandom(6);
const count = 600;
const [a, b] = [0, 1].map(() => Float64Array.from({ length: count }, () => 2 * random.next() - 1));
const group = Array.from({ length: count }, () =>
  random.next() < 0.1 ? null : 'xyz'.charAt(random.below(3)),
);
const features = featuresOf([
  numberColumn('a', a!),
  numberColumn('b', b!),
  categoryColumn('group', group),
]);
const rows = { train: rowRange(0, 400), validation: rowRange(400, count) };

/** Which quarter a point is in: nothing that a linear model could learn. */
const crossed = classTarget(
  a!.map((x, row) => Number(x * b![row]! > 0)),
  2,
);
const quarters = classTarget(
  a!.map((x, row) => Number(x > 0) + 2 * Number(b![row]! > 0)),
  4,
);
const product = numberTarget(a!.map((x, row) => 100 + 30 * x * b![row]!));

const quick: Partial<NeuralNetworkOptions> = { hidden: [16, 8], epochs: 80, learningRate: 0.01 };
const fit = (target: Target, options: Partial<NeuralNetworkOptions> = {}) =>
  fitNeuralNetwork(features, target, rows, { ...quick, ...options });

const scoresOf = async (target: Target, options?: Partial<NeuralNetworkOptions>) => {
  const model = await fit(target, options);
  return summariseLosses(
    rowLosses(predict(model, features), target, rows.validation),
    target,
    rows.validation,
  );
};

describe.each(['cpu', 'wasm'] as const)('fitNeuralNetwork on %s', (backend) => {
  beforeAll(() => useTensors(backend));
  afterEach(() => expect(tensorCount()).toBe(0));

  it('learns what no line can tell: two classes', async () => {
    expect(await scoresOf(crossed)).toMatchObject({
      accuracy: expect.toSatisfy((x: number) => x > 0.9),
    });
  });

  it('learns four classes', async () => {
    expect(await scoresOf(quarters)).toMatchObject({
      accuracy: expect.toSatisfy((x: number) => x > 0.9),
    });
  });

  it('learns numbers', async () => {
    expect(await scoresOf(product)).toMatchObject({ r2: expect.toSatisfy((x: number) => x > 0.9) });
  });

  it('predicts in plain arrays what it learned with tensors', async () => {
    const model = await fit(quarters, { epochs: 3 });
    const { losses } = rowLosses(predict(model, features), quarters, rows.validation);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(mean).toBeCloseTo(Math.min(...model.history.validation), 5);
    expect(model.backend).toBe(backend);
  });

  it('gives the same network for the same seed and another for another', async () => {
    const weights = async (seed: number) =>
      (await fit(crossed, { epochs: 3, seed, dropout: 0.2 })).parameters.layers;
    expect(await weights(1)).toEqual(await weights(1));
    expect(await weights(2)).not.toEqual(await weights(1));
  });

  it('stops early and keeps the weights of the best epoch', async () => {
    const { history } = await fit(crossed, { epochs: 400, patience: 4, learningRate: 0.05 });
    expect(history.stopped).toBe('early');
    expect(history.validation[history.bestRound - 1]).toBe(Math.min(...history.validation));
    expect(history.validation).toHaveLength(history.bestRound + 4);
  });

  it('says so when it diverges, and leaves no tensor', async () => {
    const wild =
      product.task === 'regression' ? numberTarget(product.values.map((x) => x * 1e4)) : product;
    await expect(fit(wild, { learningRate: 1e38 })).rejects.toMatchObject({
      code: 'training_failed',
      message: expect.stringMatching(
        /The loss is (NaN|Infinity) after epoch \d+ at learning rate 1e\+38: lower/,
      ),
    });
  });

  it('leaves no tensor when it is cancelled', async () => {
    const cancel = () => Promise.reject(new Error('cancelled'));
    await expect(fitNeuralNetwork(features, crossed, rows, quick, cancel)).rejects.toThrow(
      'cancelled',
    );
    const pause = () => Promise.reject(new Error('cancelled between steps'));
    const slow = { ...quick, hidden: [512, 512], pause };
    await expect(fitNeuralNetwork(features, crossed, rows, slow)).rejects.toThrow('between steps');
  });

  it('stops when asked, and keeps the best so far', async () => {
    const { history } = await fitNeuralNetwork(
      features,
      crossed,
      rows,
      quick,
      ({ round }) => round < 2,
    );
    expect(history).toMatchObject({ stopped: 'by user', train: { length: 2 } });
  });

  it('computes the gradient that differences give', async () => {
    const blocks = weightLayout([3, 5, 4, 2]);
    const own = createRandom(3);
    const start = initialWeights(blocks, new Float64Array(2), own).map(
      (weight) => weight + 0.05 * own.normal(),
    );
    const numbers = (size: number) => Float32Array.from({ length: size }, () => own.normal());
    const y = Float32Array.from({ length: 16 }, (_, at) => Number((at + (at >> 1)) % 2));
    const batch: Batch = {
      x: tensor2d(numbers(24), [8, 3]),
      y: tensor2d(y, [8, 2]),
      weight: tensor2d(new Float32Array(8).fill(1 / 8), [8, 1]),
      rows: new Uint32Array(8),
    };
    const scoresAt = (weights: Float32Array) => {
      const adam = createAdam('host', blocks, weights, 1, 0);
      return tidy(() => forward(adam.weights(), batch.x).dataSync().slice());
    };
    for (const link of ['logistic', 'softmax', 'identity'] as const) {
      const found = tidy(() =>
        backward(createAdam('host', blocks, start, 1, 0).weights(), batch, link, {
          share: 0,
          random: own,
        }).gradients.flatMap((gradient) => [...gradient.dataSync()]),
      );
      found.forEach((slope, at) => {
        const step = 1e-3;
        const [up, down] = [1, -1].map((sign) => {
          const moved = start.slice();
          moved[at]! += sign * step;
          return lossOf(scoresAt(moved) as Float32Array, y, link);
        });
        expect(slope, `${link} ${at}`).toBeCloseTo((up! - down!) / (2 * step), 2);
      });
    }
    for (const part of [batch.x, batch.y, batch.weight]) part.dispose();
  });
});

/** Mean over 8 rows of what `backward` descends. */
function lossOf(scores: Float32Array, y: Float32Array, link: DenseTarget['link']): number {
  let loss = 0;
  for (let at = 0; at < scores.length; at += 2) {
    const [s0, s1, y0, y1] = [scores[at]!, scores[at + 1]!, y[at]!, y[at + 1]!];
    if (link === 'identity') loss += ((s0 - y0) ** 2 + (s1 - y1) ** 2) / 2;
    else if (link === 'softmax')
      loss += (y0 + y1) * Math.log(Math.exp(s0) + Math.exp(s1)) - y0 * s0 - y1 * s1 + 0;
    else loss += Math.log1p(Math.exp(s0)) - y0 * s0 + Math.log1p(Math.exp(s1)) - y1 * s1;
  }
  return loss / 8;
}

describe('createAdam', () => {
  beforeAll(() => useTensors('cpu'));
  afterEach(() => expect(tensorCount()).toBe(0));

  it('moves the same on the host as on the device', async () => {
    const blocks = weightLayout([2, 3, 1]);
    const start = initialWeights(blocks, Float64Array.of(0.3), createRandom(1));
    const places = (['host', 'device'] as const).map((place) =>
      createAdam(place, blocks, start, 0.05, 0.01),
    );
    for (let step = 0; step < 5; step += 1) {
      for (const adam of places)
        tidy(() => adam.apply(adam.weights().map((weight) => weight.clone())));
    }
    const [host, device] = await Promise.all(places.map((adam) => adam.read()));
    host!.forEach((weight, at) => expect(weight).toBeCloseTo(device![at]!, 5));
    for (const adam of places) adam.dispose();
  });

  it('takes the first step of Kingma and Ba: the learning rate against the sign of the gradient', async () => {
    const blocks = weightLayout([1, 2]);
    const adam = createAdam('host', blocks, Float32Array.of(1, 1, 0, 0), 0.1, 0);
    tidy(() => adam.apply([tensor2d([5, -0.2], [1, 2]), tensor2d([0, 3], [1, 2])]));
    [...(await adam.read())].forEach((weight, at) =>
      expect(weight).toBeCloseTo([0.9, 1.1, 0, -0.1][at]!, 5),
    );
  });
});

describe('searchLearningRate', () => {
  beforeAll(() => useTensors('cpu'));

  it('puts the learning rate with the lowest loss first', async () => {
    const trials = await searchLearningRate(features, crossed, rows, { hidden: [8] });
    expect(trials).toHaveLength(5);
    expect(trials.map(({ loss }) => loss)).toEqual(
      trials.map(({ loss }) => loss).sort((x, y) => x - y),
    );
    expect(tensorCount()).toBe(0);
  });
});
