import { AppError } from '../../data/app-error';
import { Sha256 } from '../../math/sha256';
import type { HashHooks } from '../files/hash-file';
import { readPieces } from '../files/read-pieces';
import { writeAll, type Directory } from './storage-ports';

export interface StoredBlob {
  sha256: string;
  bytes: number;
}

/** Immutable files by the SHA-256 of their bytes, each checked when it is read. */
export class BlobStore {
  #lastTemporary = 0;

  constructor(
    private readonly blobs: Directory,
    private readonly temporary: Directory,
  ) {}

  static async open(project: Directory): Promise<BlobStore> {
    return new BlobStore(await project.directory('blobs'), await project.directory('unfinished'));
  }

  /** Stores bytes; the same bytes twice are kept once. Nothing is left when it fails or is cancelled. */
  async put(blob: Blob, hooks: HashHooks = {}): Promise<string> {
    const name = `put-${Date.now()}-${(this.#lastTemporary += 1)}`;
    try {
      const sha256 = await this.#writeTemporary(name, blob, hooks);
      await this.temporary.move(name, this.blobs, sha256);
      return sha256;
    } finally {
      await this.temporary.remove(name);
    }
  }

  /** What is stored under this hash, not checked yet. */
  async peek(sha256: string): Promise<Blob | undefined> {
    return this.blobs.file(sha256);
  }

  /** @throws AppError `storage_damaged` where its bytes are not those that were stored, or it is missing. */
  async get(sha256: string, hooks: HashHooks = {}): Promise<Blob> {
    const blob = await this.blobs.file(sha256);
    if (!blob) throw damaged(sha256, 'it is missing');
    const hash = new Sha256();
    for await (const { bytes, end } of readPieces(blob, hooks.signal)) {
      hash.update(bytes);
      hooks.onProgress?.(end);
    }
    if (hash.hex() !== sha256) throw damaged(sha256, 'its bytes have changed');
    return blob;
  }

  async list(): Promise<StoredBlob[]> {
    const stored: StoredBlob[] = [];
    for (const { name } of await this.blobs.list()) {
      const file = await this.blobs.file(name);
      if (file) stored.push({ sha256: name, bytes: file.size });
    }
    return stored;
  }

  async remove(sha256: string): Promise<void> {
    await this.blobs.remove(sha256);
  }

  /** What an earlier page began to write and did not end. */
  async clearUnfinished(): Promise<void> {
    for (const { name } of await this.temporary.list()) await this.temporary.remove(name);
  }

  async #writeTemporary(
    name: string,
    blob: Blob,
    { signal, onProgress }: HashHooks,
  ): Promise<string> {
    const file = await this.temporary.open(name);
    const hash = new Sha256();
    try {
      for await (const { bytes, end } of readPieces(blob, signal)) {
        hash.update(bytes);
        writeAll(file, bytes, end - bytes.byteLength);
        onProgress?.(end);
      }
      file.flush();
    } finally {
      file.close();
    }
    return hash.hex();
  }
}

function damaged(sha256: string, reason: string): AppError {
  return new AppError(
    'storage_damaged',
    `Something that was kept of this project cannot be used: ${reason}.`,
    { sha256 },
  );
}
