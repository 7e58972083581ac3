import {
  engine,
  fused,
  getBackend,
  getKernel,
  matMul,
  mul,
  step,
  transpose,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { multiplyInto, rowMajor, transposed } from '../../math/matrix-product';
import { registerCpuKernel } from './cpu-kernel';

/** What a product does besides multiplying. */
export interface ProductOptions {
  transposeA?: boolean;
  transposeB?: boolean;
  /** Added to each row. */
  bias?: Tensor1D;
  /** Takes the positive part. */
  relu?: boolean;
  /** Keeps an entry only where this is positive, and makes it 0 elsewhere: the gradient of the positive part. */
  mask?: Tensor2D;
}

const tiledProduct = 'TiledProduct';

/**
 * a · b in as few dispatches as the backend allows. On `cpu` a kernel of our own, since the product of tfjs is some
 * five times slower there; on `wasm` factors are transposed first, since its product is ten times slower on a
 * transposed factor (4.22.0).
 */
export function product(a: Tensor2D, b: Tensor2D, options: ProductOptions = {}): Tensor2D {
  if (getKernel(tiledProduct, getBackend())) return runTiledProduct(a, b, options);
  const { transposeA = false, transposeB = false, bias, relu, mask } = options;
  const isWasm = getBackend() === 'wasm';
  const left = isWasm && transposeA ? transpose(a) : a;
  const right = isWasm && transposeB ? transpose(b) : b;
  const flipA = transposeA && !isWasm;
  const flipB = transposeB && !isWasm;
  const plain: Tensor2D =
    bias || relu
      ? (fused.matMul({
          a: left,
          b: right,
          transposeA: flipA,
          transposeB: flipB,
          bias,
          activation: relu ? 'relu' : 'linear',
        }) as Tensor2D)
      : matMul(left, right, flipA, flipB);
  return mask ? mul(plain, step(mask)) : plain;
}

function runTiledProduct(a: Tensor2D, b: Tensor2D, options: ProductOptions): Tensor2D {
  const { transposeA = false, transposeB = false, relu = false, bias, mask } = options;
  const inputs = { a, b, ...(bias && { bias }), ...(mask && { mask }) };
  return engine().runKernel(tiledProduct, inputs, { transposeA, transposeB, relu }) as Tensor2D;
}

registerCpuKernel<{ transposeA: boolean; transposeB: boolean; relu: boolean }>(
  tiledProduct,
  ({ a, b, bias, mask }, { transposeA, transposeB, relu }) => {
    const left = rowMajor(a!.values, a!.shape[1]!);
    const right = rowMajor(b!.values, b!.shape[1]!);
    const rows = a!.shape[transposeA ? 1 : 0]!;
    const inner = a!.shape[transposeA ? 0 : 1]!;
    const columns = b!.shape[transposeB ? 0 : 1]!;
    const values = new Float32Array(rows * columns);
    multiplyInto(
      values,
      transposeA ? transposed(left) : left,
      transposeB ? transposed(right) : right,
      rows,
      columns,
      inner,
      bias?.values,
    );
    if (relu) keepPositive(values, values);
    if (mask) keepPositive(values, mask.values);
    return { shape: [rows, columns], values };
  },
);

/** Makes every entry 0 whose place in `mask` is not positive. */
function keepPositive(values: Float32Array, mask: Float32Array): void {
  for (let index = 0; index < values.length; index += 1) if (!(mask[index]! > 0)) values[index] = 0;
}
