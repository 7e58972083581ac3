import type { Directory, DirectoryEntry, OpenFile } from '../../src/engine/storage/storage-ports';

/** A file as a disk has it: what is written, and how much of it would survive a crash. */
class DiskFile {
  bytes = new Uint8Array();
  durable = new Uint8Array();
  isOpen = false;
}

/** What is about to be done, for those who count calls or make one fail. */
export type DiskWatcher = (call: string, path: string) => void;

/**
 * A disk in memory with the manners of OPFS: a file is open once, what is not flushed is lost in a crash, moves are
 * one step. Directories are kept at once.
 */
export class MemoryDisk {
  readonly root: MemoryDirectory;
  watch: DiskWatcher = () => undefined;

  constructor() {
    this.root = new MemoryDirectory(this, '');
  }

  /** All files by path. */
  get files(): Map<string, DiskFile> {
    return this.root.allFiles();
  }

  /**
   * The machine stops: of what was written and not flushed, `survives` says how many bytes of the new content are
   * there. Nothing is open any more.
   */
  crash(survives: (bytes: number) => number = () => 0): void {
    for (const file of this.files.values()) {
      const reached = survives(file.bytes.length);
      const kept = new Uint8Array(Math.max(reached, file.durable.length));
      kept.set(file.durable);
      kept.set(file.bytes.subarray(0, reached));
      file.bytes = kept;
      file.durable = kept.slice();
      file.isOpen = false;
    }
    this.watch = () => undefined;
  }
}

export class MemoryDirectory implements Directory {
  readonly #files = new Map<string, DiskFile>();
  readonly #directories = new Map<string, MemoryDirectory>();

  constructor(
    private readonly disk: MemoryDisk,
    private readonly path: string,
  ) {}

  allFiles(): Map<string, DiskFile> {
    const all = new Map([...this.#files].map(([name, file]) => [`${this.path}/${name}`, file]));
    for (const directory of this.#directories.values())
      for (const [path, file] of directory.allFiles()) all.set(path, file);
    return all;
  }

  async list(): Promise<DirectoryEntry[]> {
    this.#watch('list', '');
    return [
      ...[...this.#files.keys()].map((name) => ({ name, kind: 'file' as const })),
      ...[...this.#directories.keys()].map((name) => ({ name, kind: 'directory' as const })),
    ];
  }

  async directory(name: string): Promise<MemoryDirectory> {
    this.#watch('directory', name);
    const known = this.#directories.get(name);
    const directory = known ?? new MemoryDirectory(this.disk, `${this.path}/${name}`);
    this.#directories.set(name, directory);
    return directory;
  }

  async open(name: string): Promise<OpenFile> {
    this.#watch('open', name);
    const file = this.#files.get(name) ?? new DiskFile();
    if (file.isOpen) throw new DOMException(`${name} is open`, 'NoModificationAllowedError');
    this.#files.set(name, file);
    file.isOpen = true;
    return new MemoryFile(file, (call) => this.#watch(call, name));
  }

  async file(name: string): Promise<Blob | undefined> {
    this.#watch('file', name);
    const file = this.#files.get(name);
    return file && new Blob([file.bytes]);
  }

  async move(name: string, to: Directory, newName: string): Promise<void> {
    this.#watch('move', name);
    const file = this.#files.get(name);
    if (!file) throw new DOMException(name, 'NotFoundError');
    this.#files.delete(name);
    (to as MemoryDirectory).#files.set(newName, file);
  }

  async remove(name: string): Promise<void> {
    this.#watch('remove', name);
    this.#files.delete(name);
    this.#directories.delete(name);
  }

  #watch(call: string, name: string): void {
    this.disk.watch(call, `${this.path}/${name}`);
  }
}

class MemoryFile implements OpenFile {
  constructor(
    private readonly file: DiskFile,
    private readonly watch: (call: string) => void,
  ) {}

  getSize(): number {
    this.#check('getSize');
    return this.file.bytes.length;
  }

  read(into: Uint8Array, { at }: { at: number }): number {
    this.#check('read');
    const part = this.file.bytes.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  }

  write(bytes: Uint8Array, { at }: { at: number }): number {
    this.#check('write');
    const grown = new Uint8Array(Math.max(this.file.bytes.length, at + bytes.length));
    grown.set(this.file.bytes);
    grown.set(bytes, at);
    this.file.bytes = grown;
    return bytes.length;
  }

  truncate(size: number): void {
    this.#check('truncate');
    this.file.bytes = this.file.bytes.slice(0, size);
    this.file.durable = this.file.durable.slice(0, size);
  }

  flush(): void {
    this.#check('flush');
    this.file.durable = this.file.bytes.slice();
  }

  close(): void {
    this.file.isOpen = false;
  }

  #check(call: string): void {
    this.watch(call);
    if (!this.file.isOpen) throw new DOMException('the file is closed', 'InvalidStateError');
  }
}
