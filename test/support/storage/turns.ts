import type { Random } from '../../../src/math/random';
import type { Lock, Locks } from '../../../src/engine/storage/ports';

/** Decides, by seed, who of all that wait goes on next: so every order of the calls of several tabs can come up. */
export class Turns {
  #waiting: (() => void)[] = [];
  #isRunning = false;

  constructor(private readonly random: Random) {}

  /** Resolves when it is the caller's turn. */
  take(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (!this.#isRunning) this.#run();
    });
  }

  async several(most: number): Promise<void> {
    for (let turn = this.random.below(most + 1); turn > 0; turn -= 1) await this.take();
  }

  #run(): void {
    this.#isRunning = true;
    setImmediate(() => {
      const next = this.#waiting.splice(this.random.below(this.#waiting.length), 1)[0];
      next?.();
      setImmediate(() => {
        this.#isRunning = false;
        if (this.#waiting.length > 0) this.#run();
      });
    });
  }
}

/** Locks as a busy tab has them: that one is lost is heard late, and until then the tab believes it holds it. */
export class LateLocks implements Locks {
  constructor(
    private readonly locks: Locks,
    private readonly turns: Turns,
    private readonly mostTurns: number,
  ) {}

  async request(name: string, steal: boolean): Promise<Lock | undefined> {
    await this.turns.take();
    const lock = await this.locks.request(name, steal);
    if (!lock) return undefined;
    let believes = true;
    const lost = lock.lost
      .then(() => this.turns.several(this.mostTurns))
      .then(() => void (believes = false));
    return {
      lost,
      isHeld: () => believes,
      release: () => {
        believes = false;
        lock.release();
      },
    };
  }
}
