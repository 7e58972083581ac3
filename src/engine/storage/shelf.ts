import { AppError } from '../../data/app-error';
import type { Directory, Platform } from './ports';
import { readValue, writeValue } from './records/record-file';
import { unfinishedPrefix } from './write-whole';

/** A value that belongs to no project: plain JSON under an id. */
export interface ShelfItem {
  id: string;
  /** Goes up with each change; 0 before it is there. */
  revision: number;
  value: unknown;
}

/** What lies on the shelf, and how much of it can no longer be read. */
export interface ShelfContent {
  items: ShelfItem[];
  damaged: number;
}

type Stored = Pick<ShelfItem, 'revision' | 'value'>;

/** Values that all projects share, a file each, every change at one stroke. */
export class Shelf {
  constructor(private readonly platform: Pick<Platform, 'root' | 'locks'>) {}

  async list(): Promise<ShelfContent> {
    const folder = await this.#folder();
    const names = (await folder.list()).filter(({ name }) => !name.startsWith(unfinishedPrefix));
    const read = await Promise.all(
      names.map(async ({ name: id }) => ({ id, file: await readValue(folder, id) })),
    );
    const items = read.flatMap(({ id, file }) =>
      file.state === 'whole' ? [{ id, ...(file.value as Stored) }] : [],
    );
    return { items, damaged: read.filter(({ file }) => file.state === 'damaged').length };
  }

  /**
   * Puts a value in place of the revision that it was made from; answers the new revision.
   * @throws AppError `storage_busy` where it has another revision by now
   */
  put({ id, revision, value }: ShelfItem): Promise<number> {
    return this.#alone(async () => {
      const folder = await this.#folder();
      if ((await revisionOf(folder, id)) !== revision) throw changedElsewhere();
      const stored: Stored = { revision: revision + 1, value };
      await writeValue(folder, checkId(id), stored);
      return stored.revision;
    });
  }

  /** Takes a value away. @throws AppError `storage_busy` where it has another revision by now */
  remove(id: string, revision: number): Promise<void> {
    return this.#alone(async () => {
      const folder = await this.#folder();
      if ((await revisionOf(folder, id)) !== revision) throw changedElsewhere();
      await folder.remove(checkId(id));
    });
  }

  #folder(): Promise<Directory> {
    return this.platform.root.directory('shelf');
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const lock = await this.platform.locks.request('assay shelf', false);
    if (!lock) throw changedElsewhere();
    try {
      return await work();
    } finally {
      lock.release();
    }
  }
}

async function revisionOf(folder: Directory, id: string): Promise<number> {
  const file = await readValue(folder, checkId(id));
  return file.state === 'whole' ? (file.value as Stored).revision : 0;
}

function checkId(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new RangeError(`no id of the shelf: ${id}`);
  return id;
}

function changedElsewhere(): AppError {
  return new AppError(
    'storage_busy',
    'Another tab has changed this just now, so it is not saved. Look at it again, then do it once more.',
  );
}
