import variant from '@jitl/quickjs-wasmfile-release-sync';
import wasmUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import type { QuickJSWASMModule } from 'quickjs-emscripten-core';
import { fetchAsset } from '../assets/fetch-asset';
import { interpreterOf } from './interpreter';

/** Fetches the interpreter from our own origin and starts it, in a worker. */
export async function loadInterpreter(): Promise<QuickJSWASMModule> {
  const address = new URL(wasmUrl, import.meta.url).href;
  const bytes = await (await fetchAsset(address, 'interpreter of scripts')).arrayBuffer();
  return interpreterOf(variant, await WebAssembly.compile(bytes))();
}
