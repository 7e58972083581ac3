import { readColumns, type Columns } from '../data/columns';
import { findSample } from '../data/samples';
import { AppError } from '../data/app-error';
import { estimateFit, type FitEstimate } from '../data/fit';
import { countWords, formatBytes } from '../data/format';
import type { SketchedFile } from '../data/sketch/sketched-file';
import type { FileSketch } from '../data/file-look';
import type { ImportedFile, SourceFile, SourceOptions } from '../data/source';
import type { ExportSummary, FileSink } from '../data/export';
import type { CountedColumn } from '../data/kinds';
import type { ColumnInfo, TableInfo } from '../data/table';
import type { ColumnTexts } from '../data/texts/column-texts';
import type { TextPreview } from '../data/text-preview';
import { fetchAsset } from './assets/fetch-asset';
import { CubeWorkers } from './cube/cube-workers';
import { Database } from './database/database';
import { artifactSchema } from './database/tables';
import { EarlyImport } from './decode/early-import';
import { importFile } from './decode/import-file';
import type { ImportedTable, ImportHooks } from './decode/import-ports';
import { readAsAsked } from './decode/csv/read-as-asked';
import type { LookHooks } from './decode/sketch/sketch-ports';
import { startDecoder } from './decode/start-decoder';
import { exportTable, type ExportHooks, type ExportRequest } from './encode/export-table';
import { startEncoder } from './encode/start-encoder';
import type { HashHooks } from './files/hash-file';
import { MemoryFileStore, type FileStore, type HashFile } from './files/file-store';
import { Scheduler } from './jobs/scheduler';
import { makeCsv } from './rehearsal/made-csv';
import { Rehearsal } from './rehearsal/rehearsal';

/** A file on its way in. */
export interface FileIntake {
  source: Promise<SourceFile>;
  release(): Promise<void>;
}

/** Tables of which it is remembered what was counted of their texts. */
const keptTexts = 8;
/** Rest before a made table is read, and its rows: enough for the browser to compile what runs often. */
const rehearsalQuietMs = 1000;
const rehearsalRows = 120_000;
/** A value of one character and its delimiter may become nine bytes: a file so much smaller than the room fits. */
const mostExpansion = 4.6;

