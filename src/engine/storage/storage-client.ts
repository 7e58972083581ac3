import type { AppError } from '../../data/app-error';
import type { CallOptions } from '../workers/channel';
import type { NewContent } from './begun-project';
import type { StoredBlob } from './blobs';
import type { ProjectEvent, WriteMode } from './open-project';
import type { ProjectContent } from './project-content';
import type { BegunPlace } from './projects';
import type { ProjectSummary } from './project-summary';
import type { StorageCalls, StorageEvent } from './serve-storage';
import type { ShelfContent, ShelfItem } from './shelf';
import type { TableFile } from './table-files';

/** Calls the storage worker, or what serves in its place. */
export type CallStorage = <K extends keyof StorageCalls, T>(
  method: K,
  args: StorageCalls[K],
  options?: CallOptions,
) => Promise<T>;

/** Whether projects outlive the page, and if not, why. */
export interface StorageMode {
  mode: 'disk' | 'memory';
  reason?: string;
}

export interface CopyOptions {
  signal?: AbortSignal;
  onProgress?: (bytesDone: number) => void;
}

/**
 * What is kept, as the page sees it: projects, of which some are open. Failures are `AppError`s: `storage_full`,
 * `storage_busy`, `storage_lost`, `storage_failed`, `storage_damaged`, `unknown_project`, `project_busy`,
 * `project_taken`, `newer_format`; what failed has changed nothing.
 */
export class StorageClient {
  readonly #listeners = new Map<string, Set<(event: ProjectEvent) => void>>();
  readonly #failures = new Map<string, number>();

  #isListening = false;

  constructor(private readonly callWorker: CallStorage) {}

  /** Resolves when the store answers: projects lie on this machine, or in memory and then `reason` says why. */
  start(): Promise<StorageMode> {
    return this.call('start', null);
  }

  /** All projects, deleted ones too (`deletedAt`) until they are purged. */
  list(): Promise<ProjectSummary[]> {
    return this.call('list', null);
  }

  /** Makes an empty project and answers its id. `about` is plain JSON for the list of projects. */
  create(about: unknown, { inMemory = false } = {}): Promise<string> {
    return this.call('create', { about, inMemory });
  }

  /** Begins a project that comes whole: it is there once it is filled. It must be filled or abandoned. */
  begin(): Promise<BegunPlace> {
    return this.call('begin', null);
  }

  /** Makes a project of what was begun, at one stroke; what fails leaves nothing. @throws AppError as `BegunProject.fillWith` */
  fill(
    id: string,
    about: unknown,
    content: NewContent,
    options: CopyOptions = {},
  ): Promise<string> {
    return this.call('fill', { id, about, content }, options);
  }

  /** Removes a project that was begun, with what was written of it. */
  abandon(id: string): Promise<void> {
    return this.call('abandon', { id });
  }

  /** A copy with all that the project holds; answers its id. */
  duplicate(id: string, about: unknown, options: CopyOptions = {}): Promise<string> {
    return this.call('duplicate', { id, about }, options);
  }

  /** Marks as deleted; closes it where it is open here. */
  remove(id: string): Promise<void> {
    return this.call('remove', { id });
  }

  /** Takes the mark of `remove` away again. */
  restore(id: string): Promise<void> {
    return this.call('restore', { id });
  }

  /** Removes a project for good. */
  purge(id: string): Promise<void> {
    return this.call('purge', { id });
  }

  /**
   * Opens a project: to write, to read and follow its writer, or to take it over from another tab.
   * @throws AppError `project_busy` to write while another tab does; `newer_format`, `unknown_project`
   */
  async open(id: string, mode: WriteMode = 'write'): Promise<ProjectContent> {
    const content = await this.call<'open', ProjectContent>('open', { id, mode });
    this.#failures.delete(id);
    return content;
  }

  close(id: string): Promise<void> {
    return this.call('close', { id });
  }

