import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env } from '@tensorflow/tfjs-core';
import { explainRequest } from '../assets/observe-requests';

/**
 * Points the wasm backend to the page's own files. Threads are off: they start scripts from `blob:`, which the policy
 * of the page forbids.
 */
export function prepareWasm(): void {
  const [plain, simd] = [plainUrl, simdUrl].map((url) => new URL(url, import.meta.url).href);
  for (const address of [plain!, simd!]) explainRequest(address, 'tensors in wasm');
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain!,
    'tfjs-backend-wasm-simd.wasm': simd!,
    'tfjs-backend-wasm-threaded-simd.wasm': simd!,
  });
}
