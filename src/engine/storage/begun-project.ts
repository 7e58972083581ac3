import { Blobs, type CopyHooks } from './blobs';
import { writeContent } from './journal/write-content';
import type { Directory, Lock } from './ports';
import { openFolders, projectFiles, storageFormat, type ProjectFolder } from './project-layout';
import { writeValue } from './records/record-file';
import { nameOf } from './storage-error';
import { TableFiles } from './table-files';

/** What a project begins with that comes whole. */
export interface NewContent {
  /** What a snapshot of it holds: plain JSON. */
  state: unknown;
  /** By the hash of their bytes. */
  blobs: ReadonlyMap<string, Blob>;
  tables: readonly { fingerprint: string; sha256: string; file: Blob }[];
}

const mostAttempts = 50;
const waitMs = 100;

/**
 * A project that is being made: its folders are there and locked, and it is none before the last byte of it is kept.
 * Large parts may be written into its folders ahead (`aheadName`) by whoever has their bytes.
 */
export class BegunProject {
  private constructor(
    readonly id: string,
    private readonly projects: Directory,
    private readonly lock: Lock,
    readonly project: Directory,
    readonly folders: Record<ProjectFolder, Directory>,
  ) {}

  static async begin(projects: Directory, id: string, lock: Lock): Promise<BegunProject> {
    try {
      const project = await projects.directory(id);
      return new BegunProject(id, projects, lock, project, await openFolders(project));
    } catch (thrown) {
      await projects.remove(id).catch(() => undefined);
      lock.release();
      throw thrown;
    }
  }

  /**
   * Makes it a project with all that it holds, at one stroke; what fails leaves nothing.
   * @throws AppError `cancelled`, `unreadable_file` where bytes are not those of their hash
   */
  fillWith(about: unknown, content: NewContent, hooks: CopyHooks = {}): Promise<string> {
    return this.fill(about, async ({ blobs, tables, ...folders }) => {
      await keepBlobs(new Blobs(blobs), content.blobs, hooks);
      await keepTables(new TableFiles(tables), content.tables, hooks);
      await writeContent(folders, { snapshot: { seq: 0, payload: content.state }, payloads: [] });
    });
  }

  /** Makes it a project with what `fill` writes; answers its id. */
  async fill(
    about: unknown,
    fill: (folders: Record<ProjectFolder, Directory>) => Promise<void>,
  ): Promise<string> {
    try {
      await fill(this.folders);
      await writeValue(this.project, projectFiles.about, about);
      await writeValue(this.project, projectFiles.format, { format: storageFormat });
    } catch (thrown) {
      await this.abandon();
      throw thrown;
    }
    this.lock.release();
    return this.id;
  }

  /** Removes what was written. What cannot be removed is no project, and goes with the next start. */
  async abandon(): Promise<void> {
    if (await this.#isRemoved()) this.lock.release();
    else void this.#removeLater().finally(() => this.lock.release());
  }

  /** A worker that was ended while it wrote here keeps its file for a moment, for which nobody need wait. */
  async #removeLater(): Promise<void> {
    for (let attempt = 1; attempt < mostAttempts; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      if (await this.#isRemoved()) return;
    }
  }

  /** Whether it is gone, or cannot be removed by waiting. */
  async #isRemoved(): Promise<boolean> {
    try {
      await this.projects.remove(this.id);
      return true;
    } catch (thrown) {
      return nameOf(thrown) !== 'NoModificationAllowedError';
    }
  }
}

async function keepBlobs(
  blobs: Blobs,
  given: NewContent['blobs'],
  hooks: CopyHooks,
): Promise<void> {
  for (const [sha256, blob] of given)
    if (!(await blobs.keepAhead(sha256))) await blobs.put(blob, sha256, hooks);
}

/** Tables of the same bytes share what was written ahead: the last one keeps it, the others a copy. */
async function keepTables(
  files: TableFiles,
  tables: NewContent['tables'],
  hooks: CopyHooks,
): Promise<void> {
  for (const [index, { fingerprint, sha256, file }] of tables.entries()) {
    const isLast = !tables.slice(index + 1).some((other) => other.sha256 === sha256);
    if (!isLast || !(await files.keepAhead(fingerprint, sha256)))
      await files.put(fingerprint, file, sha256, hooks);
  }
}
