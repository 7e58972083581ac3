import { AppError, cancelled } from '../../data/app-error';
import { hashFile } from '../files/hash-file';
import { readPieces } from '../files/read-pieces';
import type { Directory } from './ports';
import { aheadName, unfinishedPrefix } from './write-whole';

/** A stored blob: the SHA-256 of its bytes (`hashFile` says how) and its size. */
export interface StoredBlob {
  sha256: string;
  sizeBytes: number;
}

export interface CopyHooks {
  signal?: AbortSignal;
  onProgress?: (bytesDone: number) => void;
}

/** Bytes up to which a blob is checked before it is handed out; larger ones are checked while they are used. */
const checkedFirstBytes = 2 ** 26;

let unfinished = 0;

/** Immutable blobs of a project, each named by the hash of its bytes. */
export class Blobs {
  /** Checked since they were opened here. */
  readonly #whole = new Set<string>();

  /** @param onDamaged told of a blob that turns out damaged after it was handed out */
  constructor(
    private readonly blobs: Directory,
    private readonly onDamaged: (sha256: string) => void = () => undefined,
  ) {}

  /**
   * Stores bytes once and answers their hash, taken of what was written. With `sha256` known, bytes that are there are
   * not copied again.
   * @throws AppError `cancelled`, `unreadable_file` when the file has changed or gone since it was given
   */
  async put(blob: Blob, sha256?: string, hooks: CopyHooks = {}): Promise<string> {
    if (sha256 && (await this.has(sha256))) return sha256;
    if (this.blobs.adopt) return this.#adopt(blob, sha256, hooks);
    const name = `${unfinishedPrefix}${(unfinished += 1)}-${Math.random().toString(36).slice(2)}`;
    try {
      await copyInto(this.blobs, name, blob, hooks);
      const written = await hashFile((await this.blobs.read(name))!, { signal: hooks.signal });
      checkSame(written, sha256);
      if (await this.has(written)) await this.blobs.remove(name);
      else await this.blobs.move(name, written);
      return written;
    } catch (thrown) {
      await this.blobs.remove(name).catch(() => undefined);
      throw thrown;
    }
  }

  /** Keeps bytes that were written here ahead, and whose hash was taken there; whether there are any. */
  async keepAhead(sha256: string): Promise<boolean> {
    if (!isHash(sha256) || !(await this.blobs.read(aheadName(sha256)))) return false;
    await this.blobs.move(aheadName(sha256), sha256);
    return true;
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.#read(sha256)) !== undefined;
  }

  /**
   * The bytes of a blob. Up to 64 MiB are checked against the hash before; of larger ones `onDamaged` hears.
   * @throws AppError `storage_lost` where it is not there, `storage_damaged` where its bytes are not those that were stored
   */
  async get(sha256: string): Promise<Blob> {
    const blob = await this.#read(sha256);
    if (!blob) throw missing(sha256);
    if (this.#whole.has(sha256)) return blob;
    const check = this.check(sha256);
    if (blob.size <= checkedFirstBytes) {
      if (!(await check)) throw damaged(sha256);
    } else
      check.then(
        (isWhole) => isWhole || this.onDamaged(sha256),
        () => this.onDamaged(sha256),
      );
    return blob;
  }

  /** Whether the bytes of a blob are those that were stored. */
  async check(sha256: string, hooks: CopyHooks = {}): Promise<boolean> {
    const blob = await this.#read(sha256);
    const isWhole = blob !== undefined && (await hashFile(blob, hooks)) === sha256;
    if (isWhole) this.#whole.add(sha256);
    return isWhole;
  }

  async list(): Promise<StoredBlob[]> {
    const names = (await this.blobs.list()).map(({ name }) => name).filter(isHash);
    const sizes = await Promise.all(names.map((name) => this.blobs.read(name)));
    return names.map((sha256, index) => ({ sha256, sizeBytes: sizes[index]?.size ?? 0 }));
  }

  async remove(sha256: string): Promise<void> {
    this.#whole.delete(sha256);
    if (isHash(sha256)) await this.blobs.remove(sha256);
  }

  async #read(sha256: string): Promise<Blob | undefined> {
    return isHash(sha256) ? this.blobs.read(sha256) : undefined;
  }

  /** Nothing is copied: the blob itself is kept, as it was given. */
  async #adopt(blob: Blob, sha256: string | undefined, hooks: CopyHooks): Promise<string> {
    const name = sha256 ?? (await hashFile(blob, hooks));
    await this.blobs.adopt!(name, blob);
    return name;
  }
}

/** Copies a blob into a file, piece by piece, and flushes it. */
export async function copyInto(
  directory: Directory,
  name: string,
  blob: Blob,
  { signal, onProgress }: CopyHooks = {},
): Promise<void> {
  await writePieces(directory, name, piecesOf(blob, signal), onProgress);
  if (signal?.aborted) throw cancelled();
}

/** Writes pieces one behind the other into a file, and flushes it. */
export async function writePieces(
  directory: Directory,
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  onProgress?: (bytesDone: number) => void,
): Promise<void> {
  const file = await directory.open(name);
  try {
    await file.truncate(0);
    let at = 0;
    for await (const bytes of pieces) {
      await file.write(bytes, at);
      at += bytes.byteLength;
      onProgress?.(at);
    }
    await file.flush();
  } finally {
    await file.close();
  }
}

async function* piecesOf(blob: Blob, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of readPieces(blob, signal)) yield bytes;
}

function isHash(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

function checkSame(written: string, expected: string | undefined): void {
  if (expected === undefined || written === expected) return;
  throw new AppError(
    'unreadable_file',
    'The file has changed since it was given, so it was not stored. Give it again.',
    { sha256: expected, written },
  );
}

function missing(sha256: string): AppError {
  return new AppError(
    'storage_lost',
    `The stored bytes ${sha256.slice(0, 8)}… are not on this machine any more. Give the file again, or run the cell again.`,
    { sha256 },
  );
}

function damaged(sha256: string): AppError {
  return new AppError(
    'storage_damaged',
    `The stored bytes ${sha256.slice(0, 8)}… are damaged: they are not what was stored. Give the file again, or run the cell again.`,
    { sha256 },
  );
}
