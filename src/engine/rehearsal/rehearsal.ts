import { isCancelled } from '../../data/app-error';
import type { Scheduler } from '../jobs/scheduler';

/** Jobs with this key are the rehearsal's own. */
export const rehearsalKey = 'rehearsal';

/**
 * Work done once with made data while nothing has been asked yet, so that the browser has compiled what the first file
 * needs. It ends for good when anything is really asked: a file, or any job that is not its own.
 */
export class Rehearsal {
  readonly #controller = new AbortController();
  #isBegun = false;

  constructor(private readonly scheduler: Scheduler) {}

  /** Something is really asked. */
  end(): void {
    this.#controller.abort();
  }

  /** Performs it after `quietMs` of rest, unless it was ended by then; rejects only with what is no cancel. */
  async begin(quietMs: number, perform: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#isBegun) return;
    this.#isBegun = true;
    const { signal } = this.#controller;
    const leave = this.scheduler.subscribe((jobs) => {
      if (jobs.some(({ key, status }) => key !== rehearsalKey && isOpen(status))) this.end();
    });
    try {
      if (!this.scheduler.isIdle) this.end();
      await sleep(quietMs, signal);
      if (!signal.aborted) await perform(signal);
    } catch (thrown) {
      if (!isCancelled(thrown)) throw thrown;
    } finally {
      leave();
    }
  }
}

function isOpen(status: string): boolean {
  return status === 'waiting' || status === 'running';
}

/** Resolves after so many milliseconds, or at the signal. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
