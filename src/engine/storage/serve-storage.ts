import { packValue } from '../../data/packed/pack-value';
import { unpackValue } from '../../data/packed/unpack-value';
import type { CallContext, Handlers } from '../workers/channel';
import type { BegunProject, NewContent } from './begun-project';
import type { StoredBlob } from './blobs';
import { OpenProject, type ProjectEvent, type WriteMode } from './open-project';
import type { Platform } from './ports';
import type { ProjectSummary } from './project-summary';
import { Projects, type BegunPlace } from './projects';
import { Shelf, type ShelfContent, type ShelfItem } from './shelf';
import { projectClosed, toStorageError } from './storage-error';

/** Where projects can lie. Without the browser's storage, `disk` is missing and `reason` says why. */
export interface Places {
  disk?: Platform;
  memory: Platform;
  reason?: string;
}

/** Arguments of the storage worker's functions, by name. */
export interface StorageCalls {
  start: null;
  listen: null;
  list: null;
  create: { about: unknown; inMemory: boolean };
  begin: null;
  fill: { id: string; about: unknown; content: NewContent };
  abandon: { id: string };
  duplicate: { id: string; about: unknown };
  remove: { id: string };
  restore: { id: string };
  purge: { id: string };
  open: { id: string; mode: WriteMode };
  close: { id: string };
  append: { id: string; payload: unknown; failures: number };
  snapshot: { id: string; payload: unknown };
  setAbout: { id: string; about: unknown };
  putBlob: { id: string; blob: Blob; sha256?: string };
  hasBlob: { id: string; sha256: string };
  putValue: { id: string; value: unknown };
  getBlob: { id: string; sha256: string };
  getValue: { id: string; sha256: string };
  checkBlob: { id: string; sha256: string };
  blobs: { id: string };
  removeBlobs: { id: string; sha256s: readonly string[] };
  startTable: { id: string; fingerprint: string };
  keepTable: { id: string; fingerprint: string };
  dropTable: { id: string; fingerprint: string };
  putTable: { id: string; fingerprint: string; file: Blob; sha256: string };
  findTable: { id: string; fingerprint: string };
  checkTable: { id: string; fingerprint: string };
  tables: { id: string };
  removeTables: { id: string; fingerprints: readonly string[] };
  shelf: null;
  putOnShelf: ShelfItem;
  takeFromShelf: { id: string; revision: number };
}

/** An event and the project that it is of. */
export type StorageEvent = { id: string; event: ProjectEvent };

type Served = {
  [K in keyof StorageCalls]: (args: StorageCalls[K], call: CallContext) => unknown;
};

/** The functions of the storage worker. */
export function serveStorage(opening: Promise<Places>): Handlers {
  const desk = new StorageDesk(opening);
  const served: Served = {
    start: async () => {
      const { disk, reason } = await opening;
      await (await desk.projects())[0]!.tidy();
      return disk ? { mode: 'disk' } : { mode: 'memory', reason };
    },
    listen: (_, { signal, progress }) => desk.listen(progress, signal),
    list: async () => {
      const lists = await Promise.all((await desk.projects()).map((projects) => projects.list()));
      return lists.flat() satisfies ProjectSummary[];
    },
    create: async ({ about, inMemory }) => {
      const places = await desk.projects();
      return places.at(inMemory ? -1 : 0)!.create(about);
    },
    begin: () => desk.begin(),
    fill: ({ id, about, content }, { signal, progress }) =>
      desk.takeBegun(id).fillWith(about, content, { signal, onProgress: progress }),
    abandon: ({ id }) => desk.takeBegun(id).abandon(),
    duplicate: async ({ id, about }, { signal, progress }) =>
      (await desk.placeOf(id)).projects.duplicate(id, about, { signal, onProgress: progress }),
    remove: async ({ id }) => {
      await desk.close(id);
      await (await desk.placeOf(id)).projects.remove(id);
    },
    restore: async ({ id }) => (await desk.placeOf(id)).projects.restore(id),
    purge: async ({ id }) => {
      await desk.close(id);
      await (await desk.placeOf(id)).projects.purge(id);
    },
    open: async ({ id, mode }) => (await desk.open(id, mode)).content,
    close: ({ id }) => desk.close(id),
    append: async ({ id, payload, failures }) => desk.get(id).append(payload, failures),
    snapshot: async ({ id, payload }) => desk.get(id).snapshot(payload),
    setAbout: async ({ id, about }) => desk.get(id).writer.setAbout(about),
    putBlob: async ({ id, blob, sha256 }, { signal, progress }) =>
      desk.written(id).blobs.put(blob, sha256, { signal, onProgress: progress }),
    putValue: async ({ id, value }) => {
      const packed = packValue(value);
      const sha256 = await desk.written(id).blobs.put(new Blob([packed]));
      return { sha256, sizeBytes: packed.byteLength } satisfies StoredBlob;
    },
    hasBlob: async ({ id, sha256 }) => desk.get(id).blobs.has(sha256),
    getBlob: async ({ id, sha256 }) => desk.get(id).blobs.get(sha256),
    getValue: async ({ id, sha256 }) => {
      const blob = await desk.get(id).blobs.get(sha256);
      return unpackValue(new Uint8Array(await blob.arrayBuffer()));
    },
    checkBlob: async ({ id, sha256 }, { signal }) => desk.get(id).blobs.check(sha256, { signal }),
    blobs: async ({ id }) => desk.get(id).blobs.list(),
    removeBlobs: async ({ id, sha256s }) => {
      for (const sha256 of sha256s) await desk.written(id).blobs.remove(sha256);
    },
    startTable: async ({ id, fingerprint }) => desk.written(id).tables.start(fingerprint),
    keepTable: async ({ id, fingerprint }, { signal }) =>
      desk.written(id).tables.keep(fingerprint, { signal }),
    dropTable: async ({ id, fingerprint }) => desk.written(id).tables.drop(fingerprint),
    putTable: async ({ id, fingerprint, file, sha256 }, { signal, progress }) =>
      desk.written(id).tables.put(fingerprint, file, sha256, { signal, onProgress: progress }),
    findTable: async ({ id, fingerprint }) => desk.get(id).tables.find(fingerprint),
    checkTable: async ({ id, fingerprint }, { signal }) =>
      desk.get(id).tables.check(fingerprint, { signal }),
    tables: async ({ id }) => desk.get(id).tables.list(),
    removeTables: async ({ id, fingerprints }) => {
      for (const fingerprint of fingerprints) await desk.written(id).tables.remove(fingerprint);
    },
    shelf: async () => (await desk.shelf()).list() satisfies Promise<ShelfContent>,
    putOnShelf: async (item) => (await desk.shelf()).put(item),
    takeFromShelf: async ({ id, revision }) => (await desk.shelf()).remove(id, revision),
  };
  return withTypedFailures(served);
}

