import { AppError } from '../../data/app-error';
import type { SourceFile } from '../../data/source';
import type { HashHooks } from './hash-file';

/** The files that the user gave, by the hash of their bytes. */
export interface FileStore {
  /** Takes a file in and says what it is; the same bytes twice are kept once. */
  put(file: Blob, name: string, hooks?: HashHooks): Promise<SourceFile>;
  /** @throws AppError `unreadable_file` when no file with this hash is here, nor where files are kept. */
  get(source: SourceFile): Promise<Blob>;
  has(sha256: string): Promise<boolean>;
  /** Says where files are kept that were given to an earlier page. */
  fetchFrom(fetch: FetchFile): void;
  remove(sha256: string): Promise<void>;
}

/** The bytes of a file that is kept; `undefined` where it is not. */
export type FetchFile = (sha256: string) => Promise<Blob | undefined>;

export type HashFile = (file: Blob, hooks?: HashHooks) => Promise<string>;

/** Holds handles, not bytes: the browser reads a dropped file from where it lies. */
export class MemoryFileStore implements FileStore {
  readonly #files = new Map<string, Blob>();
  #fetch: FetchFile = async () => undefined;

  constructor(private readonly hash: HashFile) {}

  async put(file: Blob, name: string, hooks: HashHooks = {}): Promise<SourceFile> {
    const sha256 = await this.hash(file, hooks);
    if (!this.#files.has(sha256)) this.#files.set(sha256, file);
    return { name, sha256, sizeBytes: file.size };
  }

  async get({ sha256, name }: SourceFile): Promise<Blob> {
    const file = this.#files.get(sha256) ?? (await this.#fetch(sha256));
    if (file) return file;
    throw new AppError(
      'unreadable_file',
      `The bytes of "${name}" are not here any more. Give the file again.`,
      { name, sha256 },
    );
  }

  async has(sha256: string): Promise<boolean> {
    return this.#files.has(sha256) || (await this.#fetch(sha256)) !== undefined;
  }

  fetchFrom(fetch: FetchFile): void {
    this.#fetch = fetch;
  }

  async remove(sha256: string): Promise<void> {
    this.#files.delete(sha256);
  }
}
