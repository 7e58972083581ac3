import * as duckdb from '@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs';
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import type { RegisterFile } from './session';

/** DuckDB in a browser worker: one thread, files by handle so that their bytes are read when asked for. */
export async function createBrowserBindings(): Promise<{
  bindings: DuckDBBindings;
  register: RegisterFile;
}> {
  const module = { mainModule: new URL(wasmUrl, import.meta.url).href, mainWorker: '' };
  const bindings = await duckdb.createDuckDB(
    { mvp: module, eh: module },
    new duckdb.VoidLogger(),
    duckdb.BROWSER_RUNTIME,
  );
  await bindings.instantiate(() => undefined);
  bindings.open({ path: ':memory:' });
  return { bindings, register };

  async function register(target: DuckDBBindings, path: string, file: Blob): Promise<void> {
    target.registerFileHandle(path, file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  }
}
