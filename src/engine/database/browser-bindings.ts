import * as duckdb from '@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs';
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { fetchAsset } from '../assets/fetch-asset';
import { emptyDuckdbFile, logOf } from './empty-duckdb';
import type { RegisterFile, RegisterNewFile } from './session';

/** DuckDB in a browser worker: one thread, files by handle so that their bytes are read when asked for. */
export async function createBrowserBindings(): Promise<{
  bindings: DuckDBBindings;
  register: RegisterFile;
  registerNew: RegisterNewFile;
}> {
  const module = { mainModule: new URL(wasmUrl, import.meta.url).href, mainWorker: '' };
  const bindings = await duckdb.createDuckDB(
    { mvp: module, eh: module },
    new duckdb.VoidLogger(),
    duckdb.BROWSER_RUNTIME,
  );
  await instantiate(bindings, module.mainModule);
  bindings.open({ path: ':memory:' });
  return { bindings, register, registerNew };

  async function register(target: DuckDBBindings, path: string, file: Blob): Promise<void> {
    target.registerFileHandle(path, file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  }

  /** The engine has the file to itself until it is dropped, and so flushed and closed; its log stays in memory. */
  async function registerNew(
    target: DuckDBBindings,
    path: string,
    file: FileSystemFileHandle,
  ): Promise<() => void> {
    const access = await file.createSyncAccessHandle();
    access.truncate(0);
    access.write(emptyDuckdbFile(), { at: 0 });
    target.registerFileHandle(path, access, duckdb.DuckDBDataProtocol.BROWSER_FSACCESS, true);
    target.registerFileBuffer(logOf(path), new Uint8Array());
    return () => {
      target.dropFile(path);
      target.dropFile(logOf(path));
    };
  }
}

/** As the loader asks for it: what the module imports, and who takes the instance. */
type TakeInstance = (
  imports: WebAssembly.Imports,
  take: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => object;

/**
 * Loads the engine's module straight from its response. The package's own way passes its bytes through a stream that
 * counts them, and browsers keep compiled code only of a response as it came.
 */
function instantiate(bindings: DuckDBBindings, address: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const instantiateWasm: TakeInstance = (imports, take) => {
      Object.assign(globalThis, { DUCKDB_RUNTIME: duckdb.BROWSER_RUNTIME });
      load(address, imports).then(({ instance, module }) => take(instance, module), reject);
      return {};
    };
    Object.assign(bindings, { instantiateWasm });
    bindings.instantiate(() => undefined).then(resolve, reject);
  });
}

/** Streamed, save from a host that does not say what the file is, as plain hosts of files do not. */
async function load(
  address: string,
  imports: WebAssembly.Imports,
): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  const response = await fetchAsset(address, 'the engine');
  const type = response.headers.get('Content-Type');
  return type === 'application/wasm'
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
