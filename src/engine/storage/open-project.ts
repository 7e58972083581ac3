import { Blobs } from './blobs';
import type { Broadcast, Directory, Platform } from './ports';
import type { NumberedPayload, ProjectContent } from './project-content';
import { openFolders } from './project-layout';
import { ProjectWriter } from './project-writer';
import { lockName } from './projects';
import { readProject } from './read-project';
import { projectBusy, projectClosed, projectTaken } from './storage-error';
import { TableFiles } from './table-files';

/** What an open project tells without being asked. */
export type ProjectEvent =
  /** Another tab has taken it over: nothing more is saved from here. */
  | { type: 'lost' }
  /** Another tab has stored more. */
  | { type: 'changed'; payloads: NumberedPayload[]; lastSeq: number; snapshot?: NumberedPayload }
  /** A blob in use turned out to be damaged; its SHA-256. */
  | { type: 'damaged'; sha256: string }
  /** What keeps projects broke and was started anew: none is open there any more. */
  | { type: 'stopped' };

export type WriteMode = 'write' | 'take over' | 'read';

type Told = { type: 'stored'; seq: number };

/** A project as one tab has it open: its writer, or a reader that follows one. */
export class OpenProject {
  readonly blobs: Blobs;
  readonly tables: TableFiles;
  #broadcast: Broadcast;
  #lastSeq: number;
  #following: Promise<void> = Promise.resolve();
  #isClosed = false;

  private constructor(
    readonly id: string,
    private readonly project: Directory,
    readonly content: ProjectContent,
    folders: { blobs: Directory; tables: Directory },
    private readonly writing: ProjectWriter | undefined,
    platform: Platform,
    private readonly tell: (event: ProjectEvent) => void,
  ) {
    this.#lastSeq = content.lastSeq;
    this.tables = new TableFiles(folders.tables);
    this.blobs = new Blobs(folders.blobs, (sha256) => tell({ type: 'damaged', sha256 }));
    this.#broadcast = platform.openBroadcast(lockName(id), (message) => this.#hear(message));
  }

  /**
   * Opens a project; `write` needs that no other tab writes it, `take over` makes that tab stop.
   * @throws AppError `unknown_project`, `newer_format`, `project_busy`, `project_taken`, `storage_full`, …
   */
  static async open(
    platform: Platform,
    project: Directory,
    id: string,
    mode: WriteMode,
    tell: (event: ProjectEvent) => void,
  ): Promise<OpenProject> {
    if (mode === 'read') {
      const { content } = await readProject(project, id);
      return new OpenProject(
        id,
        project,
        content,
        await openFolders(project),
        undefined,
        platform,
        tell,
      );
    }
    await readProject(project, id);
    const lock = await platform.locks.request(lockName(id), mode === 'take over');
    if (!lock) throw projectBusy(id);
    const { writer, content } = await ProjectWriter.open(project, id, lock);
    const open = new OpenProject(id, project, content, writer.folders, writer, platform, tell);
    void lock.lost.then(() => open.#lose());
    return open;
  }

  get isWriter(): boolean {
    return this.writing !== undefined;
  }

  /** @throws AppError `project_taken` where the project is open for reading only */
  get writer(): ProjectWriter {
    if (!this.writing) throw projectTaken(this.id);
    return this.writing;
  }

  async append(payload: unknown, failures: number): Promise<number> {
    const seq = await this.writer.append(payload, failures);
    this.#broadcast.post({ type: 'stored', seq } satisfies Told);
    return seq;
  }

  async snapshot(payload: unknown): Promise<number> {
    return this.writer.snapshot(payload);
  }

  async close(reason = projectClosed(this.id)): Promise<void> {
    this.#isClosed = true;
    this.#broadcast.close();
    await this.writing?.close(reason);
    await this.#following;
  }

  #hear(message: unknown): void {
    const { type, seq } = message as Told;
    if (this.writing || type !== 'stored' || seq <= this.#lastSeq) return;
    this.#following = this.#following.then(() => this.#follow(seq)).catch(() => undefined);
  }

  /** Reads what the writer has stored since. */
  async #follow(seq: number): Promise<void> {
    if (this.#isClosed || seq <= this.#lastSeq) return;
    const { content } = await readProject(this.project, this.id);
    const { snapshot, payloads, lastSeq } = content;
    const known = this.#lastSeq;
    this.#lastSeq = lastSeq;
    const isJump = snapshot !== undefined && snapshot.seq > known;
    this.tell({
      type: 'changed',
      payloads: payloads.filter((payload) => payload.seq > known),
      lastSeq,
      ...(isJump && { snapshot }),
    });
  }

  async #lose(): Promise<void> {
    if (this.#isClosed) return;
    this.tell({ type: 'lost' });
    await this.close(projectTaken(this.id));
  }
}