/** Which projects are open here, and where each lies. */
class StorageDesk {
  readonly #open = new Map<string, OpenProject>();
  readonly #begun = new Map<string, BegunProject>();
  #tell: (event: StorageEvent) => void = () => undefined;

  constructor(private readonly opening: Promise<Places>) {}

  /** Tells of events until the caller has enough. */
  listen(tell: (event: StorageEvent) => void, signal: AbortSignal): Promise<void> {
    this.#tell = tell;
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
  }

  /** The disk first, where there is one; memory last. */
  async projects(): Promise<Projects[]> {
    return (await this.#places()).map(({ projects }) => projects);
  }

  /** What all projects share, on the disk where there is one. */
  async shelf(): Promise<Shelf> {
    return new Shelf((await this.#places())[0]!.platform);
  }

  /** @throws AppError `unknown_project` */
  async placeOf(id: string): Promise<{ platform: Platform; projects: Projects }> {
    const places = await this.#places();
    for (const place of places) if (await place.projects.find(id)) return place;
    await places[0]!.projects.get(id);
    return places[0]!;
  }

  async begin(): Promise<BegunPlace> {
    const [projects] = await this.projects();
    const begun = await projects!.begin();
    this.#begun.set(begun.id, begun);
    return projects!.placeOf(begun);
  }

  /** A project that was begun and is ended now, one way or the other. @throws AppError `storage_closed` */
  takeBegun(id: string): BegunProject {
    const begun = this.#begun.get(id);
    this.#begun.delete(id);
    if (!begun) throw projectClosed(id);
    return begun;
  }

  async open(id: string, mode: WriteMode): Promise<OpenProject> {
    const { platform, projects } = await this.placeOf(id);
    await this.close(id);
    const tell = (event: ProjectEvent): void => this.#tell({ id, event });
    const open = await OpenProject.open(platform, await projects.get(id), id, mode, tell);
    this.#open.set(id, open);
    return open;
  }

  async close(id: string): Promise<void> {
    const open = this.#open.get(id);
    this.#open.delete(id);
    await open?.close();
  }

  get(id: string): OpenProject {
    const open = this.#open.get(id);
    if (!open) throw projectClosed(id);
    return open;
  }

  /** @throws AppError `project_taken` where it is open for reading only */
  written(id: string): OpenProject {
    const open = this.get(id);
    void open.writer;
    return open;
  }

  async #places(): Promise<{ platform: Platform; projects: Projects }[]> {
    const { disk, memory } = await this.opening;
    const inMemory = { platform: memory, projects: new Projects(memory, 'memory') };
    return disk ? [{ platform: disk, projects: new Projects(disk, 'disk') }, inMemory] : [inMemory];
  }
}

function withTypedFailures(served: Served): Handlers {
  const names = Object.keys(served) as (keyof StorageCalls)[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (args: never, call: CallContext) => {
        try {
          return await (served[name] as Handlers[string])(args, call);
        } catch (thrown) {
          throw toStorageError(thrown);
        }
      },
    ]),
  );
}
