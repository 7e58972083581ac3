import { hashFile } from '../files/hash-file';
import type { CallContext, CallOptions, Handlers } from '../workers/channel';
import { ArchiveReader } from './read-archive';
import { readStatedTable } from './stored-result';
import { writeArchive, type ArchiveEntry, type ArchivePart } from './write-archive';

/** Arguments of the archive worker's functions, by name. */
export interface ArchiveCalls {
  pack: { parts: readonly ArchivePart[] };
  open: { file: Blob; name: string };
  read: { path: string; mostBytes?: number };
  readStatedTable: { blob: Blob };
}

/** What the archive worker asks of the page while it packs. */
export interface PageCalls {
  describe: { entries: ArchiveEntry[] };
  write: { parts: Uint8Array<ArrayBuffer>[] };
}

/** Calls the page. */
export type CallPage = <K extends keyof PageCalls, T>(
  method: K,
  args: PageCalls[K],
  options?: CallOptions,
) => Promise<T>;

/** Bytes of an archive's member, and their SHA-256 (`hashFile` says how). */
export interface HashedMember {
  blob: Blob;
  sha256: string;
}

type Served = {
  [K in keyof ArchiveCalls]: (args: ArchiveCalls[K], call: CallContext) => unknown;
};

/** The functions of the archive worker, which packs or reads one archive and is ended then. */
export function serveArchive(callPage: CallPage): Handlers {
  let reader: ArchiveReader | undefined;
  const sink = {
    write: (parts: Uint8Array<ArrayBuffer>[]) => {
      const transfer = [...new Set(parts.map(({ buffer }) => buffer))];
      return callPage<'write', void>('write', { parts }, { transfer });
    },
    end: async () => undefined,
    abort: async () => undefined,
  };
  const served: Served = {
    pack: ({ parts }, { signal, progress }) => {
      const describe = (entries: ArchiveEntry[]): Promise<ArchivePart> =>
        callPage('describe', { entries });
      return writeArchive(parts, describe, sink, { hash: hashFile, signal, onProgress: progress });
    },
    open: async ({ file, name }) => {
      reader = await ArchiveReader.open(file, name);
      return new Map([...reader.members].map(([path, { sizeBytes }]) => [path, sizeBytes]));
    },
    read: async ({ path, mostBytes }, { signal, progress }) => {
      const blob = await reader!.read(path, { mostBytes, signal, onProgress: progress });
      return { blob, sha256: await hashFile(blob, { signal }) } satisfies HashedMember;
    },
    readStatedTable: ({ blob }) => readStatedTable(blob),
  };
  return served as Handlers;
}