  /** Tells what happens to an open project. */
  subscribe(id: string, listener: (event: ProjectEvent) => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /**
   * Stores a payload (plain JSON); resolves to its number once it is safe on disk. When it fails, so do all that were
   * asked for behind it until then: store them again in order, or a snapshot of the whole.
   */
  async append(id: string, payload: unknown): Promise<number> {
    const failures = this.#failures.get(id) ?? 0;
    try {
      return await this.call('append', { id, payload, failures });
    } catch (thrown) {
      const counted = Number((thrown as AppError).details?.failures ?? 0);
      this.#failures.set(id, Math.max(this.#failures.get(id) ?? 0, counted));
      throw thrown;
    }
  }

  /** Stores a state that includes all payloads so far; an opening starts from it. */
  snapshot(id: string, payload: unknown): Promise<number> {
    return this.call('snapshot', { id, payload });
  }

  setAbout(id: string, about: unknown): Promise<void> {
    return this.call('setAbout', { id, about });
  }

  /** Stores bytes under their hash (`hashFile`) and answers it. With `sha256`, what is there is not copied again. */
  putBlob(
    id: string,
    blob: Blob,
    options: CopyOptions & { sha256?: string } = {},
  ): Promise<string> {
    const { sha256, ...hooks } = options;
    return this.call('putBlob', { id, blob, sha256 }, hooks);
  }

  /** Stores a value that can be cloned, typed arrays and all, packed in the worker; `getValue` gives it back. */
  putValue(id: string, value: unknown): Promise<StoredBlob> {
    return this.call('putValue', { id, value });
  }

  /** @throws AppError as `getBlob` */
  getValue(id: string, sha256: string): Promise<unknown> {
    return this.call('getValue', { id, sha256 });
  }

  hasBlob(id: string, sha256: string): Promise<boolean> {
    return this.call('hasBlob', { id, sha256 });
  }

  /** The bytes, checked; of those over 64 MiB a `damaged` event may follow. @throws AppError `storage_lost`, `storage_damaged` */
  getBlob(id: string, sha256: string): Promise<Blob> {
    return this.call('getBlob', { id, sha256 });
  }

  checkBlob(id: string, sha256: string, signal?: AbortSignal): Promise<boolean> {
    return this.call('checkBlob', { id, sha256 }, { signal });
  }

  blobs(id: string): Promise<StoredBlob[]> {
    return this.call('blobs', { id });
  }

  removeBlobs(id: string, sha256s: readonly string[]): Promise<void> {
    return this.call('removeBlobs', { id, sha256s });
  }

  /** A new file for `Database.storeTable`; then `keepTable`, or `dropTable` where that failed. @throws AppError `unavailable` in memory */
  startTable(id: string, fingerprint: string): Promise<FileSystemFileHandle> {
    return this.call('startTable', { id, fingerprint });
  }

  keepTable(id: string, fingerprint: string, signal?: AbortSignal): Promise<TableFile> {
    return this.call('keepTable', { id, fingerprint }, { signal });
  }

  dropTable(id: string, fingerprint: string): Promise<void> {
    return this.call('dropTable', { id, fingerprint });
  }

  /** Keeps the file of a table that came from elsewhere. @throws AppError `unreadable_file` for other bytes than those of `sha256` */
  putTable(
    id: string,
    fingerprint: string,
    file: Blob,
    { sha256, ...hooks }: CopyOptions & { sha256: string },
  ): Promise<TableFile> {
    return this.call('putTable', { id, fingerprint, file, sha256 }, hooks);
  }

  /** The file for `Database.attachTable`; `undefined` where none is kept. @throws AppError `storage_damaged` for a wrong size */
  findTable(id: string, fingerprint: string): Promise<Blob | undefined> {
    return this.call('findTable', { id, fingerprint });
  }

  /** Whether the bytes of a table's file are those that were written. */
  checkTable(id: string, fingerprint: string, signal?: AbortSignal): Promise<boolean> {
    return this.call('checkTable', { id, fingerprint }, { signal });
  }

  tables(id: string): Promise<TableFile[]> {
    return this.call('tables', { id });
  }

  removeTables(id: string, fingerprints: readonly string[]): Promise<void> {
    return this.call('removeTables', { id, fingerprints });
  }

  /** Values that belong to no project, and how many of them are damaged. */
  shelf(): Promise<ShelfContent> {
    return this.call('shelf', null);
  }

  /** Puts a value in place of the revision that it was made from (0: none yet); answers its revision. @throws AppError `storage_busy` */
  putOnShelf(item: ShelfItem): Promise<number> {
    return this.call('putOnShelf', item);
  }

  takeFromShelf(id: string, revision: number): Promise<void> {
    return this.call('takeFromShelf', { id, revision });
  }

  private readonly call: CallStorage = (method, args, options) => {
    if (!this.#isListening) this.#listen();
    return this.callWorker(method, args, options);
  };

  /** For as long as the worker lives; the next call finds another one. */
  #listen(): void {
    this.#isListening = true;
    const onProgress = ({ id, event }: StorageEvent): void => this.#hear(id, event);
    this.callWorker('listen', null, { onProgress }).catch(() => {
      this.#isListening = false;
      for (const id of this.#listeners.keys()) this.#hear(id, { type: 'stopped' });
    });
  }

  #hear(id: string, event: ProjectEvent): void {
    for (const listener of this.#listeners.get(id) ?? []) listener(event);
  }
}
