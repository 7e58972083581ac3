import init, { type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import wasmUrl from '@sqlite.org/sqlite-wasm/sqlite3.wasm?url';
import { fetchAsset } from '../../assets/fetch-asset';
import type { SqliteRuntime, SyncFile } from './sqlite-runtime';

type Options = { wasmBinary: ArrayBuffer; print: () => void; printErr: () => void };

const quiet = (): void => undefined;

/** Fetches SQLite from our own origin and starts it, in a worker. */
export async function loadSqlite(): Promise<SqliteRuntime> {
  const address = new URL(wasmUrl, import.meta.url).href;
  const wasmBinary = await (await fetchAsset(address, 'reader of SQLite')).arrayBuffer();
  // It would say where it cannot keep files in the browser, which nothing here asks it to do.
  Object.assign(globalThis, { sqlite3ApiConfig: { warn: quiet, log: quiet, debug: quiet } });
  const start = init as unknown as (options: Options) => Promise<Sqlite3Static>;
  const sqlite3 = await start({ wasmBinary, print: quiet, printErr: quiet });
  return { sqlite3, openSync };
}

/** Reads of a file where it lies, a page or more at a time. */
function openSync(file: Blob): SyncFile {
  const reader = new FileReaderSync();
  return {
    sizeBytes: file.size,
    read: (offset, length) =>
      new Uint8Array(reader.readAsArrayBuffer(file.slice(offset, offset + length))),
  };
}
