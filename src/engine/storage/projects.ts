import { BegunProject } from './begun-project';
import { copyInto, type CopyHooks } from './blobs';
import { writeContent } from './journal/write-content';
import type { Directory, Lock, Platform } from './ports';
import { projectFiles } from './project-layout';
import { summarize, type ProjectSummary } from './project-summary';
import { checkFormat, readProject } from './read-project';
import { writeValue } from './records/record-file';
import { projectBusy, unknownProject } from './storage-error';
import { unfinishedPrefix } from './write-whole';

const projectsFolder = 'projects';

/** A project that was begun, and where parts of it can be written ahead: names of folders from the root of all on. */
export interface BegunPlace {
  id: string;
  /** Absent where projects lie in memory. */
  folders?: Record<'blobs' | 'tables', string[]>;
}

/** All projects of one place: the browser's storage, or memory. */
export class Projects {
  constructor(
    private readonly platform: Pick<Platform, 'root' | 'locks' | 'now'>,
    private readonly kept: ProjectSummary['kept'],
  ) {}

  /** Those that are there, deleted ones too as long as they can be brought back. */
  async list(): Promise<ProjectSummary[]> {
    const projects = await this.#all();
    const entries = await projects.list();
    const found = await Promise.all(
      entries.map(async ({ name }) => {
        const project = await this.find(name);
        return project && summarize(project, name, this.kept);
      }),
    );
    return found.filter((summary) => summary !== undefined);
  }

  /** Makes an empty project. */
  async create(about: unknown): Promise<string> {
    return (await this.begin()).fill(about, async () => undefined);
  }

  /** Begins a project that comes whole; it is there once it is filled. */
  async begin(): Promise<BegunProject> {
    const id = newId();
    const lock = await this.#lock(id);
    return BegunProject.begin(await this.#all(), id, lock);
  }

  /** Where others may write parts of a project that was begun. */
  placeOf({ id }: BegunProject): BegunPlace {
    if (this.kept === 'memory') return { id };
    const inProject = (folder: string): string[] => [projectsFolder, id, folder];
    return { id, folders: { blobs: inProject('blobs'), tables: inProject('tables') } };
  }

  /** The folder of a project that is there. */
  async find(id: string): Promise<Directory | undefined> {
    if (!isId(id)) return undefined;
    const project = await (await this.#all()).findDirectory(id);
    const format = project && (await project.read(projectFiles.format));
    return format && project;
  }

  /** @throws AppError `unknown_project` */
  async get(id: string): Promise<Directory> {
    const project = await this.find(id);
    if (!project) throw unknownProject(id);
    return project;
  }

  /** A project of its own with the same content; answers its id. */
  async duplicate(id: string, about: unknown, hooks: CopyHooks = {}): Promise<string> {
    const source = await this.get(id);
    const { content } = await readProject(source, id);
    return (await this.begin()).fill(about, async (folders) => {
      for (const folder of ['blobs', 'tables'] as const)
        await copyFolder(await source.directory(folder), folders[folder], hooks);
      await writeContent(folders, content);
    });
  }

  /** Marks a project as deleted; `restore` brings it back. */
  async remove(id: string): Promise<void> {
    const project = await this.get(id);
    await checkFormat(project, id);
    await this.#locked(id, () =>
      writeValue(project, projectFiles.deleted, { at: this.platform.now() }),
    );
  }

  async restore(id: string): Promise<void> {
    await (await this.get(id)).remove(projectFiles.deleted);
  }

  /** Removes a project for good. Once this has begun, it is no longer there. */
  async purge(id: string): Promise<void> {
    const project = await this.get(id);
    await this.#locked(id, async () => {
      const projects = await this.#all();
      await project.remove(projectFiles.format);
      // What cannot be removed now is no project any more, and goes with the next start.
      await projects.remove(id).catch(() => undefined);
    });
  }

  /** Removes what a crash left of projects that were being made or removed. */
  async tidy(): Promise<void> {
    const projects = await this.#all();
    for (const { name } of await projects.list()) {
      if (isId(name) && !(await this.find(name)))
        await this.#locked(name, () => projects.remove(name)).catch(() => undefined);
    }
  }

  #all(): Promise<Directory> {
    return this.platform.root.directory(projectsFolder);
  }

  /** @throws AppError `project_busy` while a tab writes the project */
  async #lock(id: string): Promise<Lock> {
    const lock = await this.platform.locks.request(lockName(id), false);
    if (!lock) throw projectBusy(id);
    return lock;
  }

  async #locked<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = await this.#lock(id);
    try {
      return await work();
    } finally {
      lock.release();
    }
  }
}

/** The lock that the writer of a project holds. */
export function lockName(id: string): string {
  return `assay:${id}`;
}

function isId(name: string): boolean {
  return /^[0-9a-f]{32}$/.test(name);
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function copyFolder(from: Directory, to: Directory, hooks: CopyHooks): Promise<void> {
  for (const { name } of await from.list()) {
    const file = name.startsWith(unfinishedPrefix) ? undefined : await from.read(name);
    if (file && to.adopt) await to.adopt(name, file);
    else if (file) await copyInto(to, name, file, hooks);
  }
}
