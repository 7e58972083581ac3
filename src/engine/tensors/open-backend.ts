import { env, findBackend, ready, setBackend } from '@tensorflow/tfjs-core';
import type { BackendName } from './backend-name';

/** Loads a backend, once. Each is a chunk of its own that is fetched when it is first asked for. */
const loaders: Record<BackendName, () => Promise<unknown>> = {
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  wasm: async () => (await import('./wasm-backend')).prepareWasm(),
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
};

/**
 * Loads a backend and sets it. Returns why it cannot be used, or nothing where it can. With `refuseSoftware` a WebGL
 * that only imitates a graphics card is refused: it is some ten times slower than wasm.
 */
export async function openBackend(
  name: BackendName,
  { refuseSoftware = false } = {},
): Promise<string | undefined> {
  const missing = findMissing(name);
  if (missing) return missing;
  try {
    if (!findBackend(name)) await loaders[name]();
    if (!(await setBackend(name))) return 'it did not start';
    await ready();
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
  return name === 'webgl' ? findWebglFault(refuseSoftware) : undefined;
}

/** What this realm lacks: outside a browser there is no page to fetch wasm from, and no canvas. */
function findMissing(name: BackendName): string | undefined {
  if (name === 'cpu') return undefined;
  const isBrowser = typeof WorkerGlobalScope !== 'undefined' || typeof document !== 'undefined';
  if (!isBrowser) return 'not in a browser';
  if (name === 'webgl' && typeof OffscreenCanvas === 'undefined') return 'no canvas in workers';
  return undefined;
}

function findWebglFault(refuseSoftware: boolean): string | undefined {
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED'))
    return 'the graphics card has 16-bit numbers only, too coarse for training';
  if (!refuseSoftware) return undefined;
  const renderer = rendererName();
  return /swiftshader|llvmpipe|software|basic render/i.test(renderer)
    ? `no graphics card (${renderer})`
    : undefined;
}

/** The name of the graphics card, as WebGL tells it; empty where it does not. */
function rendererName(): string {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  const names = context?.getExtension('WEBGL_debug_renderer_info');
  const name = names ? context?.getParameter(names.UNMASKED_RENDERER_WEBGL) : undefined;
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return String(name ?? '');
}
