import { toAppError, type AppError } from '../data/app-error';
import type { JournalEntry } from '../notebook/project-state';

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
  problem: AppError | undefined = $state.raw();
  /** What is being kept behind the work, in words. */
  keeping: string | undefined = $state();
  readonly #entries: JournalEntry[] = [];
  #writing: Promise<void> | undefined;
  #keepings: Promise<void> = Promise.resolve();
  readonly #stopping = new AbortController();

  constructor(private readonly append: AppendEntry) {}

  write(entry: JournalEntry): void {
    if (this.#stopping.signal.aborted) return;
    this.#entries.push(entry);
    this.retry();
  }

  /** Keeps something large after all that was asked for before, without holding back the entries. */
  keep(what: string, keeping: Keeping): void {
    const { signal } = this.#stopping;
    this.#keepings = this.#keepings.then(async () => {
      if (signal.aborted) return;
      this.keeping = what;
      try {
        const entry = await keeping(signal);
        if (entry) this.write(entry);
      } catch (thrown) {
        if (!signal.aborted) this.problem = toAppError(thrown);
      } finally {
        this.keeping = undefined;
      }
    });
  }

  /** Writes what is waiting, also what failed before. */
  retry(): void {
    this.#writing ??= this.#writeAll();
  }

  /** Resolves once every entry asked for is on the disk or has failed. */
  async written(): Promise<void> {
    await this.#writing;
  }

  /** Resolves once everything asked for, large things too, is on the disk or has failed. */
  async settled(): Promise<void> {
    await this.#keepings;
    await this.#writing;
  }

  /** Ends it: what is being kept is given up, what is being written is awaited. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.settled();
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
      }
      this.status = 'saved';
      this.problem = undefined;
    } catch (thrown) {
      this.status = 'failed';
      this.problem = toAppError(thrown);
    }
    this.#writing = undefined;
  }
}
