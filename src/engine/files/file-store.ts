import { AppError } from '../../data/app-error';
import type { SourceFile } from '../../data/source';
import type { HashHooks } from './hash-file';

/** The files that the user gave, by the hash of their bytes. Kept in memory now; OPFS fits the same calls. */
export interface FileStore {
  /** Takes a file in and says what it is; the same bytes twice are kept once. */
  put(file: Blob, name: string, hooks?: HashHooks): Promise<SourceFile>;
  /** @throws AppError `unreadable_file` when no file with this hash is here. */
  get(source: SourceFile): Promise<Blob>;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
}

export type HashFile = (file: Blob, hooks?: HashHooks) => Promise<string>;

/** Holds handles, not bytes: the browser reads a dropped file from where it lies. */
export class MemoryFileStore implements FileStore {
  readonly #files = new Map<string, Blob>();

  constructor(private readonly hash: HashFile) {}

  async put(file: Blob, name: string, hooks: HashHooks = {}): Promise<SourceFile> {
    const sha256 = await this.hash(file, hooks);
    if (!this.#files.has(sha256)) this.#files.set(sha256, file);
    return { name, sha256, sizeBytes: file.size };
  }

  async get({ sha256, name }: SourceFile): Promise<Blob> {
    const file = this.#files.get(sha256);
    if (file) return file;
    throw new AppError(
      'unreadable_file',
      `The bytes of "${name}" are not here any more. Give the file again.`,
      { name, sha256 },
    );
  }

  async has(sha256: string): Promise<boolean> {
    return this.#files.has(sha256);
  }

  async remove(sha256: string): Promise<void> {
    this.#files.delete(sha256);
  }
}
