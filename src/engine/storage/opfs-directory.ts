import type { Directory, DirectoryEntry, OpenFile } from './storage-ports';

/** What browsers have and TypeScript's library does not list yet. */
interface MovableFile extends FileSystemFileHandle {
  move(directory: FileSystemDirectoryHandle, name: string): Promise<void>;
}

/** A directory of the origin private file system. In a worker, where its files can be opened for writing. */
export class OpfsDirectory implements Directory {
  constructor(readonly handle: FileSystemDirectoryHandle) {}

  async list(): Promise<DirectoryEntry[]> {
    const entries: DirectoryEntry[] = [];
    for await (const { name, kind } of this.handle.values()) entries.push({ name, kind });
    return entries;
  }

  async directory(name: string): Promise<OpfsDirectory> {
    return new OpfsDirectory(await this.handle.getDirectoryHandle(name, { create: true }));
  }

  async open(name: string): Promise<OpenFile> {
    const file = await this.handle.getFileHandle(name, { create: true });
    return file.createSyncAccessHandle();
  }

  async file(name: string): Promise<Blob | undefined> {
    const file = await unlessMissing(this.handle.getFileHandle(name));
    return file?.getFile();
  }

  async move(name: string, to: Directory, newName: string): Promise<void> {
    const file = (await this.handle.getFileHandle(name)) as MovableFile;
    await file.move((to as OpfsDirectory).handle, newName);
  }

  async remove(name: string): Promise<void> {
    await unlessMissing(this.handle.removeEntry(name, { recursive: true }));
  }
}

async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return undefined;
    throw thrown;
  }
}
