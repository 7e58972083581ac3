import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { AppError, cancelled, isCancelled } from '../../data/app-error';
import { BehindOthers, EngineUse } from './behind-others';
import { toQueryError } from './query-error';
import { nextTask } from '../workers/next-task';

type Connection = number;

/** How often statements that stand still look whether they may go on. */
const lookMs = 5;

/** The one folder that SQL may read: files are registered under it and nowhere else. */
export const fileFolder = 'in/';

/** What no user may change afterwards: once the configuration is locked, it stays. */
const lockDown = [
  'SET autoload_known_extensions=false',
  'SET autoinstall_known_extensions=false',
  "SET custom_extension_repository='none'",
  'SET preserve_insertion_order=true',
  `SET allowed_directories=['${fileFolder}']`,
  'SET enable_external_access=false',
  'SET lock_configuration=true',
  'CREATE SCHEMA artifacts',
];

/** How a file reaches the engine; differs between browser (handles) and Node (buffers). */
export type RegisterFile = (bindings: DuckDBBindings, path: string, file: Blob) => Promise<void>;

/**
 * Makes an empty file of the browser's storage a database that the engine may write; absent where there is no storage.
 * Answers what lets go of it again.
 */
export type RegisterNewFile = (
  bindings: DuckDBBindings,
  path: string,
  file: FileSystemFileHandle,
) => Promise<() => void>;

/**
 * DuckDB, locked down, behind cancellable calls that answer in Arrow IPC bytes.
 * Every statement has a connection of its own while it runs, so that a quick one slips between the
 * pieces of a long one; nothing here blocks its thread for more than one poll (some 100 ms).
 */
export class DatabaseSession {
  readonly #idle: Connection[] = [];
  readonly #use = new EngineUse();
  #standsUntil = -Infinity;

  constructor(
    private readonly bindings: DuckDBBindings,
    private readonly register: RegisterFile,
    private readonly registerNew?: RegisterNewFile,
  ) {
    for (const statement of lockDown)
      this.#withConnection((id) => bindings.runQuery(id, statement));
  }

