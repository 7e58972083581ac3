import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, memory, ready, setBackend } from '@tensorflow/tfjs-core';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

/** Sets a tfjs backend in Node. */
export async function useTensors(backend: 'cpu' | 'wasm'): Promise<void> {
  env().set('IS_TEST', true);
  if (backend === 'wasm') {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  }
  await setBackend(backend);
  await ready();
}

/** Tensors that nobody has disposed of. */
export function tensorCount(): number {
  return memory().numTensors;
}
