import { cancelled, isCancelled, toAppError, type AppError } from '../../data/app-error';
import { nextTask } from '../../engine/workers/next-task';
import type { JoinProposal } from '../../notebook/join-proposals';

const mostMs = 10;

/** Looks for columns that tables could be joined by, a short piece of work at a time. */
export class JoinFinder {
  /** The surest first; `undefined` until they have been looked for once. */
  found: readonly JoinProposal[] | undefined = $state.raw();
  isLooking = $state(false);
  error: AppError | undefined = $state.raw();
  #looking: AbortController | undefined;

  /** Looks anew; the newest look wins, and what was found stays shown meanwhile. */
  async look(steps: Generator<undefined, JoinProposal[]>): Promise<void> {
    this.cancel();
    const looking = new AbortController();
    this.#looking = looking;
    this.isLooking = true;
    this.error = undefined;
    try {
      this.found = await inPieces(steps, looking.signal);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!isCancelled(error)) this.error = error;
    } finally {
      if (this.#looking === looking) this.isLooking = false;
    }
  }

  cancel(): void {
    this.#looking?.abort();
  }
}

/** Drives steps to their end, and lets the page in between. */
async function inPieces<T>(steps: Generator<undefined, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const end = performance.now() + mostMs;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < end);
    await nextTask();
    if (signal.aborted) throw cancelled();
  }
}
