import type { Directory, Entry, StoredFile } from '../../../src/engine/storage/ports';

/** What every call of the store passes through before it is done. */
export interface Gate {
  /** May throw, wait, or do nothing. */
  pass(call: string): Promise<void> | void;
  /** Called before bytes are written; answers how many of them are. */
  written?(sizeBytes: number): number;
  opened?(file: UnsafeFile): void;
}

/** A file with what of it is not flushed yet. */
export interface UnsafeFile {
  inner: StoredFile;
  flushedBytes: number;
  isClosed: boolean;
}

/** A directory all of whose calls, and those of its files and folders, pass a gate. */
export class FaultyDirectory implements Directory {
  constructor(
    private readonly inner: Directory,
    private readonly gate: Gate,
  ) {}

  async list(): Promise<Entry[]> {
    await this.gate.pass('list');
    return this.inner.list();
  }

  async directory(name: string): Promise<Directory> {
    await this.gate.pass('directory');
    return new FaultyDirectory(await this.inner.directory(name), this.gate);
  }

  async findDirectory(name: string): Promise<Directory | undefined> {
    await this.gate.pass('findDirectory');
    const found = await this.inner.findDirectory(name);
    return found && new FaultyDirectory(found, this.gate);
  }

  async open(name: string): Promise<StoredFile> {
    await this.gate.pass('open');
    const inner = await this.inner.open(name);
    const file: UnsafeFile = { inner, flushedBytes: await inner.size(), isClosed: false };
    this.gate.opened?.(file);
    return new FaultyFile(file, this.gate);
  }

  async read(name: string): Promise<Blob | undefined> {
    await this.gate.pass('read');
    return this.inner.read(name);
  }

  async move(from: string, to: string): Promise<void> {
    await this.gate.pass('move');
    await this.inner.move(from, to);
  }

  async remove(name: string): Promise<void> {
    await this.gate.pass('remove');
    await this.inner.remove(name);
  }
}

class FaultyFile implements StoredFile {
  constructor(
    private readonly file: UnsafeFile,
    private readonly gate: Gate,
  ) {}

  async size(): Promise<number> {
    await this.gate.pass('size');
    return this.file.inner.size();
  }

  async write(bytes: Uint8Array, at: number): Promise<void> {
    const some = this.gate.written?.(bytes.byteLength) ?? bytes.byteLength;
    if (some < bytes.byteLength) await this.file.inner.write(bytes.subarray(0, some), at);
    await this.gate.pass('write');
    await this.file.inner.write(bytes, at);
  }

  async truncate(sizeBytes: number): Promise<void> {
    await this.gate.pass('truncate');
    await this.file.inner.truncate(sizeBytes);
    this.file.flushedBytes = Math.min(this.file.flushedBytes, sizeBytes);
  }

  async flush(): Promise<void> {
    await this.gate.pass('flush');
    await this.file.inner.flush();
    this.file.flushedBytes = await this.file.inner.size();
  }

  async close(): Promise<void> {
    this.file.isClosed = true;
    await this.file.inner.close();
    await this.gate.pass('close');
  }
}
