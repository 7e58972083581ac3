import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';

/** Starts a fresh interpreter of JavaScript, with memory of its own, for one run. */
export type OpenInterpreter = () => Promise<QuickJSWASMModule>;

/** Interpreters of one compiled module. */
export function interpreterOf(
  variant: QuickJSSyncVariant,
  wasmModule: WebAssembly.Module,
): OpenInterpreter {
  return () => newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule }));
}
