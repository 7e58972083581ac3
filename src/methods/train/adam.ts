import {
  add,
  concat1d,
  dispose,
  div,
  keep,
  mul,
  reshape,
  scalar,
  slice,
  sqrt,
  square,
  sub,
  tensor,
  tensor1d,
  tidy,
  zeros,
  type Scalar,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { layoutSize, type WeightBlock } from './weight-layout';

/** Holds the weights of a network and improves them by their gradients. */
export interface Optimizer {
  /** The weights as tensors in the order of the blocks. Call it inside `tidy`. */
  weights(): Tensor[];
  /** One step; the gradients are in the order of the blocks. */
  apply(gradients: Tensor[]): void;
  /** A copy of the weights, flat. */
  read(): Promise<Float32Array>;
  dispose(): void;
}

const decay1 = 0.9;
const decay2 = 0.999;
const epsilon = 1e-7;

/**
 * Adam (Kingma and Ba 2015), β1 0.9, β2 0.999, ε 1e-7, with `l2` · weight added to the gradient of weights, not of
 * biases. `host` keeps the state in plain arrays, which is quickest where tensors are in the same memory (`cpu`,
 * `wasm`); `device` keeps it in one flat tensor, so that nothing is read back (`webgl`).
 */
export function createAdam(
  place: 'host' | 'device',
  blocks: WeightBlock[],
  start: Float32Array,
  learningRate: number,
  l2: number,
): Optimizer {
  return place === 'host'
    ? new HostAdam(blocks, start, learningRate, l2)
    : new DeviceAdam(blocks, start, learningRate, l2);
}

/**
 * Both keep m / (1 − β1) and v / (1 − β2) instead of m and v, which saves two products; this is the factor that
 * makes up for it and for the bias of the first steps.
 */
function stepFactor(learningRate: number, step: number): number {
  const first = (1 - decay1) / (1 - decay1 ** step);
  const second = (1 - decay2) / (1 - decay2 ** step);
  return (learningRate * first) / Math.sqrt(second);
}

class HostAdam implements Optimizer {
  readonly #flat: Float32Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #step = 0;

  constructor(
    private readonly blocks: WeightBlock[],
    start: Float32Array,
    private readonly learningRate: number,
    private readonly l2: number,
  ) {
    this.#flat = start.slice();
    this.#first = new Float64Array(start.length);
    this.#second = new Float64Array(start.length);
  }

  weights(): Tensor[] {
    return this.blocks.map(({ shape, offset, size }) =>
      tensor(this.#flat.subarray(offset, offset + size), shape),
    );
  }

  apply(gradients: Tensor[]): void {
    this.#step += 1;
    const factor = stepFactor(this.learningRate, this.#step);
    gradients.forEach((gradient, index) => {
      const { offset, isBias } = this.blocks[index]!;
      this.#move(gradient.dataSync() as Float32Array, offset, isBias ? 0 : this.l2, factor);
    });
  }

  #move(gradient: Float32Array, offset: number, l2: number, factor: number): void {
    const [flat, first, second] = [this.#flat, this.#first, this.#second];
    for (let index = 0; index < gradient.length; index += 1) {
      const at = offset + index;
      const slope = gradient[index]! + l2 * flat[at]!;
      const speed = decay1 * first[at]! + slope;
      const spread = decay2 * second[at]! + slope * slope;
      first[at] = speed;
      second[at] = spread;
      flat[at]! -= (factor * speed) / (Math.sqrt(spread) + epsilon);
    }
  }

  read(): Promise<Float32Array> {
    return Promise.resolve(this.#flat.slice());
  }

  dispose(): void {}
}

class DeviceAdam implements Optimizer {
  #flat: Tensor1D;
  #first: Tensor1D;
  #second: Tensor1D;
  /** `l2` for weights and 0 for biases; absent without `l2`. */
  readonly #penalty: Tensor1D | undefined;
  readonly #decay1: Scalar;
  readonly #decay2: Scalar;
  readonly #epsilon: Scalar;
  #step = 0;

  constructor(
    private readonly blocks: WeightBlock[],
    start: Float32Array,
    private readonly learningRate: number,
    l2: number,
  ) {
    // A copy, since a backend may keep the array that it is given.
    this.#flat = keep(tensor1d(start.slice()));
    this.#first = keep(zeros([start.length]));
    this.#second = keep(zeros([start.length]));
    this.#decay1 = keep(scalar(decay1));
    this.#decay2 = keep(scalar(decay2));
    this.#epsilon = keep(scalar(epsilon));
    if (l2 > 0) this.#penalty = keep(tensor1d(penalties(blocks, l2)));
  }

  weights(): Tensor[] {
    return this.blocks.map(({ shape, offset, size }) =>
      reshape(slice(this.#flat, offset, size), shape),
    );
  }

  apply(gradients: Tensor[]): void {
    this.#step += 1;
    const old = [this.#flat, this.#first, this.#second];
    const [flat, first, second] = tidy(() => this.#move(gradients)).map((each) => keep(each));
    dispose(old);
    this.#flat = flat!;
    this.#first = first!;
    this.#second = second!;
  }

  #move(gradients: Tensor[]): Tensor1D[] {
    const plain = concat1d(gradients.map((gradient) => reshape(gradient, [-1]) as Tensor1D));
    const slope = this.#penalty ? add(plain, mul(this.#flat, this.#penalty)) : plain;
    const first = add(mul(this.#first, this.#decay1), slope);
    const second = add(mul(this.#second, this.#decay2), square(slope));
    const factor = scalar(stepFactor(this.learningRate, this.#step));
    const change = mul(div(first, add(sqrt(second), this.#epsilon)), factor);
    return [sub(this.#flat, change), first, second] as Tensor1D[];
  }

  async read(): Promise<Float32Array> {
    return (await this.#flat.data<'float32'>()).slice();
  }

  dispose(): void {
    dispose([this.#flat, this.#first, this.#second, this.#decay1, this.#decay2, this.#epsilon]);
    if (this.#penalty) dispose(this.#penalty);
  }
}

function penalties(blocks: WeightBlock[], l2: number): Float32Array {
  const values = new Float32Array(layoutSize(blocks));
  for (const { offset, size, isBias } of blocks)
    if (!isBias) values.fill(l2, offset, offset + size);
  return values;
}
