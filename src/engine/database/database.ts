import { AppError, isCancelled } from '../../data/app-error';
import type { CountedColumn } from '../../data/kinds';
import type { RejectedLines, TableInfo } from '../../data/table';
import { Channel } from '../workers/channel';
import { startWorker } from '../workers/start-worker';
import type { DatabaseCalls } from './serve-database';
import type { KindChanges, TypedColumn } from './tables';
import workerUrl from './database.worker.ts?worker&url';

export type EngineStatus = 'starting' | 'ready' | 'restarting' | 'failed';

/** How often at most the engine hears that the page is used. */
const noticeMs = 100;

/** How long at most statements stand still for work elsewhere. */
const asideMs = 500;

/** The engine as the page sees it: calls into its worker, which is started again when it breaks. */
export class Database {
  #channel!: Channel;
  #worker!: Worker;
  #ready!: Promise<void>;
  #status: EngineStatus = 'starting';
  #noticedAt = -Infinity;
  readonly #listeners = new Set<(status: EngineStatus, reason?: AppError) => void>();

  constructor() {
    this.#start();
  }

  get status(): EngineStatus {
    return this.#status;
  }

  /** Resolves when the engine answers; rejects when it cannot be started. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** Tells of every change of status. After `restarting`, all tables are gone. */
  subscribe(listener: (status: EngineStatus, reason?: AppError) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The answer of one statement as Arrow IPC bytes. */
  query(sql: string, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#call('query', { sql }, signal);
  }

  /** As `query`, for what nobody waits for: other statements go before each of its steps. */
  queryBehind(sql: string, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#call('queryBehind', { sql }, signal);
  }

  /** A person uses the page: what runs behind others waits until they rest, but not for ever. */
  noticeUse(): void {
    const now = performance.now();
    if (now - this.#noticedAt < noticeMs) return;
    this.#noticedAt = now;
    void this.#call('noticeUse', null).catch(() => undefined);
  }

  /**
   * Does something short in other workers that a person waits for, while statements stand still: they would take the
   * processor from it. Not for longer than a moment, however long it takes.
   */
  async standAside<T>(work: () => Promise<T>): Promise<T> {
    void this.#call('standStill', { mostMs: asideMs }).catch(() => undefined);
    try {
      return await work();
    } finally {
      void this.#call('goOn', null).catch(() => undefined);
    }
  }

  /** The answer in pieces of at least `leastBytes`, each an Arrow IPC stream; made as they are asked for. */
  async *stream(sql: string, leastBytes: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const stream = await this.#call<'openStream', number>('openStream', { sql, leastBytes });
    try {
      for (;;) {
        const piece = await this.#call<'nextPiece', Uint8Array | undefined>(
          'nextPiece',
          { stream },
          signal,
        );
        if (!piece) return;
        yield piece;
      }
    } finally {
      await this.#call('closeStream', { stream }).catch(() => undefined);
    }
  }

  createTable(
    fingerprint: string,
    select: string,
    kinds: KindChanges,
    signal?: AbortSignal,
  ): Promise<TableInfo> {
    return this.#call('createTable', { fingerprint, select, kinds }, signal);
  }

  /** Makes a table from Arrow IPC bytes, which are handed over, cast to the types given. */
  createTableOf(
    fingerprint: string,
    columns: readonly TypedColumn[],
    ipc: Uint8Array,
    signal?: AbortSignal,
  ): Promise<TableInfo> {
    return this.#call('createTableOf', { fingerprint, columns, ipc }, signal, [ipc.buffer]);
  }

  inspectTable(
    fingerprint: string,
    kinds: KindChanges,
    rejected: RejectedLines,
    counted: readonly CountedColumn[],
    kindCounts?: Uint8Array,
    signal?: AbortSignal,
  ): Promise<TableInfo> {
    const call = { fingerprint, kinds, rejected, counted, kindCounts };
    return this.#call('inspectTable', call, signal);
  }

  dropTable(fingerprint: string): Promise<void> {
    return this.#call('dropTable', { fingerprint });
  }

  /** Gives a table of the artifacts the name of one; an old table of that name is replaced. */
  renameTable(relation: string, fingerprint: string): Promise<void> {
    return this.#call('renameTable', { relation, fingerprint });
  }

  /** Appends Arrow IPC bytes to a table; the bytes are handed over. */
  insertIpc(schema: string, table: string, ipc: Uint8Array, create: boolean): Promise<void> {
    return this.#call('insertIpc', { schema, table, ipc, create }, undefined, [ipc.buffer]);
  }

  /**
   * Writes the table of an artifact into a new file of the browser's storage, behind other work.
   * @throws AppError `cancelled`, `storage_full`, `unavailable`
   */
  storeTable(fingerprint: string, file: FileSystemFileHandle, signal?: AbortSignal): Promise<void> {
    return this.#call('storeTable', { fingerprint, file }, signal);
  }

  /**
   * Makes the table of an artifact readable from a file that `storeTable` wrote; answers its relation, which its
   * `TableInfo` must name from then on. `dropTable` lets it go.
   * @throws AppError `storage_damaged`
   */
  attachTable(fingerprint: string, file: Blob): Promise<string> {
    return this.#call('attachTable', { fingerprint, file });
  }

  registerFile(name: string, file: Blob): Promise<string> {
    return this.#call('registerFile', { name, file });
  }

  dropFile(path: string): Promise<void> {
    return this.#call('dropFile', { path });
  }

  tableNames(sql: string): Promise<string[]> {
    return this.#call('tableNames', { sql });
  }

  /** Ends the worker and starts a new, empty one. */
  restart(reason: AppError): void {
    this.#worker.terminate();
    this.#channel.close(reason);
    this.#start();
    this.#tell('restarting', reason);
  }

  async #call<K extends keyof DatabaseCalls, T>(
    method: K,
    args: DatabaseCalls[K],
    signal?: AbortSignal,
    transfer: Transferable[] = [],
  ): Promise<T> {
    const channel = this.#channel;
    try {
      return await channel.call<T>(method, args, { signal, transfer });
    } catch (thrown) {
      const broken =
        thrown instanceof AppError && thrown.code === 'engine_crashed' && !isCancelled(thrown);
      if (broken && channel === this.#channel) this.restart(thrown);
      throw thrown;
    }
  }

  #start(): void {
    this.#worker = startWorker(workerUrl);
    this.#channel = new Channel(this.#worker);
    const worker = this.#worker;
    worker.addEventListener('error', (event) => {
      const message = `The engine stopped: ${event.message || 'its worker ended'}. It is started again.`;
      if (worker === this.#worker && this.#status !== 'failed') this.#fail(message);
    });
    this.#ready = this.#channel.call<void>('ready', null).then(
      () => this.#tell('ready'),
      (thrown) => {
        if (worker === this.#worker) this.#tell('failed', thrown as AppError);
        throw thrown;
      },
    );
    this.#ready.catch(() => undefined);
  }

  /** A worker that never came up is not started again: it would fail the same way. */
  #fail(message: string): void {
    const reason = new AppError('engine_crashed', message);
    if (this.#status === 'ready') this.restart(reason);
    else {
      this.#channel.close(reason);
      this.#tell('failed', reason);
    }
  }

  #tell(status: EngineStatus, reason?: AppError): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status, reason);
  }
}