/** The engine as the page has it: one database, one scheduler, the files that were given. */
export class Engine {
  readonly scheduler = new Scheduler();
  readonly rehearsal = new Rehearsal(this.scheduler);
  readonly cubes = new CubeWorkers();
  readonly #decoder = startDecoder();
  readonly files: FileStore = new MemoryFileStore(this.#decoder.hash);

  #early: readonly EarlyImport[] = [];
  #lastEarly = 0;
  readonly #texts = new Map<string, ColumnTexts[]>();

  /**
   * Bytes that tables may take together. The engine gives up at some 3.1 GiB; the rest is for the steps to come.
   * Lower it where a machine has less, raise it to try more.
   */
  budgetBytes = 2.5 * 2 ** 30;

  /** Versions that run records name. */
  readonly versions = { duckdb: '1.4.3', 'duckdb-wasm': '1.32.0' };

  /** A database that is on its way; it takes longest to start, so the page may begin it before all else. */
  constructor(readonly database = new Database()) {}

  /** The hash that files and other bytes are kept under, taken in a worker. */
  readonly hash: HashFile = (file, hooks) => this.#decoder.hash(file, hooks);

  /** The decoded answer of a short statement, for views; anything long belongs in an operator. */
  async query(sql: string, signal?: AbortSignal): Promise<Columns> {
    return readColumns(await this.database.query(sql, signal));
  }

  /**
   * Takes a file in: it is hashed, which names it, and at the same time, but not before `turn`, read as `options` say,
   * for the import that follows. `release` ends what that import did not take over.
   */
  takeIn(
    file: Blob,
    name: string,
    options: SourceOptions,
    hooks: HashHooks = {},
    turn: Promise<void> = Promise.resolve(),
  ): FileIntake {
    this.rehearsal.end();
    const table = `early ${(this.#lastEarly += 1)}`;
    const early = new EarlyImport(
      file,
      readingKey(name, options),
      (hooks) => turn.then(() => this.#import(table, file, name, options, hooks)),
      () => this.database.dropTable(table),
    );
    this.#early = [...this.#early, early];
    return {
      source: this.files.put(file, name, hooks),
      release: () => {
        this.#forget(early);
        return early.release();
      },
    };
  }

  /** What a file seems to hold, before it is read: the first rows, then a sketch of its columns. */
  look(
    file: Blob,
    name: string,
    options: SourceOptions,
    hooks: LookHooks,
  ): Promise<FileSketch | undefined> {
    this.rehearsal.end();
    return this.#decoder.look(file, name, options, hooks);
  }

  /** The first rows of a text as `options` would read them, columns read anew included; nothing is imported. */
  async preview(
    file: SourceFile,
    options: SourceOptions,
    signal: AbortSignal,
  ): Promise<TextPreview> {
    const blob = await this.#bytesOf(file);
    const preview = await this.#decoder.preview(blob, file.name, options, { signal });
    const query = (sql: string): Promise<Columns> => this.query(sql, signal);
    return { ...preview, rows: await readAsAsked(query, preview, options.readings ?? []) };
  }

  /** Starts the decode worker and runs once through what looks at a file, so that the first one need not wait. */
  async prime(): Promise<void> {
    const line = 'name,2020-01-01,12.5,true,"a, text"\n';
    await this.#decoder.look(new Blob([line.repeat(4000)]), 'prime.csv', {});
  }

  /**
   * Reads a made table once nothing has been asked for a while, lets `use` work on it, and leaves nothing: by then the
   * browser has compiled what the first file would wait for. Ends at once when anything is really asked.
   */
  rehearse(use: (table: TableInfo, signal: AbortSignal) => Promise<unknown>): Promise<void> {
    return this.rehearsal.begin(rehearsalQuietMs, async (signal) => {
      await this.database.ready;
      const file = await makeCsv(rehearsalRows, signal);
      if (!file) return;
      const name = 'rehearsal';
      try {
        const read = await this.#import(name, file, `${name}.csv`, {}, { signal });
        this.#keepTexts(name, read.texts);
        await use(await this.#inspect(name, read, {}, signal), signal);
      } finally {
        this.#texts.delete(name);
        await this.database.dropTable(name);
      }
    });
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
    const hooks = { signal, onProgress };
    const key = readingKey(file.name, options);
    const early = this.#early.find((each) => each.file === blob && each.key === key);
    const read = early
      ? await this.#adopt(early, fingerprint, hooks)
      : await this.#import(fingerprint, blob, file.name, options, hooks);
    const { repaired, extract, proposals, casts, format, notes, parts, part } = read;
    const table = await this.#inspect(fingerprint, read, options, signal);
    this.#keepTexts(fingerprint, read.texts);
    const columns = withTexts(table.columns, read.writtenIn);
    const made = { ...table, columns, extract };
    const { otherwise } = read;
    return { table: made, format, notes, repaired, proposals, casts, otherwise, parts, part };
  }

  #inspect(
    fingerprint: string,
    { rejected, texts, kindCounts }: ImportedTable,
    { kinds = [] }: SourceOptions,
    signal: AbortSignal,
  ): Promise<TableInfo> {
    const counted = texts.map(withoutPacked);
    return this.database.inspectTable(fingerprint, kinds, rejected, counted, kindCounts, signal);
  }

  /** One pass over a file that tells what its columns hold; no table is made. */
  async sketchFile(
    file: SourceFile,
    options: SourceOptions,
    signal: AbortSignal,
    onProgress: (share: number, message: string) => void,
  ): Promise<SketchedFile> {
    const blob = await this.#bytesOf(file);
    return this.#decoder.sketchFile(blob, file.name, options, {
      signal,
      onProgress: (bytes) => onProgress(bytes / blob.size, `Reading ${file.name}`),
    });
  }

  /** Bytes that a further table may take, by the budget and by what stands in the database. */
  async room(): Promise<number> {
    const answer = await this.query(
      'SELECT coalesce(sum(memory_usage_bytes), 0)::DOUBLE AS used FROM duckdb_memory()',
    );
    return Math.max(0, this.budgetBytes - answer.numbers('used')[0]!);
  }

