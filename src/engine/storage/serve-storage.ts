import { AppError } from '../../data/app-error';
import { packValue } from '../../data/packed/pack-value';
import { unpackValue } from '../../data/packed/unpack-value';
import type { CallContext, Handlers } from '../workers/channel';
import type { StoredBlob } from './blob-store';
import type { ProjectContent } from './project-store';
import { ProjectStores } from './project-stores';
import { toStorageError } from './storage-error';
import type { Directory } from './storage-ports';

/** A project as the page gets it: payloads are what was handed in, as JSON. */
export interface OpenedProject {
  snapshot?: unknown;
  payloads: { number: number; payload: unknown }[];
  damage: [from: number, to: number][];
}

/** A project of the list. */
export interface ListedProject {
  id: string;
  about?: unknown;
  deletedAt?: string;
}

/** Arguments and answers of the storage worker's functions, by name. */
export interface StorageCalls {
  start: [args: Record<string, never>, answer: string | undefined];
  list: [args: Record<string, never>, answer: ListedProject[]];
  sizeOf: [args: { id: string }, answer: number];
  open: [args: { id: string; write: boolean }, answer: OpenedProject];
  close: [args: { id: string }, answer: void];
  append: [args: { id: string; payload: unknown }, answer: number];
  snapshot: [args: { id: string; payload: unknown }, answer: void];
  setAbout: [args: { id: string; about: unknown }, answer: void];
  putBlob: [args: { id: string; blob: Blob }, answer: string];
  putValue: [args: { id: string; value: unknown }, answer: StoredBlob];
  getBlob: [args: { id: string; sha256: string; check: boolean }, answer: Blob];
  getValue: [args: { id: string; sha256: string }, answer: unknown];
  blobs: [args: { id: string }, answer: StoredBlob[]];
  removeBlob: [args: { id: string; sha256: string }, answer: void];
  duplicate: [args: { id: string; copyId: string }, answer: void];
  remove: [args: { id: string }, answer: void];
  restore: [args: { id: string }, answer: void];
  purge: [args: { id: string }, answer: void];
}

type Served = {
  [K in keyof StorageCalls]: (
    args: StorageCalls[K][0],
    call: CallContext,
  ) => Promise<StorageCalls[K][1]>;
};

/** The functions of the storage worker. `root` rejects where this browser keeps nothing for this page. */
export function serveStorage(root: () => Promise<Directory>): Handlers {
  let opening: Promise<ProjectStores> | undefined;
  const stores = (): Promise<ProjectStores> => (opening ??= root().then(ProjectStores.open));
  const served: Served = {
    start: () => findReason(stores),
    list: async () =>
      (await (await stores()).list()).map(({ id, about, deletedAt }) => ({
        id,
        about: about && fromBytes(about),
        deletedAt,
      })),
    sizeOf: async ({ id }) => (await stores()).sizeOf(id),
    open: async ({ id, write }) => {
      const store = await (await stores()).at(id);
      return toOpened(write && !store.isWriting ? await store.write() : await store.read());
    },
    close: async ({ id }) => (await stores()).close(id),
    append: async ({ id, payload }) => (await (await stores()).at(id)).append(toBytes(payload)),
    snapshot: async ({ id, payload }) => (await (await stores()).at(id)).snapshot(toBytes(payload)),
    setAbout: async ({ id, about }) => (await (await stores()).at(id)).setAbout(toBytes(about)),
    putBlob: async ({ id, blob }, { signal, progress }) =>
      (await (await stores()).at(id)).blobs.put(blob, { signal, onProgress: progress }),
    putValue: async ({ id, value }) => {
      const packed = packValue(value);
      const sha256 = await (await (await stores()).at(id)).blobs.put(new Blob([packed]));
      return { sha256, bytes: packed.byteLength };
    },
    getBlob: async ({ id, sha256, check }, { signal, progress }) => {
      const { blobs } = await (await stores()).at(id);
      const found = check ? undefined : await blobs.peek(sha256);
      return found ?? blobs.get(sha256, { signal, onProgress: progress });
    },
    getValue: async ({ id, sha256 }) => {
      const blob = await (await (await stores()).at(id)).blobs.get(sha256);
      return unpackValue(new Uint8Array(await blob.arrayBuffer()));
    },
    blobs: async ({ id }) => (await (await stores()).at(id)).blobs.list(),
    removeBlob: async ({ id, sha256 }) => (await (await stores()).at(id)).blobs.remove(sha256),
    duplicate: async ({ id, copyId }) => (await stores()).duplicate(id, copyId),
    remove: async ({ id }) => (await stores()).remove(id),
    restore: async ({ id }) => (await stores()).restore(id),
    purge: async ({ id }) => (await stores()).purge(id),
  };
  return Object.fromEntries(
    Object.entries(served).map(([name, serve]) => [name, inWords(serve as never)]),
  );
}

/** Failures of the browser's storage arrive as typed ones. */
function inWords(serve: (args: never, call: CallContext) => Promise<unknown>) {
  return async (args: never, call: CallContext): Promise<unknown> => {
    try {
      return await serve(args, call);
    } catch (thrown) {
      throw toStorageError(thrown);
    }
  };
}

/** Why nothing is kept here; `undefined` where it is. What was deleted long ago goes at this occasion. */
async function findReason(stores: () => Promise<ProjectStores>): Promise<string | undefined> {
  try {
    await (await stores()).purgeOld();
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

function toOpened({ snapshot, payloads, damage }: ProjectContent): OpenedProject {
  return {
    snapshot: snapshot && fromBytes(snapshot.payload),
    payloads: payloads.map(({ number, payload }) => ({ number, payload: fromBytes(payload) })),
    damage,
  };
}

function toBytes(value: unknown): Uint8Array {
  const text = JSON.stringify(value);
  if (text === undefined) throw new AppError('internal', 'nothing cannot be kept');
  return new TextEncoder().encode(text);
}

/** Bytes that passed their check are JSON that we wrote. */
function fromBytes(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}
