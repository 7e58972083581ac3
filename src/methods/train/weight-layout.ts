import type { Random } from '../../math/random';
import type { DenseLayer } from './dense-network';

/** Where each weight matrix and bias of a network stands in one flat array: weights, bias, weights, bias, … */
export interface WeightBlock {
  shape: [number, number] | [number];
  offset: number;
  size: number;
  isBias: boolean;
}

/** Blocks of a network with these widths: inputs, hidden layers, outputs. */
export function weightLayout(widths: number[]): WeightBlock[] {
  const blocks: WeightBlock[] = [];
  let offset = 0;
  const add = (shape: WeightBlock['shape'], size: number): void => {
    blocks.push({ shape, offset, size, isBias: shape.length === 1 });
    offset += size;
  };
  for (let layer = 1; layer < widths.length; layer += 1) {
    const [inputs, outputs] = [widths[layer - 1]!, widths[layer]!];
    add([inputs, outputs], inputs * outputs);
    add([outputs], outputs);
  }
  return blocks;
}

/** How many numbers the blocks take. */
export function layoutSize(blocks: WeightBlock[]): number {
  const last = blocks.at(-1)!;
  return last.offset + last.size;
}

/**
 * Seeded start: weights uniform in ± √(6 / inputs) (He et al. 2015), in the last layer ± √(6 / (inputs + outputs))
 * (Glorot and Bengio 2010), biases 0, but `outputBias` in the last layer.
 */
export function initialWeights(
  blocks: WeightBlock[],
  outputBias: ArrayLike<number>,
  random: Random,
): Float32Array {
  const flat = new Float32Array(layoutSize(blocks));
  blocks.forEach(({ shape, offset, size, isBias }, index) => {
    if (isBias) return;
    const [inputs, outputs] = shape as [number, number];
    const isLast = index === blocks.length - 2;
    const limit = Math.sqrt(6 / (isLast ? inputs + outputs : inputs));
    for (let place = 0; place < size; place += 1)
      flat[offset + place] = (2 * random.next() - 1) * limit;
  });
  flat.set(Float32Array.from(outputBias), blocks.at(-1)!.offset);
  return flat;
}

/** The flat array as layers, copied. */
export function toLayers(blocks: WeightBlock[], flat: Float32Array): DenseLayer[] {
  const layers: DenseLayer[] = [];
  for (let index = 0; index < blocks.length; index += 2) {
    const [weights, bias] = [blocks[index]!, blocks[index + 1]!];
    const [inputs, outputs] = weights.shape as [number, number];
    layers.push({
      inputs,
      outputs,
      weights: flat.slice(weights.offset, weights.offset + weights.size),
      bias: flat.slice(bias.offset, bias.offset + bias.size),
    });
  }
  return layers;
}
