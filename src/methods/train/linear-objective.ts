import { dispose, tensor1d, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Evaluation } from '../../math/lbfgs';
import type { DenseTarget } from './dense-target';
import { linkErrors } from './link-error';
import type { Pacer } from './pacer';
import type { DenseMatrix } from './preparation';
import { product } from './tensor-product';

/** Rows that go through the products together. */
interface Chunk {
  x: Tensor2D;
  rows: Uint32Array;
  wanted: Float32Array;
  weights: Float64Array;
}

/** Rows in one product. */
const chunkRows = 8192;

/**
 * Penalised loss of a linear model over all rows, and its gradient: (sum of weighted losses + l2 / 2 · Σ w²) /
 * total weight, where the intercepts are not penalised; the loss is log loss, or half the squared error of the scaled
 * target. A point holds the weights (inputs × outputs, row-major), then the intercepts. The two products run
 * where tensors are; the errors between are taken in double precision.
 */
export class LinearObjective {
  readonly #chunks: Chunk[] = [];
  readonly #totalWeight: number;

  constructor(
    private readonly matrix: DenseMatrix,
    private readonly target: DenseTarget,
    rows: Uint32Array,
    rowWeights: Float64Array | undefined,
    private readonly l2: number,
    private readonly pacer: Pacer,
  ) {
    const { width, values } = matrix;
    let totalWeight = 0;
    for (let start = 0; start < rows.length; start += chunkRows) {
      const own = rows.subarray(start, start + chunkRows);
      const x = values.slice(start * width, (start + own.length) * width);
      const wanted = target.values(own);
      const weights = Float64Array.from(own, (row) => rowWeights?.[row] ?? 1);
      this.#chunks.push({ x: tensor2d(x, [own.length, width]), rows: own, wanted, weights });
      totalWeight += weights.reduce((sum, weight) => sum + weight, 0);
    }
    this.#totalWeight = totalWeight;
  }

  dispose(): void {
    for (const { x } of this.#chunks) dispose(x);
  }

  /** Mean loss of the rows without the penalty, as `DenseTarget.loss` has it. */
  lastLoss = NaN;

  async evaluate(point: Float64Array): Promise<Evaluation> {
    const { outputs, link } = this.target;
    const gradient = new Float64Array(point.length);
    const all = { sum: 0, weight: 0 };
    let value = 0;
    for (const chunk of this.#chunks) {
      const scores = await this.#scores(chunk.x, point);
      const { sum, weight } = this.target.loss(scores, chunk.rows);
      all.sum += sum;
      all.weight += weight;
      value += this.#ownLoss(sum);
      await this.#addGradient(
        chunk,
        linkErrors(scores, chunk.wanted, chunk.weights, outputs, link),
        gradient,
      );
      if (this.pacer.isDue()) await this.pacer.pause();
    }
    this.lastLoss = all.sum / all.weight;
    const penalised = this.matrix.width * outputs;
    for (let index = 0; index < penalised; index += 1) {
      value += (this.l2 / 2) * point[index]! ** 2;
      gradient[index]! += this.l2 * point[index]!;
    }
    return {
      value: value / this.#totalWeight,
      gradient: gradient.map((each) => each / this.#totalWeight),
    };
  }

  /** The loss that is minimised, from that which is shown: half the squared error in units of the scale. */
  #ownLoss(sum: number): number {
    const { link, scale } = this.target;
    return link === 'identity' ? sum / (2 * scale ** 2) : sum;
  }

  async #scores(x: Tensor2D, point: Float64Array): Promise<Float32Array> {
    const { outputs } = this.target;
    const { width } = this.matrix;
    const scores = tidy(() =>
      product(
        x,
        tensor2d(Float32Array.from(point.subarray(0, width * outputs)), [width, outputs]),
        {
          bias: tensor1d(Float32Array.from(point.subarray(width * outputs))),
        },
      ),
    );
    return readAndDispose(scores);
  }

  /** Adds errorsᵀ · x, which needs only the small factor transposed, and the sums of errors. */
  async #addGradient(
    { x }: { x: Tensor2D },
    errors: Float32Array,
    gradient: Float64Array,
  ): Promise<void> {
    const { outputs } = this.target;
    const { width } = this.matrix;
    const slopes = tidy(() =>
      product(tensor2d(errors, [x.shape[0], outputs]), x, { transposeA: true }),
    );
    const values = await readAndDispose(slopes);
    for (let output = 0; output < outputs; output += 1) {
      for (let input = 0; input < width; input += 1)
        gradient[input * outputs + output]! += values[output * width + input]!;
    }
    for (let at = 0; at < errors.length; at += 1)
      gradient[width * outputs + (at % outputs)]! += errors[at]!;
  }
}

async function readAndDispose(tensor: Tensor2D): Promise<Float32Array> {
  try {
    return await tensor.data<'float32'>();
  } finally {
    dispose(tensor);
  }
}
