import { cancelled } from '../../data/app-error';
import type { ImportedTable, ImportHooks } from './import-ports';

type Report = NonNullable<ImportHooks['onProgress']>;

/**
 * An import that began before its table had a name: a file is read while its hash, which names the table, is still
 * being made. Whoever knows the name adopts it; what nobody adopts is stopped and leaves nothing behind.
 */
export class EarlyImport {
  readonly #controller = new AbortController();
  readonly #settled: Promise<ImportedTable>;
  #latest: Parameters<Report> | undefined;
  #report: Report = () => undefined;
  #isTaken = false;

  constructor(
    readonly file: Blob,
    /** Tells this reading of the file from others. */
    readonly key: string,
    begin: (hooks: ImportHooks) => Promise<ImportedTable>,
    private readonly drop: () => Promise<unknown>,
  ) {
    this.#settled = begin({
      signal: this.#controller.signal,
      onProgress: (...progress) => {
        this.#latest = progress;
        this.#report(...progress);
      },
    });
    this.#settled.catch(() => undefined);
  }

  /** The table once it is read. Rejects as the import does, `cancelled` when `signal` says so; then nothing is left. */
  async adopt({ signal, onProgress }: ImportHooks): Promise<ImportedTable> {
    this.#isTaken = true;
    if (onProgress) this.#report = onProgress;
    if (this.#latest) this.#report(...this.#latest);
    const stop = (): void => this.#controller.abort();
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    try {
      const table = await this.#settled;
      if (!signal?.aborted) return table;
      await this.drop();
      throw cancelled();
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Stops it, unless it was adopted. */
  async release(): Promise<void> {
    if (this.#isTaken) return;
    this.#isTaken = true;
    this.#controller.abort();
    await this.#settled.then(this.drop, () => undefined);
  }
}
