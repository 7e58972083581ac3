import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';

/** A file read on the spot, without waiting: what SQLite needs, and workers can do. */
export interface SyncFile {
  sizeBytes: number;
  /** Fewer bytes at the end of the file. */
  read(offset: number, length: number): Uint8Array;
}

/** SQLite's own wasm module, in a browser or in Node. */
export interface SqliteRuntime {
  sqlite3: Sqlite3Static;
  openSync(file: Blob): Promise<SyncFile> | SyncFile;
}

export type LoadSqlite = () => Promise<SqliteRuntime>;
