import {
  engine,
  getBackend,
  getKernel,
  mul,
  sigmoid,
  softmax,
  sub,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { registerCpuKernel } from './cpu-kernel';
import { softmaxRows } from './dense-network';
import type { DenseTarget } from './dense-target';

type Link = DenseTarget['link'];

const linkErrorKernel = 'LinkError';

/**
 * (Linked score − wanted) · weight of the row: the gradient by the scores of the weighted log loss after a logistic
 * or softmax, or of half the squared error. On `cpu` in one kernel of our own, since tfjs broadcasts slowly there.
 */
export function linkError(scores: Tensor2D, y: Tensor2D, weight: Tensor2D, link: Link): Tensor2D {
  if (getKernel(linkErrorKernel, getBackend())) {
    return engine().runKernel(linkErrorKernel, { scores, y, weight }, { link }) as Tensor2D;
  }
  return mul(sub(applyLink(scores, link), y), weight);
}

function applyLink(scores: Tensor2D, link: Link): Tensor2D {
  if (link === 'logistic') return sigmoid(scores);
  return link === 'softmax' ? softmax(scores) : scores;
}

registerCpuKernel<{ link: Link }>(linkErrorKernel, ({ scores, y, weight }, { link }) => {
  const { shape, values } = scores!;
  return { shape, values: linkErrors(values, y!.values, weight!.values, shape[1]!, link) };
});

/** The same in plain arrays, row-major; one weight a row of `outputs`. */
export function linkErrors(
  scores: Float32Array,
  wanted: Float32Array,
  weights: ArrayLike<number>,
  outputs: number,
  link: Link,
): Float32Array {
  const linked = link === 'softmax' ? softmaxRows(scores, outputs) : scores;
  const errors = new Float32Array(scores.length);
  for (let row = 0, at = 0; at < errors.length; row += 1) {
    const weight = weights[row]!;
    for (const end = at + outputs; at < end; at += 1) {
      const said = link === 'logistic' ? 1 / (1 + Math.exp(-linked[at]!)) : linked[at]!;
      errors[at] = (said - wanted[at]!) * weight;
    }
  }
  return errors;
}
