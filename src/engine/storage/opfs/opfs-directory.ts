import type { Directory, Entry, StoredFile } from '../ports';

/** A file handle of OPFS with what the types of TypeScript do not name yet. */
interface MovableHandle extends FileSystemFileHandle {
  move(name: string): Promise<void>;
}

interface AccessHandle {
  read(bytes: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(sizeBytes: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

interface OpenableHandle extends MovableHandle {
  createSyncAccessHandle(): Promise<AccessHandle>;
}

/** A folder of the browser's own file system, which no other site and no other program sees. In a worker only. */
export class OpfsDirectory implements Directory {
  constructor(readonly handle: FileSystemDirectoryHandle) {}

  async list(): Promise<Entry[]> {
    const entries: Entry[] = [];
    for await (const [name, { kind }] of this.handle) entries.push({ name, kind });
    return entries;
  }

  async directory(name: string): Promise<Directory> {
    return new OpfsDirectory(await this.handle.getDirectoryHandle(name, { create: true }));
  }

  async findDirectory(name: string): Promise<Directory | undefined> {
    const handle = await orUndefined(this.handle.getDirectoryHandle(name));
    return handle && new OpfsDirectory(handle);
  }

  async open(name: string): Promise<StoredFile> {
    const handle = await this.#file(name, true);
    return toStoredFile(await handle.createSyncAccessHandle());
  }

  async read(name: string): Promise<Blob | undefined> {
    const handle = await orUndefined(this.handle.getFileHandle(name));
    return handle?.getFile();
  }

  async move(from: string, to: string): Promise<void> {
    await (await this.#file(from, false)).move(to);
  }

  async remove(name: string): Promise<void> {
    await orUndefined(this.handle.removeEntry(name, { recursive: true }));
  }

  handleOf(name: string): Promise<FileSystemFileHandle> {
    return this.#file(name, true);
  }

  async #file(name: string, create: boolean): Promise<OpenableHandle> {
    return (await this.handle.getFileHandle(name, { create })) as OpenableHandle;
  }
}

function toStoredFile(access: AccessHandle): StoredFile {
  return {
    size: async () => access.getSize(),
    write: async (bytes, at) => writeAll(access, bytes, at),
    truncate: async (sizeBytes) => access.truncate(sizeBytes),
    flush: async () => access.flush(),
    close: async () => access.close(),
  };
}

/** A full disk may show as a write that took less than it was given. */
function writeAll(access: AccessHandle, bytes: Uint8Array, at: number): void {
  const written = access.write(bytes, { at });
  if (written < bytes.byteLength)
    throw new DOMException(`${written} of ${bytes.byteLength} bytes written`, 'QuotaExceededError');
}

async function orUndefined<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return undefined;
    throw thrown;
  }
}