  /**
   * The answer of one statement as an Arrow IPC stream; empty for a statement that answers nothing.
   * @throws AppError `query_failed`, `not_allowed`, `out_of_memory` (each with its SQL), `cancelled`.
   */
  async query(sql: string, signal?: AbortSignal): Promise<Uint8Array> {
    const messages: Uint8Array[] = [];
    for await (const message of this.#answer(sql, signal)) messages.push(message);
    return concatenate(messages);
  }

  /** A person uses the page: what runs behind others waits a moment more. */
  noticeUse(): void {
    this.#use.notice();
  }

  /** Statements stand still at their next poll, until `goOn` or for so long. */
  standStill(mostMs: number): void {
    this.#standsUntil = performance.now() + mostMs;
    this.#use.notice();
  }

  goOn(): void {
    this.#standsUntil = -Infinity;
  }

  /** As `query`, but others go before it at each of its polls: for what nobody waits for. */
  async queryBehind(sql: string, signal?: AbortSignal): Promise<Uint8Array> {
    const id = this.#take();
    const messages: Uint8Array[] = [];
    const behind = new BehindOthers(this.#use);
    try {
      const pause = (): Promise<void> => behind.pause(signal);
      for await (const message of this.#answerOn(id, sql, signal, pause)) messages.push(message);
    } finally {
      this.#idle.push(id);
    }
    return concatenate(messages);
  }

  /**
   * The answer of one statement in pieces of at least `leastBytes`, each an Arrow IPC stream of its own; at least
   * one. The engine works out the next piece when it is asked for: memory stays at one piece, save where it must sort.
   * @throws AppError as `query`
   */
  async *stream(sql: string, leastBytes: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const messages = this.#answer(sql, signal);
    const header = await messages.next();
    if (header.done) return;
    let piece = [header.value];
    let pieceBytes = 0;
    let isFirst = true;
    for await (const message of messages) {
      piece.push(message);
      pieceBytes += message.byteLength;
      if (pieceBytes < leastBytes) continue;
      yield concatenate(piece);
      [piece, pieceBytes, isFirst] = [[header.value], 0, false];
    }
    if (isFirst || piece.length > 1) yield concatenate(piece);
  }

  /** Appends an Arrow IPC stream to a table, which is created when `create` is set. The bytes are taken over. */
  insertIpc(schema: string, table: string, ipc: Uint8Array, create: boolean): void {
    const id = this.#take();
    try {
      this.bindings.insertArrowFromIPCStream(id, ipc, { schema, name: table, create });
    } catch (thrown) {
      // A stream that failed stays open in its connection, which would go on with it next time.
      this.bindings.disconnect(id);
      throw toQueryError(thrown, `insert into ${schema}.${table}`);
    }
    this.#idle.push(id);
  }

  /** Makes a file readable for SQL under `in/name`; answers that path. */
  async registerFile(name: string, file: Blob): Promise<string> {
    const path = `${fileFolder}${name}`;
    await this.register(this.bindings, path, file);
    return path;
  }

  /** Makes an empty file a database that SQL may write under `path`, until it is released. */
  async registerNewFile(
    name: string,
    file: FileSystemFileHandle,
  ): Promise<{ path: string; release: () => void }> {
    if (!this.registerNew)
      throw new AppError('unavailable', 'Tables are kept only where the browser has storage.');
    const path = `${fileFolder}${name}`;
    return { path, release: await this.registerNew(this.bindings, path, file) };
  }

  dropFile(path: string): void {
    this.bindings.dropFile(path);
  }

  /** Base tables that a SELECT reads, through views, subqueries and CTEs; all of them must exist. */
  tableNames(sql: string): string[] {
    return this.#withConnection((id) => {
      try {
        return this.bindings.getTableNames(id, sql);
      } catch (thrown) {
        throw toQueryError(thrown, sql);
      }
    });
  }

  /** The messages of an answer as they come: its schema, then batches of rows; none where there is no answer. */
  async *#answer(sql: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const id = this.#take();
    this.#use.begin();
    try {
      yield* this.#answerOn(id, sql, signal);
    } finally {
      this.#use.end();
      this.#idle.push(id);
    }
  }

  async *#answerOn(
    id: Connection,
    sql: string,
    signal?: AbortSignal,
    pause = (): Promise<void> => this.#pause(signal),
  ): AsyncGenerator<Uint8Array> {
    if (signal?.aborted) throw cancelled();
    let isOpen = true;
    try {
      let header = this.bindings.startPendingQuery(id, sql, true);
      while (header === null) {
        await pause();
        header = this.bindings.pollPendingQuery(id);
      }
      if (header.byteLength > 0) yield header;
      yield* this.#batches(id, pause);
      isOpen = false;
    } catch (thrown) {
      isOpen = isCancelled(thrown);
      throw thrown instanceof AppError ? thrown : toQueryError(thrown, sql);
    } finally {
      if (isOpen) this.bindings.cancelPendingQuery(id);
    }
  }

  async *#batches(id: Connection, pause: () => Promise<void>): AsyncGenerator<Uint8Array> {
    let resumed = performance.now();
    for (;;) {
      const batch = this.bindings.fetchQueryResults(id);
      if (batch?.byteLength === 0) return;
      if (batch) yield batch;
      if (!batch || performance.now() - resumed > 50) {
        await pause();
        resumed = performance.now();
      }
    }
  }

  async #pause(signal?: AbortSignal): Promise<void> {
    await nextTask();
    while (performance.now() < this.#standsUntil && !signal?.aborted)
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    if (signal?.aborted) throw cancelled();
  }

  #take(): Connection {
    return this.#idle.pop() ?? this.bindings.connect().useUnsafe((_, id) => id);
  }

  #withConnection<T>(use: (id: Connection) => T): T {
    const id = this.#take();
    try {
      return use(id);
    } finally {
      this.#idle.push(id);
    }
  }
}

function concatenate(chunks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
