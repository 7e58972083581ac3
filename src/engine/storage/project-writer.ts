import { AppError } from '../../data/app-error';
import { findWounded, healSegment } from './journal/heal-segments';
import { JournalWriter } from './journal/journal-writer';
import type { Directory, Lock } from './ports';
import type { ProjectContent } from './project-content';
import { openFolders, projectFiles, storageFormat, type ProjectFolder } from './project-layout';
import { readProject, type ReadProject } from './read-project';
import { encodeJson } from './records/json-payload';
import { writeValue } from './records/record-file';
import { listSnapshots, writeSnapshot } from './snapshots';
import { projectTaken, toStorageError } from './storage-error';
import { removeUnfinished } from './write-whole';

interface Waiting {
  payload: Uint8Array;
  resolve(seq: number): void;
  reject(reason: AppError): void;
}

/** Payloads that are written and flushed together. */
interface Batch {
  /** Failures that the caller knew of. */
  failures: number;
  waiting: Waiting[];
}

/** The one writer of a project: what it is asked for is done one at a time, in order. */
export class ProjectWriter {
  readonly #journal: JournalWriter;
  #batch: Batch | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #failures = 0;
  #lastFailure: AppError | undefined;
  #ended: AppError | undefined;

  private constructor(
    private readonly id: string,
    private readonly lock: Lock,
    private readonly project: Directory,
    readonly folders: Record<ProjectFolder, Directory>,
  ) {
    this.#journal = new JournalWriter(id, folders.journal, lock);
  }

  /**
   * Opens a project for writing with its lock, which is let go when that fails. Its format must be known to be ours.
   * @throws AppError `unknown_project`, `newer_format`, `project_taken`, `storage_full`, …
   */
  static async open(
    project: Directory,
    id: string,
    lock: Lock,
  ): Promise<{ writer: ProjectWriter; content: ProjectContent }> {
    const folders = await openFolders(project).catch((thrown: unknown) => {
      lock.release();
      throw toStorageError(thrown);
    });
    const writer = new ProjectWriter(id, lock, project, folders);
    try {
      const found = await writer.#journal.takeOn(() => readProject(project, id));
      await writer.#mend(found);
      return { writer, content: found.content };
    } catch (thrown) {
      await writer.close();
      throw toStorageError(thrown);
    }
  }

  /** The number of the last payload that is safe. */
  get lastSeq(): number {
    return this.#journal.lastSeq;
  }

  /**
   * Stores a payload; resolves to its number once it is safe. Those asked for meanwhile go together. After a failure,
   * payloads of a caller that does not know of it yet (`failures`) fail as well, so that none is stored without those
   * before it.
   */
  append(payload: unknown, failures: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { payload: encodeJson(payload), resolve, reject };
      if (this.#batch?.failures === failures) return void this.#batch.waiting.push(waiting);
      const batch: Batch = { failures, waiting: [waiting] };
      this.#batch = batch;
      this.#next(() => this.#write(batch)).catch((reason: AppError) => {
        this.#leave(batch);
        for (const each of batch.waiting) each.reject(reason);
      });
    });
  }

  /**
   * Stores a state that includes all payloads asked for so far, those that failed too; resolves to the number of the
   * last one. What is older than the snapshot before it is let go.
   */
  snapshot(payload: unknown): Promise<number> {
    this.#batch = undefined;
    return this.#next(async () => {
      const { epoch } = await this.#journal.renew();
      const seq = this.lastSeq;
      const name = await writeSnapshot(this.folders.snapshots, { seq, epoch }, payload);
      if (!(await this.#journal.isLatest())) {
        await this.folders.snapshots.remove(name);
        throw projectTaken(this.id);
      }
      await this.#retire().catch(laterAgain);
      return seq;
    });
  }

  /** What the list of projects shows of this one. */
  setAbout(about: unknown): Promise<void> {
    return this.#next(() => writeValue(this.project, projectFiles.about, about, this.lastSeq));
  }

  /** Lets everything asked for be done, then lets files and lock go. Later calls fail with `reason`. */
  async close(reason: AppError = projectTaken(this.id)): Promise<void> {
    await this.#queue;
    this.#ended ??= reason;
    await this.#journal.drop();
    this.lock.release();
  }

  /** One at a time, in order; what fails does so alone, as a typed failure. */
  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(async () => {
      if (this.#ended) throw this.#ended;
      try {
        return await work();
      } catch (thrown) {
        throw await this.#explain(thrown);
      }
    });
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** A writer that was overtaken may find its files gone or in use: that is not what it must hear. */
  async #explain(thrown: unknown): Promise<AppError> {
    if (thrown instanceof AppError) return thrown;
    return (await this.#journal.isOvertaken()) ? projectTaken(this.id) : toStorageError(thrown);
  }

  /** From here on nothing more joins it. */
  #leave(batch: Batch): void {
    if (this.#batch === batch) this.#batch = undefined;
  }

  async #write(batch: Batch): Promise<void> {
    this.#leave(batch);
    if (batch.failures !== this.#failures) throw this.#lastFailure!;
    try {
      const last = await this.#journal.append(batch.waiting.map(({ payload }) => payload));
      const first = last - batch.waiting.length + 1;
      batch.waiting.forEach(({ resolve }, index) => resolve(first + index));
    } catch (thrown) {
      const { code, message, details } = await this.#explain(thrown);
      this.#failures += 1;
      this.#lastFailure = new AppError(code, message, { ...details, failures: this.#failures });
      throw this.#lastFailure;
    }
  }

  /** Makes whole what was found damaged, and removes what a crash left unfinished, as far as that can be done now. */
  async #mend({ segments, content }: ReadProject): Promise<void> {
    for (const segment of segments) {
      if (findWounded(segment).length > 0)
        await healSegment(this.folders.journal, segment).catch(laterAgain);
    }
    if (content.damage.some(({ what }) => what === 'format'))
      await writeValue(this.project, projectFiles.format, { format: storageFormat }).catch(
        laterAgain,
      );
    const places = [this.project, ...Object.values(this.folders)];
    for (const place of places) await removeUnfinished(place).catch(laterAgain);
  }

  async #retire(): Promise<void> {
    const [latest, before, ...older] = await listSnapshots(this.folders.snapshots);
    for (const { name } of older) await this.folders.snapshots.remove(name);
    if (latest && before) await this.#journal.retire(before.seq);
  }
}

/** Housekeeping that failed does no harm, and is tried again with the next snapshot or opening. */
function laterAgain(): void {}
