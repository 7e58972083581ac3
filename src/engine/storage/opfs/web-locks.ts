import type { Lock, Locks } from '../ports';

/** The browser's locks, held by this worker and let go with it. */
export const webLocks: Locks = {
  request: (name, steal) =>
    new Promise((resolve, reject) => {
      const options = steal ? { steal } : { ifAvailable: true };
      const held = new HeldLock();
      navigator.locks
        .request(name, options, (lock) => {
          resolve(lock ? held : undefined);
          return lock ? held.released : undefined;
        })
        .catch((thrown: unknown) => {
          held.lose();
          reject(thrown as Error);
        });
    }),
};

class HeldLock implements Lock {
  readonly lost: Promise<void>;
  readonly released: Promise<void>;
  #isHeld = true;
  #tellLost!: () => void;
  #tellReleased!: () => void;

  constructor() {
    this.lost = new Promise((resolve) => (this.#tellLost = resolve));
    this.released = new Promise((resolve) => (this.#tellReleased = resolve));
  }

  isHeld(): boolean {
    return this.#isHeld;
  }

  release(): void {
    this.#isHeld = false;
    this.#tellReleased();
  }

  /** The request of a lock fails when the lock is stolen. */
  lose(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#tellLost();
  }
}
