import type { Features, Predictions } from '../../data/features';
import { multiplyInto, rowMajor } from '../../math/matrix-product';
import type { Predictor } from './fitted';
import { applyPreparation, type DenseMatrix, type Preparation } from './preparation';

/** One layer: inputs × outputs weights, row-major, and a bias for each output. */
export interface DenseLayer {
  inputs: number;
  outputs: number;
  weights: Float32Array;
  bias: Float32Array;
}

/**
 * Layers with the positive part (ReLU) between them and none after the last: plain data. No hidden layer makes a
 * linear model. A regression's outputs are in units of `scale` above `center`.
 */
export interface DenseNetwork {
  layers: DenseLayer[];
  center: number;
  scale: number;
}

/** Outputs a row: one score for two classes and for a regression, one a class for many. */
export function outputCount({ task, classes }: Pick<Predictor, 'task' | 'classes'>): number {
  return task === 'multiclass' ? classes.length : 1;
}

/** Rows that go through the network at a time. */
const rowsAtOnce = 4096;

/** Outputs of the last layer, row-major (rows × outputs), in the network's own units. */
export function forwardNetwork(layers: DenseLayer[], matrix: DenseMatrix): Float32Array {
  const outputs = layers.at(-1)!.outputs;
  const all = new Float32Array(matrix.rowCount * outputs);
  for (let start = 0; start < matrix.rowCount; start += rowsAtOnce) {
    const end = Math.min(start + rowsAtOnce, matrix.rowCount);
    const rows = matrix.values.subarray(start * matrix.width, end * matrix.width);
    all.set(forwardRows(layers, rows, end - start), start * outputs);
  }
  return all;
}

/** What a network or linear model says about every row of `features`. */
export function predictNetwork(model: Predictor, features: Features): Predictions {
  const network = model.parameters as DenseNetwork;
  const rows = Uint32Array.from({ length: features.rowCount }, (_, row) => row);
  const matrix = applyPreparation(model.preparation as Preparation, features, rows);
  const scores = forwardNetwork(network.layers, matrix);
  return networkPredictions(model, network, scores);
}

/** Outputs of the last layer, row-major, as predictions. */
export function networkPredictions(
  { task, classes }: Pick<Predictor, 'task' | 'classes'>,
  { center, scale }: Pick<DenseNetwork, 'center' | 'scale'>,
  scores: Float32Array,
): Predictions {
  if (task === 'regression')
    return { task, values: Float64Array.from(scores, (score) => center + scale * score) };
  if (task === 'multiclass')
    return { task, classes, probabilities: softmaxRows(scores, classes.length) };
  const probabilities = new Float64Array(2 * scores.length);
  scores.forEach((score, row) => {
    const p = 1 / (1 + Math.exp(-score));
    probabilities[2 * row] = 1 - p;
    probabilities[2 * row + 1] = p;
  });
  return { task, classes, probabilities };
}

function forwardRows(layers: DenseLayer[], rows: Float32Array, count: number): Float32Array {
  return layers.reduce((values, { inputs, outputs, weights, bias }, index) => {
    const next = new Float32Array(count * outputs);
    multiplyInto(
      next,
      rowMajor(values, inputs),
      rowMajor(weights, outputs),
      count,
      outputs,
      inputs,
      bias,
    );
    return index < layers.length - 1 ? positivePart(next) : next;
  }, rows);
}

function positivePart(values: Float32Array): Float32Array {
  for (let index = 0; index < values.length; index += 1) if (values[index]! < 0) values[index] = 0;
  return values;
}

/** Softmax of each row; the largest score is taken off first, so that nothing overflows. */
export function softmaxRows(scores: Float32Array, width: number): Float64Array {
  const shares = new Float64Array(scores.length);
  for (let start = 0; start < scores.length; start += width) {
    let top = -Infinity;
    for (let at = start; at < start + width; at += 1) top = Math.max(top, scores[at]!);
    let total = 0;
    for (let at = start; at < start + width; at += 1)
      total += shares[at] = Math.exp(scores[at]! - top);
    for (let at = start; at < start + width; at += 1) shares[at]! /= total;
  }
  return shares;
}
