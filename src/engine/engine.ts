import { readColumns, type Columns } from '../data/columns';
import { findSample } from '../data/samples';
import { quoteText } from '../data/sql';
import type { ImportedFile, SourceFile, SourceOptions } from '../data/source';
import { fetchAsset } from './assets/fetch-asset';
import { Database } from './database/database';
import { MemoryFileStore, type FileStore } from './files/file-store';
import { hashFile } from './files/hash-file';
import { Scheduler } from './jobs/scheduler';

/** The engine as the page has it: one database, one scheduler, the files that were given. */
export class Engine {
  readonly scheduler = new Scheduler();
  readonly database = new Database();
  readonly files: FileStore = new MemoryFileStore(hashFile);

  /** Versions that run records name. */
  readonly versions = { duckdb: '1.4.3', 'duckdb-wasm': '1.32.0' };

  /** The decoded answer of a short statement, for views; anything long belongs in an operator. */
  async query(sql: string, signal?: AbortSignal): Promise<Columns> {
    return readColumns(await this.database.query(sql, signal));
  }

  /** Reads a file or a sample into the table of an artifact, as a job that can be seen and cancelled. */
  async importFile(
    fingerprint: string,
    file: SourceFile,
    options: SourceOptions,
    signal: AbortSignal,
    onProgress: (share: number, message: string) => void,
  ): Promise<ImportedFile> {
    const blob = await this.#bytesOf(file);
    onProgress(0, `Reading ${file.name}`);
    const path = await this.database.registerFile(`${fingerprint}.csv`, blob);
    const select = `SELECT * FROM read_csv(${quoteText(path)})`;
    const table = await this.database.createTable(fingerprint, select, options.kinds ?? [], signal);
    await this.database.dropFile(path);
    return { table, format: 'csv', notes: [] };
  }

  async #bytesOf(file: SourceFile): Promise<Blob> {
    const sample = file.sample === undefined ? undefined : findSample(file.sample);
    if (sample) return (await fetchAsset(`samples/${sample.file}`, 'sample')).blob();
    return this.files.get(file);
  }
}
