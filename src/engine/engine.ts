import { readColumns, type Columns } from '../data/columns';
import { findSample } from '../data/samples';
import type { ImportedFile, SourceFile, SourceOptions } from '../data/source';
import { fetchAsset } from './assets/fetch-asset';
import { Database } from './database/database';
import { artifactSchema } from './database/tables';
import { importFile } from './decode/import-file';
import { startDecoder } from './decode/start-decoder';
import { MemoryFileStore, type FileStore } from './files/file-store';
import { Scheduler } from './jobs/scheduler';

/** The engine as the page has it: one database, one scheduler, the files that were given. */
export class Engine {
  readonly scheduler = new Scheduler();
  readonly database = new Database();
  readonly #decoder = startDecoder();
  readonly files: FileStore = new MemoryFileStore(this.#decoder.hash);

  /** Versions that run records name. */
  readonly versions = { duckdb: '1.4.3', 'duckdb-wasm': '1.32.0' };

  /** The decoded answer of a short statement, for views; anything long belongs in an operator. */
  async query(sql: string, signal?: AbortSignal): Promise<Columns> {
    return readColumns(await this.database.query(sql, signal));
  }

  /** Reads a file or a sample into the table of an artifact. When it fails or is cancelled, nothing is left. */
  async importFile(
    fingerprint: string,
    file: SourceFile,
    options: SourceOptions,
    signal: AbortSignal,
    onProgress: (share: number, message: string) => void,
  ): Promise<ImportedFile> {
    const blob = await this.#bytesOf(file);
    const target = { schema: artifactSchema, table: fingerprint };
    const hooks = { signal, onProgress };
    const read = await importFile(
      this.database,
      this.#decoder,
      blob,
      file.name,
      target,
      options,
      hooks,
    );
    const kinds = options.kinds ?? [];
    const { rejected, format, notes, parts, part } = read;
    const table = await this.database.inspectTable(fingerprint, kinds, rejected, signal);
    return { table, format, notes, parts, part };
  }

  async #bytesOf(file: SourceFile): Promise<Blob> {
    const sample = file.sample === undefined ? undefined : findSample(file.sample);
    if (sample) return (await fetchAsset(`samples/${sample.file}`, 'sample')).blob();
    return this.files.get(file);
  }
}
