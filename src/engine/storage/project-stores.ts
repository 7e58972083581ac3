import { AppError } from '../../data/app-error';
import { ProjectStore } from './project-store';
import { writeAll, type Directory } from './storage-ports';

/** A project as the list shows it. */
export interface StoredProject {
  id: string;
  /** What was last said of it; absent where that is damaged or was never said. */
  about?: Uint8Array<ArrayBuffer>;
  /** ISO 8601; of a project that was deleted and can still be brought back. */
  deletedAt?: string;
}

/** Marks a project as deleted, with the time. */
const deletedName = 'deleted';
const keptDays = 7;

/** All projects of this origin: a directory each. */
export class ProjectStores {
  readonly #open = new Map<string, ProjectStore>();

  constructor(
    private readonly projects: Directory,
    private readonly now: () => Date = () => new Date(),
  ) {}

  static async open(root: Directory): Promise<ProjectStores> {
    return new ProjectStores(await root.directory('projects'));
  }

  async list(): Promise<StoredProject[]> {
    const listed: StoredProject[] = [];
    for (const { name: id, kind } of await this.projects.list()) {
      if (kind !== 'directory') continue;
      const directory = await this.projects.directory(id);
      const store = await ProjectStore.at(directory).catch(() => undefined);
      const deleted = await directory.file(deletedName);
      listed.push({ id, about: await store?.about(), deletedAt: await deleted?.text() });
    }
    return listed;
  }

  /** Opens a project, new where there is none of this id. */
  async at(id: string): Promise<ProjectStore> {
    if (!/^[a-z0-9-]{1,64}$/.test(id))
      throw new AppError('internal', `no id of a project: ${id}`, { id });
    const known = this.#open.get(id);
    if (known) return known;
    const store = await ProjectStore.at(await this.projects.directory(id));
    this.#open.set(id, store);
    return store;
  }

  async close(id: string): Promise<void> {
    await this.#open.get(id)?.close();
    this.#open.delete(id);
  }

  /** Bytes of everything that is kept of a project. */
  async sizeOf(id: string): Promise<number> {
    let bytes = 0;
    await walk(await this.projects.directory(id), async (directory, name) => {
      bytes += (await directory.file(name))?.size ?? 0;
    });
    return bytes;
  }

  /** Copies a project, journal before blobs, so that a project that is being written is whole in the copy. */
  async duplicate(id: string, copyId: string): Promise<void> {
    const from = await this.projects.directory(id);
    const to = await this.projects.directory(copyId);
    try {
      await copyAll(from, to);
    } catch (thrown) {
      await this.projects.remove(copyId);
      throw thrown;
    }
  }

  /** Marks a project as deleted; it can be brought back for a week. */
  async remove(id: string): Promise<void> {
    await this.close(id);
    const directory = await this.projects.directory(id);
    const file = await directory.open(deletedName);
    try {
      writeAll(file, new TextEncoder().encode(this.now().toISOString()), 0);
      file.flush();
    } finally {
      file.close();
    }
  }

  async restore(id: string): Promise<void> {
    await (await this.projects.directory(id)).remove(deletedName);
  }

  /** Takes a project away for good. */
  async purge(id: string): Promise<void> {
    await this.close(id);
    await this.projects.remove(id);
  }

  /** Takes away for good what was deleted more than a week ago; a clock that went backwards takes nothing. */
  async purgeOld(): Promise<void> {
    for (const { id, deletedAt } of await this.list()) {
      if (deletedAt === undefined) continue;
      const days = (this.now().getTime() - Date.parse(deletedAt)) / 86_400_000;
      if (days > keptDays) await this.purge(id);
    }
  }
}

const leftBehind = new Set(['writer', 'unfinished', deletedName]);

async function copyAll(from: Directory, to: Directory): Promise<void> {
  const entries = (await from.list()).filter(({ name }) => !leftBehind.has(name));
  entries.sort((a, b) => b.kind.localeCompare(a.kind));
  for (const { name, kind } of entries) {
    if (kind === 'directory') await copyAll(await from.directory(name), await to.directory(name));
    else await copyFile(from, to, name);
  }
}

async function copyFile(from: Directory, to: Directory, name: string): Promise<void> {
  const blob = await from.file(name);
  if (!blob) return;
  const file = await to.open(name);
  try {
    const piece = 8 * 2 ** 20;
    for (let at = 0; at < blob.size; at += piece)
      writeAll(file, new Uint8Array(await blob.slice(at, at + piece).arrayBuffer()), at);
    file.flush();
  } finally {
    file.close();
  }
}

async function walk(
  directory: Directory,
  visit: (directory: Directory, name: string) => Promise<void>,
): Promise<void> {
  for (const { name, kind } of await directory.list()) {
    if (kind === 'directory') await walk(await directory.directory(name), visit);
    else await visit(directory, name);
  }
}
