import { AppError, cancelled } from '../../data/app-error';
import type { FileSink } from '../../data/export';
import { ZipWriter } from '../encode/zip-writer';
import type { HashFile } from '../files/file-store';
import { readPieces } from '../files/read-pieces';

/** Something that goes into an archive under a path of its own. */
export interface ArchivePart {
  path: string;
  content: Blob;
}

/** What an archive holds under a path: its size and the SHA-256 of its bytes (`hashFile` says how). */
export interface ArchiveEntry {
  path: string;
  sha256: string;
  sizeBytes: number;
}

/** What writing an archive needs and tells. */
export interface ArchiveHooks {
  hash: HashFile;
  signal?: AbortSignal;
  /** Bytes of the parts that were written so far. */
  onProgress?: (bytesDone: number) => void;
}

/** Small enough that packing a piece holds nothing up. */
const pieceBytes = 2 ** 20;

/**
 * Writes parts as a zip, one after the other, and at its end the part that `describe` makes of all others.
 * Answers the size of the file. Memory: pieces. What fails or is cancelled aborts the sink.
 */
export async function writeArchive(
  parts: readonly ArchivePart[],
  describe: (entries: ArchiveEntry[]) => ArchivePart | Promise<ArchivePart>,
  sink: FileSink,
  hooks: ArchiveHooks,
): Promise<number> {
  const writer = new ArchiveWriter(sink, hooks);
  try {
    const entries: ArchiveEntry[] = [];
    for (const part of parts) entries.push(await writer.add(part));
    await writer.add(await describe(entries));
    return await writer.end();
  } catch (thrown) {
    await sink.abort();
    throw thrown;
  }
}

class ArchiveWriter {
  readonly #zip = new ZipWriter();
  #read = 0;
  #written = 0;

  constructor(
    private readonly sink: FileSink,
    private readonly hooks: ArchiveHooks,
  ) {}

  async add({ path, content }: ArchivePart): Promise<ArchiveEntry> {
    const { signal, onProgress, hash } = this.hooks;
    if (signal?.aborted) throw cancelled();
    const sha256 = await hash(content, { signal });
    this.#zip.begin(path, content.size);
    for await (const { bytes } of readPieces(content, signal, pieceBytes)) {
      await this.#zip.write(bytes);
      await this.#hand();
      onProgress?.((this.#read += bytes.length));
    }
    const sizeBytes = this.#zip.entryBytes;
    if (sizeBytes !== content.size) throw changed(path);
    await this.#zip.endEntry();
    return { path, sha256, sizeBytes };
  }

  async end(): Promise<number> {
    this.#zip.end();
    await this.#hand();
    await this.sink.end();
    return this.#written;
  }

  async #hand(): Promise<void> {
    const parts = this.#zip.take();
    if (parts.length === 0) return;
    this.#written += parts.reduce((sum, { length }) => sum + length, 0);
    await this.sink.write(parts);
  }
}

function changed(path: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${path}" changed while it was read. Save the project again.`,
    { path },
  );
}
