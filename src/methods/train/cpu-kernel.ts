import {
  getKernel,
  registerKernel,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/** What the `cpu` backend of tfjs offers its kernels. */
interface CpuBackend {
  data: { get(dataId: object): { values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

/** An input of a kernel: its numbers, row-major, not to be written to. */
export interface KernelInput {
  shape: number[];
  values: Float32Array;
}

type Compute<A extends object> = (
  inputs: Record<string, KernelInput | undefined>,
  attributes: A,
) => { shape: number[]; values: Float32Array };

interface KernelCall<A> {
  inputs: Record<string, TensorInfo | undefined>;
  attrs: A;
  backend: CpuBackend;
}

/** Adds a kernel of our own to the `cpu` backend of tfjs, once. Plain arrays in, a plain array out. */
export function registerCpuKernel<A extends object>(kernelName: string, compute: Compute<A>): void {
  if (getKernel(kernelName, 'cpu')) return;
  const kernelFunc = ({ inputs, attrs, backend }: KernelCall<A>): TensorInfo => {
    const read = ({ dataId, shape }: TensorInfo): KernelInput => ({
      shape,
      values: backend.data.get(dataId).values,
    });
    const known = Object.entries(inputs).map(([name, info]) => [name, info && read(info)]);
    const { shape, values } = compute(Object.fromEntries(known), attrs);
    return backend.makeTensorInfo(shape, 'float32', values);
  };
  registerKernel({ kernelName, backendName: 'cpu', kernelFunc } as unknown as KernelConfig);
}
