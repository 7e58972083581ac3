import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { interpreterOf, type OpenInterpreter } from '../../src/engine/script/interpreter';

const require = createRequire(import.meta.url);

/** The interpreter of scripts, the same wasm as on the page, in Node. */
export function nodeInterpreter(): OpenInterpreter {
  const bytes = readFileSync(require.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
  return interpreterOf(variant, new WebAssembly.Module(bytes));
}
