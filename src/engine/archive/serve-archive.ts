import type { FilePart, FileSink } from '../../data/export';
import { hashFile } from '../files/hash-file';
import type { CallContext, CallOptions, Handlers } from '../workers/channel';
import { writePieces } from '../storage/blobs';
import type { Directory } from '../storage/ports';
import { toStorageError } from '../storage/storage-error';
import { collectPieces } from '../unpack/blob-writer';
import { ArchiveReader } from './read-archive';
import { readStatedTable } from './stored-result';
import { writeArchive, type ArchiveEntry, type ArchivePart } from './write-archive';

/** Arguments of the archive worker's functions, by name. */
export interface ArchiveCalls {
  pack: { parts: readonly ArchivePart[] };
  open: { file: Blob; name: string };
  read: { path: string; mostBytes?: number; into?: StorePlace };
  readStatedTable: { blob: Blob };
}

/** What the archive worker asks of the page while it packs. */
export interface PageCalls {
  describe: { entries: ArchiveEntry[] };
  write: { part: Blob };
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

/** Where a member is written to instead of into memory: folders from the root of all projects on, and a name. */
export interface StorePlace {
  folders: readonly string[];
  name: string;
}

const handedBytes = 8 * 2 ** 20;
const toldBytes = 4 * 2 ** 20;

type Served = {
  [K in keyof ArchiveCalls]: (args: ArchiveCalls[K], call: CallContext) => unknown;
};

/**
 * The functions of the archive worker, which packs or reads one archive and is ended then.
 * @param openRoot finds the folder of all projects, where members may be written to
 */
export function serveArchive(callPage: CallPage, openRoot: () => Promise<Directory>): Handlers {
  let reader: ArchiveReader | undefined;
  const served: Served = {
    pack: ({ parts }, { signal, progress }) => {
      const describe = (entries: ArchiveEntry[]): Promise<ArchivePart> =>
        callPage('describe', { entries });
      return writeArchive(parts, describe, new PageSink(callPage), {
        hash: hashFile,
        signal,
        onProgress: everyStep(progress),
      });
    },
    open: async ({ file, name }) => {
      reader = await ArchiveReader.open(file, name);
      return new Map([...reader.members].map(([path, { sizeBytes }]) => [path, sizeBytes]));
    },
    read: async ({ path, mostBytes, into }, { signal, progress }) => {
      const pieces = reader!.read(path, { mostBytes, signal, onProgress: everyStep(progress) });
      const blob = into ? await store(pieces, await openRoot(), into) : await collectPieces(pieces);
      return { blob, sha256: await hashFile(blob, { signal }) } satisfies HashedMember;
    },
    readStatedTable: ({ blob }) => readStatedTable(blob),
  };
  return served as Handlers;
}

/** Writes pieces to where they are to stay; answers the file that is there then. @throws AppError as storing fails */
async function store(
  pieces: AsyncIterable<Uint8Array>,
  root: Directory,
  { folders, name }: StorePlace,
): Promise<Blob> {
  try {
    let folder: Directory | undefined = root;
    for (const part of folders) folder = await folder?.findDirectory(part);
    const place = folder ?? gone(folders);
    await writePieces(place, name, pieces);
    return (await place.read(name)) ?? gone([...folders, name]);
  } catch (thrown) {
    throw thrown instanceof DOMException ? toStorageError(thrown) : thrown;
  }
}

function gone(path: readonly string[]): never {
  throw new DOMException(`${path.join('/')} was removed`, 'NotFoundError');
}

/** Hands a file to the page in pieces that the browser keeps, each once the page is done with the one before. */
class PageSink implements FileSink {
  #parts: FilePart[] = [];
  #size = 0;

  constructor(private readonly callPage: CallPage) {}

  async write(parts: Uint8Array<ArrayBuffer>[]): Promise<void> {
    this.#parts.push(...parts);
    this.#size += parts.reduce((sum, { length }) => sum + length, 0);
    if (this.#size >= handedBytes) await this.end();
  }

  async end(): Promise<void> {
    const part = new Blob(this.#parts);
    this.#parts = [];
    this.#size = 0;
    await this.callPage('write', { part });
  }

  /** The page, which asked for it, knows. */
  async abort(): Promise<void> {
    this.#parts = [];
  }
}

/** Tells of bytes done no more often than every 4 MiB, so that the page is not kept busy by it. */
function everyStep(progress: (bytes: number) => void): (bytes: number) => void {
  let told = 0;
  return (bytes) => {
    if (bytes - told < toldBytes) return;
    told = bytes;
    progress(bytes);
  };
}
