import { dispose, tensor2d, type Tensor2D } from '@tensorflow/tfjs-core';
import { permutation, type Random } from '../../math/random';
import type { DenseTarget } from './dense-target';
import type { DenseMatrix } from './preparation';

/** Rows that go through a network together, already where tensors are. */
export interface Batch {
  x: Tensor2D;
  y: Tensor2D;
  /** Weight of each row (rows × 1), together 1; 0 for the rows that fill up the last batch. */
  weight: Tensor2D;
  /** Rows of the table, without those that fill up. */
  rows: Uint32Array;
}

/**
 * Deals rows out to batches of one size, by chance where `random` is given, and uploads them, once for the whole
 * training: an epoch takes the batches in another order, but the rows of a batch stay together. `rows` are those
 * of the matrix, in its order.
 */
export function uploadBatches(
  matrix: DenseMatrix,
  target: DenseTarget,
  rows: Uint32Array,
  batchSize: number,
  weights?: Float64Array,
  random?: Random,
): Batch[] {
  const order = random
    ? permutation(rows.length, random)
    : Uint32Array.from(rows, (_, place) => place);
  const count = Math.max(1, Math.ceil(rows.length / batchSize));
  const size = Math.ceil(rows.length / count);
  const batches: Batch[] = [];
  for (let start = 0; start < rows.length; start += size) {
    const places = order.subarray(start, start + size);
    batches.push(uploadBatch(matrix, target, rows, places, size, weights));
  }
  return batches;
}

export function disposeBatches(batches: Batch[]): void {
  for (const { x, y, weight } of batches) dispose([x, y, weight]);
}

/** Rows of a batch that suits so many training rows: 256, or fewer so that an epoch has some twenty steps. */
export function suitableBatchSize(rowCount: number): number {
  const wanted = 2 ** Math.round(Math.log2(Math.max(rowCount, 1) / 20));
  return Math.min(256, Math.max(16, wanted));
}

function uploadBatch(
  matrix: DenseMatrix,
  target: DenseTarget,
  rows: Uint32Array,
  places: Uint32Array,
  size: number,
  weights: Float64Array | undefined,
): Batch {
  const { width, values } = matrix;
  const own = places.map((place) => rows[place]!);
  const x = new Float32Array(size * width);
  places.forEach((place, index) =>
    x.set(values.subarray(place * width, (place + 1) * width), index * width),
  );
  const y = new Float32Array(size * target.outputs);
  y.set(target.values(own));
  return {
    x: tensor2d(x, [size, width]),
    y: tensor2d(y, [size, target.outputs]),
    weight: tensor2d(shareWeights(own, size, weights), [size, 1]),
    rows: own,
  };
}

function shareWeights(
  rows: Uint32Array,
  size: number,
  weights: Float64Array | undefined,
): Float32Array {
  const own = Float64Array.from(rows, (row) => (weights ? weights[row]! : 1));
  const total = own.reduce((sum, each) => sum + each, 0) || 1;
  const shares = new Float32Array(size);
  own.forEach((each, index) => (shares[index] = each / total));
  return shares;
}
