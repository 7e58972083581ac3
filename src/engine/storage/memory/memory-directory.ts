import type { Directory, Entry, StoredFile } from '../ports';
import { MemoryFile } from './memory-file';

/** A directory that lasts as long as its page: where the browser keeps nothing, and for tests. */
export class MemoryDirectory implements Directory {
  readonly #files = new Map<string, MemoryFile>();
  readonly #directories = new Map<string, MemoryDirectory>();
  #isRemoved = false;

  async list(): Promise<Entry[]> {
    this.#checkThere();
    return [
      ...[...this.#files.keys()].map((name): Entry => ({ name, kind: 'file' })),
      ...[...this.#directories.keys()].map((name): Entry => ({ name, kind: 'directory' })),
    ];
  }

  async directory(name: string): Promise<Directory> {
    this.#checkThere();
    const known = this.#directories.get(name);
    const directory = known ?? new MemoryDirectory();
    this.#directories.set(name, directory);
    return directory;
  }

  async findDirectory(name: string): Promise<Directory | undefined> {
    return this.#directories.get(name);
  }

  async open(name: string): Promise<StoredFile> {
    this.#checkThere();
    const file = this.#files.get(name) ?? new MemoryFile();
    const opened = await file.open(name);
    this.#files.set(name, file);
    return opened;
  }

  async read(name: string): Promise<Blob | undefined> {
    return this.#files.get(name)?.read();
  }

  async move(from: string, to: string): Promise<void> {
    const file = this.#files.get(from);
    if (!file) throw new DOMException(`no such file: ${from}`, 'NotFoundError');
    this.#files.get(to)?.checkClosed(to);
    file.checkClosed(from);
    this.#files.delete(from);
    this.#files.set(to, file);
  }

  async remove(name: string): Promise<void> {
    this.#files.get(name)?.checkClosed(name);
    this.#files.delete(name);
    this.#directories.get(name)?.markRemoved();
    this.#directories.delete(name);
  }

  /** Whoever still holds it finds nothing any more, as in OPFS. */
  markRemoved(): void {
    this.#isRemoved = true;
    for (const directory of this.#directories.values()) directory.markRemoved();
  }

  async adopt(name: string, blob: Blob): Promise<void> {
    this.#checkThere();
    this.#files.set(name, new MemoryFile(blob));
  }

  #checkThere(): void {
    if (this.#isRemoved) throw new DOMException('this folder was removed', 'NotFoundError');
  }
}
