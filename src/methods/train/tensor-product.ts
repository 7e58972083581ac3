import {
  engine,
  fused,
  getBackend,
  getKernel,
  matMul,
  mul,
  registerKernel,
  step,
  transpose,
  type KernelConfig,
  type Tensor1D,
  type Tensor2D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { multiplyInto, rowMajor, transposed } from '../../math/matrix-product';

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

/** What the `cpu` backend of tfjs offers its kernels. */
interface CpuBackend {
  data: { get(dataId: object): { values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

interface ProductAttributes {
  transposeA: boolean;
  transposeB: boolean;
  relu: boolean;
}

const tiledProductOnCpu = {
  kernelName: tiledProduct,
  backendName: 'cpu',
  kernelFunc: ({
    inputs,
    attrs,
    backend,
  }: {
    inputs: Record<string, TensorInfo | undefined>;
    attrs: ProductAttributes;
    backend: CpuBackend;
  }) => {
    const { a, b, bias, mask } = inputs;
    const read = (info: TensorInfo): Float32Array => backend.data.get(info.dataId).values;
    const left = rowMajor(read(a!), a!.shape[1]!);
    const right = rowMajor(read(b!), b!.shape[1]!);
    const [rows, inner] = attrs.transposeA ? [a!.shape[1]!, a!.shape[0]!] : (a!.shape as number[]);
    const columns = b!.shape[attrs.transposeB ? 0 : 1]!;
    const out = new Float32Array(rows! * columns);
    multiplyInto(
      out,
      attrs.transposeA ? transposed(left) : left,
      attrs.transposeB ? transposed(right) : right,
      rows!,
      columns,
      inner!,
      bias && read(bias),
    );
    if (attrs.relu) keepPositive(out, out);
    if (mask) keepPositive(out, read(mask));
    return backend.makeTensorInfo([rows!, columns], 'float32', out);
  },
};

/** Makes every entry 0 whose place in `mask` is not positive. */
function keepPositive(values: Float32Array, mask: Float32Array): void {
  for (let index = 0; index < values.length; index += 1) if (!(mask[index]! > 0)) values[index] = 0;
}

if (!getKernel(tiledProduct, 'cpu')) registerKernel(tiledProductOnCpu as unknown as KernelConfig);