  /** A sketch of a file that was given before; undefined where only reading all of it would tell. */
  async lookAgain(file: SourceFile, options: SourceOptions): Promise<FileSketch | undefined> {
    return this.#decoder.look(await this.#bytesOf(file), file.name, options, { whole: true });
  }

  /** @throws AppError `too_large` before anything starts, where the table would not fit. */
  async #checkFit(file: Blob, name: string, options: SourceOptions): Promise<void> {
    if (options.anyway || file.size * mostExpansion <= this.budgetBytes / 2) return;
    const room = await this.room();
    if (file.size * mostExpansion <= room) return;
    const sketch = await this.#decoder.look(file, name, options);
    if (!sketch) return;
    const estimate = estimateFit(sketch, file.size, options);
    if (estimate.bytes > room) throw tooLarge(name, estimate, room);
  }

  async #import(
    table: string,
    file: Blob,
    name: string,
    options: SourceOptions,
    hooks: ImportHooks,
  ): Promise<ImportedTable> {
    await this.#checkFit(file, name, options);
    const target = { schema: artifactSchema, table };
    return importFile(this.database, this.#decoder, file, name, target, options, hooks);
  }

  async #adopt(
    early: EarlyImport,
    fingerprint: string,
    hooks: ImportHooks,
  ): Promise<ImportedTable> {
    this.#forget(early);
    const read = await early.adopt(hooks);
    await this.database.renameTable(read.relation, fingerprint);
    return read;
  }

  /** What was counted of a table's text columns while it was read; none where that was not possible. */
  columnTexts(fingerprint: string, columns?: readonly string[]): ColumnTexts[] {
    const texts = this.#texts.get(fingerprint) ?? [];
    return columns ? texts.filter(({ name }) => columns.includes(name)) : texts;
  }

  /** Only of the latest tables, since the engine can count again. */
  #keepTexts(fingerprint: string, texts: ColumnTexts[]): void {
    this.#texts.delete(fingerprint);
    this.#texts.set(fingerprint, texts);
    const oldest = [...this.#texts.keys()].slice(0, -keptTexts);
    for (const each of oldest) this.#texts.delete(each);
  }

  #forget(early: EarlyImport): void {
    this.#early = this.#early.filter((each) => each !== early);
  }

  /** Writes rows of a table as a file, in a worker that is ended afterwards. */
  exportTable(request: ExportRequest, sink: FileSink, hooks: ExportHooks): Promise<ExportSummary> {
    return exportTable(this.database, startEncoder, request, sink, hooks);
  }

  async #bytesOf(file: SourceFile): Promise<Blob> {
    const sample = file.sample === undefined ? undefined : findSample(file.sample);
    if (sample) return (await fetchAsset(`samples/${sample.file}`, 'sample')).blob();
    return this.files.get(file);
  }
}

/** Kinds are told after reading, and so no part of it. */
function readingKey(name: string, options: SourceOptions): string {
  return JSON.stringify([name, { ...options, kinds: undefined }]);
}

/** Tells each column which other keeps its texts. */
function withTexts(
  columns: readonly ColumnInfo[],
  writtenIn: ImportedTable['writtenIn'] = [],
): ColumnInfo[] {
  const texts = new Map(writtenIn);
  return columns.map((column) => {
    const keptIn = texts.get(column.name);
    return keptIn === undefined ? column : { ...column, writtenIn: keptIn };
  });
}

function withoutPacked(texts: ColumnTexts): CountedColumn {
  const { name, present, distinct, phrases, characters } = texts;
  return { name, present, distinct, phrases, characters };
}

function tooLarge(name: string, { rows, columns, bytes }: FitEstimate, room: number): AppError {
  const about = Number(rows.toPrecision(2));
  return new AppError(
    'too_large',
    `"${name}" would not fit: about ${countWords(about, 'row')} × ${countWords(columns, 'column')} take some ${formatBytes(bytes)} in memory, and there is room for ${formatBytes(room)}. Nothing was started. Choose columns, rows, a random sample, or a profile without a table.`,
    { name, rows: about, columns, bytes: Math.round(bytes), room: Math.round(room) },
  );
}
