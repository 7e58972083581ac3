import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import { createRandom } from '../../math/random';
import { createAdam } from './adam';
import { disposeBatches, type Batch } from './batches';
import type { DenseTarget } from './dense-target';
import { LinearObjective } from './linear-objective';
import { backward } from './network-step';
import { createPacer } from './pacer';
import { initialWeights, weightLayout } from './weight-layout';

/** Steps of real work on the tfjs backend that is set, to be timed. */
export interface StepProbe {
  step(): Promise<void>;
  dispose(): void;
}

/** Given the chance to choose the backend, once it is known how wide the prepared rows are. */
export type ChooseBackend = (startProbe: () => StepProbe) => Promise<void>;

/** Where Adam keeps its state on a backend: see `createAdam`. */
export function adamPlace(backend: string): 'host' | 'device' {
  return backend === 'webgl' ? 'device' : 'host';
}

/** Training steps of a network of these widths on made-up rows; each reads its scores back. */
export function probeNetwork(
  widths: number[],
  batchSize: number,
  link: DenseTarget['link'],
  backend: string,
): StepProbe {
  const random = createRandom(1, 'probe');
  const blocks = weightLayout(widths);
  const outputs = widths.at(-1)!;
  const start = initialWeights(blocks, new Float64Array(outputs), random);
  const adam = createAdam(adamPlace(backend), blocks, start, 1e-3, 0);
  const numbers = (count: number): Float32Array =>
    Float32Array.from({ length: count }, () => random.next());
  const batch: Batch = {
    x: tensor2d(numbers(batchSize * widths[0]!), [batchSize, widths[0]!]),
    y: tensor2d(numbers(batchSize * outputs), [batchSize, outputs]),
    weight: tensor2d(numbers(batchSize), [batchSize, 1]),
    rows: new Uint32Array(batchSize),
  };
  return {
    step: async () => {
      const scores = tidy(() => {
        const result = backward(adam.weights(), batch, link, { share: 0, random });
        adam.apply(result.gradients);
        return result.scores;
      });
      await scores.data();
      scores.dispose();
    },
    dispose: () => {
      adam.dispose();
      disposeBatches([batch]);
    },
  };
}

/** Evaluations of the loss and gradient of a linear model on 2,048 made-up rows. */
export function probeLinear(width: number, target: DenseTarget): StepProbe {
  const random = createRandom(1, 'probe');
  const rowCount = 2048;
  const values = Float32Array.from({ length: rowCount * width }, () => random.next());
  const madeUp: DenseTarget = {
    ...target,
    values: (rows) => new Float32Array(rows.length * target.outputs),
    loss: (_, rows) => ({ sum: 0, weight: rows.length }),
  };
  const objective = new LinearObjective(
    { values, rowCount, width },
    madeUp,
    new Uint32Array(rowCount),
    undefined,
    1,
    createPacer(),
  );
  const point = new Float64Array((width + 1) * target.outputs);
  return {
    step: async () => {
      await objective.evaluate(point);
    },
    dispose: () => objective.dispose(),
  };
}
