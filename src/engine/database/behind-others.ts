import { cancelled } from '../../data/app-error';
import { nextTask } from '../workers/next-task';

/** What work behind all others looks at: who uses the engine, and the page. */
export class EngineUse {
  #running = 0;
  #usedAt = -Infinity;

  /** A statement that somebody waits for begins. */
  begin(): void {
    this.#running += 1;
  }

  end(): void {
    this.#running -= 1;
    this.notice();
  }

  /** A person does something on the page, and may ask for rows next. */
  notice(): void {
    this.#usedAt = performance.now();
  }

  /** Milliseconds for which nobody has used it; 0 while a statement runs. */
  get quietMs(): number {
    return this.#running > 0 ? 0 : performance.now() - this.#usedAt;
  }
}

/** For how long nobody may have used the engine before the next turn: so many times as long as the last turn took. */
const quietTurns = 4;
const leastQuietMs = 50;
const mostQuietMs = 500;
/** How long one piece of work waits in all, and how long at each of its turns behind that: it is done in the end. */
const patienceMs = 30_000;
const mostWaitMs = 300;
const lookMs = 10;

/**
 * The pauses between the turns of one piece of work that nobody waits for. A person who comes in the middle of a turn
 * waits for its end, so a long turn begins only when none has been there for a while; short ones hardly wait.
 */
export class BehindOthers {
  #waitedMs = 0;
  #resumed = performance.now();

  constructor(
    private readonly use: EngineUse,
    private readonly patience = patienceMs,
  ) {}

  /** Resolves when the next turn may begin. @throws AppError `cancelled` */
  async pause(signal?: AbortSignal): Promise<void> {
    const start = performance.now();
    const quietMs = Math.min(
      mostQuietMs,
      Math.max(leastQuietMs, quietTurns * (start - this.#resumed)),
    );
    const end = start + Math.max(mostWaitMs, this.patience - this.#waitedMs);
    await nextTask();
    while (!signal?.aborted && this.use.quietMs < quietMs && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    if (signal?.aborted) throw cancelled();
    this.#resumed = performance.now();
    this.#waitedMs += this.#resumed - start;
  }
}
