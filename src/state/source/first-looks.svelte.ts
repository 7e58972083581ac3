import { SvelteMap } from 'svelte/reactivity';
import type { SourceFile } from '../../data/source';
import type { FirstLook } from './first-look.svelte';

/** What is seen of files on their way in, and of those whose tables are not there yet. */
export class FirstLooks {
  /** Files that are being taken in and have no cell yet. */
  opening: readonly FirstLook[] = $state.raw([]);
  readonly #known = new SvelteMap<string, FirstLook>();

  /** What was seen of a file before its table was there. */
  get(sha256: string): FirstLook | undefined {
    return this.#known.get(sha256);
  }

  /** Shows a file as being taken in until it is. A look at a file that fails is ended. */
  async show(look: FirstLook, source: Promise<SourceFile>): Promise<SourceFile> {
    this.opening = [...this.opening, look];
    try {
      const known = await source;
      this.#known.set(known.sha256, look);
      return known;
    } catch (thrown) {
      look.cancel();
      throw thrown;
    } finally {
      this.opening = this.opening.filter((each) => each !== look);
    }
  }
}
