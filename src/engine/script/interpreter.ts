import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';

/** An interpreter of JavaScript with memory of its own, for one run. */
export type Interpreter = QuickJSWASMModule;

export type OpenInterpreter = () => Promise<Interpreter>;

/** Interpreters of one compiled module. */
export function interpreterOf(
  variant: QuickJSSyncVariant,
  wasmModule: WebAssembly.Module,
): OpenInterpreter {
  return () => newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule }));
}
