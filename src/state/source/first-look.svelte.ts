import { isCancelled } from '../../data/app-error';
import type { FileLook, FileSketch } from '../../data/file-look';
import type { SourceOptions } from '../../data/source';

/** What looks at files: the engine. */
export interface Looker {
  look(
    file: Blob,
    name: string,
    options: SourceOptions,
    hooks: { signal: AbortSignal; onLook: (look: FileLook) => void },
  ): Promise<FileSketch | undefined>;
}

/** A file on its way in, as far as it can be seen before its table is there: its first rows, then a sketch. */
export class FirstLook {
  rows: FileLook | undefined = $state.raw();
  sketch: FileSketch | undefined = $state.raw();
  /** Bytes read so far to know the file again. */
  hashedBytes = $state(0);
  /** Settled when nothing more will be seen. */
  settled: Promise<void> = Promise.resolve();
  /** Settled when the first rows are there, or it is clear that there will be none. */
  readonly begun: Promise<void>;
  #begin: () => void = () => undefined;
  readonly #controller = new AbortController();

  constructor(
    readonly name: string,
    readonly sizeBytes: number,
  ) {
    this.begun = new Promise((resolve) => (this.#begin = resolve));
  }

  /** Aborted when the file is not wanted any more. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Looks at the file. What is wrong with it, its reading will say. */
  start(looker: Looker, file: Blob, options: SourceOptions): Promise<void> {
    this.settled = this.#look(looker, file, options);
    return this.settled;
  }

  cancel(): void {
    this.#controller.abort();
  }

  async #look(looker: Looker, file: Blob, options: SourceOptions): Promise<void> {
    const { signal } = this;
    try {
      this.sketch = await looker.look(file, this.name, options, {
        signal,
        onLook: (look) => {
          this.rows = look;
          this.#begin();
        },
      });
    } catch (thrown) {
      if (!isCancelled(thrown)) this.rows = undefined;
    } finally {
      this.#begin();
    }
  }
}
