import { Blobs, copyInto, type CopyHooks } from './blobs';
import { headRecord, payloadRecord } from './journal/journal-record';
import { Segment } from './journal/segment';
import type { Directory, Platform } from './ports';
import type { ProjectContent } from './project-content';
import { openFolders, projectFiles, storageFormat, type ProjectFolder } from './project-layout';
import { summarize, type ProjectSummary } from './project-summary';
import { checkFormat, readProject } from './read-project';
import { encodeJson } from './records/json-payload';
import { encodeRecords } from './records/record';
import { writeValue } from './records/record-file';
import { projectBusy, unknownProject } from './storage-error';
import { writeSnapshot } from './snapshots';
import { TableFiles } from './table-files';
import { unfinishedPrefix } from './write-whole';

/** What a project begins with that comes whole. */
export interface NewContent {
  /** What a snapshot of it holds: plain JSON. */
  state: unknown;
  /** By the hash of their bytes. */
  blobs: ReadonlyMap<string, Blob>;
  tables: readonly { fingerprint: string; sha256: string; file: Blob }[];
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
  create(about: unknown): Promise<string> {
    return this.#make(async (project) => {
      await openFolders(project);
      await writeValue(project, projectFiles.about, about);
    });
  }

  /**
   * Makes a project with all that it holds at one stroke: before the last byte of it is kept, it is not there.
   * @throws AppError `cancelled`, `unreadable_file` where bytes are not those of their hash
   */
  createWith(about: unknown, content: NewContent, hooks: CopyHooks = {}): Promise<string> {
    return this.#make(async (project) => {
      const folders = await openFolders(project);
      const blobs = new Blobs(folders.blobs);
      for (const [sha256, blob] of content.blobs) await blobs.put(blob, sha256, hooks);
      const tables = new TableFiles(folders.tables);
      for (const { fingerprint, sha256, file } of content.tables)
        await tables.put(fingerprint, file, sha256, hooks);
      await writeContent(folders, { snapshot: { seq: 0, payload: content.state }, payloads: [] });
      await writeValue(project, projectFiles.about, about);
    });
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
    return this.#make(async (copy) => {
      const folders = await openFolders(copy);
      for (const folder of ['blobs', 'tables'] as const)
        await copyFolder(await source.directory(folder), folders[folder], hooks);
      await writeContent(folders, content);
      await writeValue(copy, projectFiles.about, about);
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
    return this.platform.root.directory('projects');
  }

  /** A new project is there once it is whole; one that cannot be made is removed. */
  #make(fill: (project: Directory) => Promise<void>): Promise<string> {
    const id = newId();
    return this.#locked(id, async () => {
      const projects = await this.#all();
      try {
        const project = await projects.directory(id);
        await fill(project);
        await writeValue(project, projectFiles.format, { format: storageFormat });
        return id;
      } catch (thrown) {
        await projects.remove(id).catch(() => undefined);
        throw thrown;
      }
    });
  }

  /** @throws AppError `project_busy` while a tab writes the project */
  async #locked<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = await this.platform.locks.request(lockName(id), false);
    if (!lock) throw projectBusy(id);
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

/** The same snapshot and payloads, as the first epoch of another project. */
async function writeContent(
  { journal, snapshots }: Record<ProjectFolder, Directory>,
  { snapshot, payloads }: Pick<ProjectContent, 'snapshot' | 'payloads'>,
): Promise<void> {
  const base = snapshot?.seq ?? 0;
  const segment = await Segment.claim(journal, 0);
  const { epoch } = segment;
  try {
    const records = payloads.map(({ payload }, index) =>
      payloadRecord(epoch, base + 1 + index, encodeJson(payload)),
    );
    await segment.append(encodeRecords([headRecord(epoch, base), ...records]));
  } finally {
    await segment.close();
  }
  if (snapshot) await writeSnapshot(snapshots, { seq: base, epoch }, snapshot.payload);
}
