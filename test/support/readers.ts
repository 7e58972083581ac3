import { readBytes } from '../../src/engine/files/read-pieces';
import init from '@sqlite.org/sqlite-wasm';
import type { LoadReaders } from '../../src/engine/decode/open-table';
import type { SqliteRuntime } from '../../src/engine/decode/database/sqlite-runtime';
import { loadParquet } from './parquet-runtime';

let sqlite: Promise<SqliteRuntime> | undefined;

const quiet = (): void => undefined;

/** SQLite's wasm in Node, where a file is read into memory first. */
async function loadSqlite(): Promise<SqliteRuntime> {
  const start = init as unknown as (options: object) => ReturnType<typeof init>;
  const sqlite3 = await start({ print: quiet, printErr: quiet });
  Object.assign(sqlite3.config, { warn: quiet, error: quiet });
  return {
    sqlite3,
    openSync: async (file) => {
      const bytes = await readBytes(file);
      return {
        sizeBytes: bytes.length,
        read: (offset, length) => bytes.subarray(offset, offset + length),
      };
    },
  };
}

/** The large readers of the decode worker, in Node. */
export const readers: LoadReaders = {
  parquet: loadParquet,
  sqlite: () => (sqlite ??= loadSqlite()),
};
