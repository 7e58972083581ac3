import * as layers from '@tensorflow/tfjs-layers';
import { tensor2d, train, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Features, Target } from '../../../src/data/features';
import { openBackend } from '../../../src/engine/tensors/open-backend';
import { createRandom } from '../../../src/math/random';
import { fitNeuralNetwork } from '../../../src/methods/train/neural-network';

const rowCount = 10_000;
const columnCount = 30;
const hidden = [64, 32];
const batchSize = 256;
const epochs = 8;

/** Milliseconds for each epoch of one MLP 30-64-32-1 on 10,000 rows, ours and `model.fit`, on one backend. */
export interface EpochTimes {
  own: number[];
  fit: number[];
}

Object.assign(globalThis, { measureEpochs });

async function measureEpochs(backend: 'cpu' | 'wasm' | 'webgl'): Promise<EpochTimes | string> {
  const missing = await openBackend(backend);
  if (missing) return missing;
  const { features, target, matrix, labels } = makeData();
  return { own: await timeOwn(features, target), fit: await timeFit(matrix, labels) };
}

async function timeOwn(features: Features, target: Target): Promise<number[]> {
  const times: number[] = [];
  let last = performance.now();
  const rows = {
    train: Uint32Array.from({ length: rowCount }, (_, row) => row),
    validation: new Uint32Array(),
  };
  await fitNeuralNetwork(features, target, rows, { hidden, epochs, batchSize, l2: 0 }, () => {
    times.push(performance.now() - last);
    last = performance.now();
  });
  return times.slice(1);
}

async function timeFit(matrix: Tensor2D, labels: Tensor2D): Promise<number[]> {
  const model = layers.sequential();
  model.add(
    layers.layers.dense({ units: hidden[0]!, activation: 'relu', inputShape: [columnCount] }),
  );
  model.add(layers.layers.dense({ units: hidden[1]!, activation: 'relu' }));
  model.add(layers.layers.dense({ units: 1, activation: 'sigmoid' }));
  model.compile({ optimizer: train.adam(0.001), loss: 'binaryCrossentropy' });
  const times: number[] = [];
  let last = performance.now();
  const onEpochEnd = (): void => {
    times.push(performance.now() - last);
    last = performance.now();
  };
  await model.fit(matrix, labels, {
    epochs,
    batchSize,
    shuffle: true,
    yieldEvery: 'epoch',
    callbacks: { onEpochEnd },
  });
  return times.slice(1);
}

function makeData(): { features: Features; target: Target; matrix: Tensor2D; labels: Tensor2D } {
  const random = createRandom(1);
  const columns = Array.from({ length: columnCount }, (_, index) => ({
    kind: 'number' as const,
    name: `x${index}`,
    values: Float64Array.from({ length: rowCount }, () => random.normal()),
  }));
  const codes = Int32Array.from({ length: rowCount }, (_, row) =>
    columns[0]!.values[row]! +
      columns[1]!.values[row]! * columns[2]!.values[row]! +
      random.normal() >
    0
      ? 1
      : 0,
  );
  const flat = Float32Array.from(
    { length: rowCount * columnCount },
    (_, at) => columns[at % columnCount]!.values[Math.floor(at / columnCount)]!,
  );
  return {
    features: { rowCount, columns },
    target: { task: 'binary', name: 'y', codes, classes: ['no', 'yes'] },
    matrix: tensor2d(flat, [rowCount, columnCount]),
    labels: tensor2d(Float32Array.from(codes), [rowCount, 1]),
  };
}
