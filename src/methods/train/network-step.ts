import {
  mul,
  ones,
  scalar,
  tensor2d,
  type Rank,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Random } from '../../math/random';
import type { Batch } from './batches';
import type { DenseTarget } from './dense-target';
import { linkError } from './link-error';
import { product } from './tensor-product';

/** Units left out at random in each step (Srivastava et al. 2014). */
export interface Dropout {
  /** 0..1; 0 leaves none out. */
  share: number;
  random: Random;
}

/** Scores of the last layer and the gradient of the weighted mean loss by each block of weights. */
export interface StepResult {
  scores: Tensor2D;
  gradients: Tensor[];
}

/** Scores of a network: weights as in its blocks. Call it inside `tidy`. */
export function forward(weights: Tensor[], x: Tensor2D): Tensor2D {
  return hiddenLayers(weights, x, undefined).at(-1)!;
}

/**
 * Forward and backward through a network by hand, which is some forty dispatches where `grads` would need three
 * times as many. For log loss after logistic or softmax, and for half the squared error, the gradient of the scores
 * is (linked score − wanted) · weight. Call it inside `tidy`.
 */
export function backward(
  weights: Tensor[],
  batch: Batch,
  link: DenseTarget['link'],
  dropout: Dropout,
): StepResult {
  const values = hiddenLayers(weights, batch.x, dropout);
  const scores = values.at(-1)!;
  const gradients: Tensor[] = new Array<Tensor>(weights.length);
  const row = ones<Rank.R2>([1, batch.x.shape[0]]);
  let error = linkError(scores, batch.y, batch.weight, link);
  for (let layer = weights.length / 2 - 1; layer >= 0; layer -= 1) {
    const input = values[layer]!;
    gradients[2 * layer] = product(input, error, { transposeA: true });
    gradients[2 * layer + 1] = product(row, error);
    if (layer === 0) break;
    const kept = product(error, weights[2 * layer] as Tensor2D, { transposeB: true, mask: input });
    error = dropout.share > 0 ? mul(kept, scalar(1 / (1 - dropout.share))) : kept;
  }
  return { scores, gradients };
}

/** The input and what comes out of each layer; positive part after all but the last. */
function hiddenLayers(weights: Tensor[], x: Tensor2D, dropout: Dropout | undefined): Tensor2D[] {
  const values = [x];
  for (let layer = 0; layer < weights.length / 2; layer += 1) {
    const isLast = layer === weights.length / 2 - 1;
    const out = product(values[layer]!, weights[2 * layer] as Tensor2D, {
      bias: weights[2 * layer + 1] as Tensor1D,
      relu: !isLast,
    });
    const drops = !isLast && dropout !== undefined && dropout.share > 0;
    values.push(drops ? mul(out, dropoutMask(out.shape, dropout)) : out);
  }
  return values;
}

/** 0 for units left out and 1 / (1 − share) for the others, so that the mean stays. */
function dropoutMask(shape: [number, number], { share, random }: Dropout): Tensor2D {
  const kept = 1 / (1 - share);
  const mask = Float32Array.from({ length: shape[0] * shape[1] }, () =>
    random.next() < share ? 0 : kept,
  );
  return tensor2d(mask, shape);
}
