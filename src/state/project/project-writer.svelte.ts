import { toAppError, type AppError } from '../../data/app-error';
import type { JournalEntry } from '../../notebook/project-state';

export type SaveStatus = 'saved' | 'saving' | 'failed';

/** Where an entry goes: resolves once it is on the disk. When one fails, so do all that were asked for behind it. */
export type AppendEntry = (entry: JournalEntry) => Promise<unknown>;

/** Work that keeps something large and ends in an entry; `undefined` where there is nothing to say. */
type Keeping = (signal: AbortSignal) => Promise<JournalEntry | undefined>;

/**
 * Writes what happens to a project, in order, and says whether all of it is on the disk. What could not be written
 * stays, and is tried again with the next change or when asked.
 */
export class ProjectWriter {
  /** Whether every change so far is on the disk; large things may still be on their way. */
  status: SaveStatus = $state('saved');
  #keeping: readonly string[] = $state.raw([]);
  #lineProblem: AppError | undefined = $state.raw();
  #keepProblem: AppError | undefined = $state.raw();
  #unkept: (() => void)[] = [];
  readonly #entries: JournalEntry[] = [];
  #writing: Promise<void> | undefined;
  #keepings: Promise<void> = Promise.resolve();
  #laterKeepings: Promise<void> = Promise.resolve();
  readonly #stopping = new AbortController();
  /** How many wait for all to be kept; while any does, rest is not waited for. */
  #hurried = 0;
  #hurrying = new AbortController();

  /**
   * `rest` is called whenever no entry is on its way, and holds back those that come meanwhile. `whenAtRest` says when
   * nothing that a person waits for would suffer from heavy work.
   */
  constructor(
    private readonly append: AppendEntry,
    private readonly rest: () => Promise<void>,
    private readonly whenAtRest: (signal: AbortSignal) => Promise<void>,
  ) {}

  /** What is still to be kept behind the work, in words. */
  get keeping(): string | undefined {
    return this.#keeping[0];
  }

  /** Why something is not kept: a line, or something large, which `retry` tries again. */
  get problem(): AppError | undefined {
    return this.#lineProblem ?? this.#keepProblem;
  }

  /** Something beside the entries could not be written. */
  fail(thrown: unknown): void {
    this.#lineProblem = toAppError(thrown);
  }

  write(entry: JournalEntry): void {
    if (this.#stopping.signal.aborted) return;
    this.#entries.push(entry);
    this.#begin();
  }

  /** Keeps something after all of its kind that was asked for before, without holding back the entries. */
  keep(what: string, keeping: Keeping): void {
    const again = (): void => this.keep(what, keeping);
    this.#keepings = this.#keep(what, keeping, again, this.#keepings);
  }

  /** Keeps something that takes the disk or the engine for a while, once the page is at rest. */
  keepLater(what: string, keeping: Keeping): void {
    const again = (): void => this.keepLater(what, keeping);
    const ready = this.#laterKeepings.then(() => this.#atRest());
    this.#laterKeepings = this.#keep(what, keeping, again, ready);
  }

  /** Writes what is waiting, and what failed before, large things too. */
  retry(): void {
    const unkept = this.#unkept;
    this.#unkept = [];
    this.#keepProblem = undefined;
    for (const again of unkept) again();
    this.#begin();
  }

  /** Does something while no entry is on its way; those that come meanwhile are written after it. */
  async alone(work: () => Promise<void>): Promise<void> {
    while (this.#writing) await this.#writing;
    const done = work();
    this.#writing = done
      .catch(() => undefined)
      .then(() => {
        this.#writing = undefined;
        if (this.#entries.length > 0) this.#begin();
      });
    await done;
  }

  /** Resolves once every entry asked for is on the disk or has failed. */
  async written(): Promise<void> {
    await this.#writing;
  }

  /**
   * Resolves once everything asked for, large things too, is on the disk or has failed. Who waits for that does not
   * wait for rest as well.
   */
  async settled(): Promise<void> {
    this.#hurried += 1;
    this.#hurrying.abort();
    await Promise.all([this.#keepings, this.#laterKeepings]);
    this.#hurried -= 1;
    await this.#writing;
  }

  /** Ends it once all is kept. */
  async finish(): Promise<void> {
    await this.settled();
    await this.stop();
  }

  /** Ends it: what is being kept is given up, what is being written is awaited. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.settled();
  }

  async #atRest(): Promise<void> {
    if (this.#hurried > 0) return;
    this.#hurrying = new AbortController();
    await this.whenAtRest(this.#hurrying.signal);
  }

  async #keep(
    what: string,
    keeping: Keeping,
    again: () => void,
    ready: Promise<void>,
  ): Promise<void> {
    const { signal } = this.#stopping;
    this.#keeping = [...this.#keeping, what];
    try {
      await ready;
      const entry = signal.aborted ? undefined : await keeping(signal);
      if (entry) this.write(entry);
    } catch (thrown) {
      if (signal.aborted) return;
      this.#keepProblem = toAppError(thrown);
      this.#unkept.push(again);
    } finally {
      const place = this.#keeping.indexOf(what);
      this.#keeping = this.#keeping.filter((_, index) => index !== place);
    }
  }

  async #writeAll(): Promise<void> {
    this.status = 'saving';
    try {
      while (this.#entries.length > 0) {
        const appended = this.#entries.map((entry) => this.append(entry));
        for (const each of appended) each.catch(() => undefined);
        for (const each of appended) {
          await each;
          this.#entries.shift();
        }
        await this.rest();
      }
      this.status = 'saved';
      this.#lineProblem = undefined;
    } catch (thrown) {
      this.status = 'failed';
      this.fail(thrown);
    }
    this.#writing = undefined;
  }

  #begin(): void {
    this.#writing ??= this.#writeAll();
  }
}
