import type { Lock, Locks } from '../ports';

interface Holder {
  lose(): void;
}

/** Locks among those that share this object: one page, or the tabs of a test. */
export class MemoryLocks implements Locks {
  readonly #holders = new Map<string, Holder>();

  async request(name: string, steal: boolean): Promise<Lock | undefined> {
    const holder = this.#holders.get(name);
    if (holder && !steal) return undefined;
    let isHeld = true;
    let tellLost: () => void = () => undefined;
    const lost = new Promise<void>((resolve) => (tellLost = resolve));
    const mine: Holder = {
      lose: () => {
        isHeld = false;
        tellLost();
      },
    };
    this.#holders.set(name, mine);
    holder?.lose();
    return {
      lost,
      isHeld: () => isHeld,
      release: () => {
        isHeld = false;
        if (this.#holders.get(name) === mine) this.#holders.delete(name);
      },
    };
  }
}
