/**
 * What a view remembers about a cell while it is not on the screen: folded away, scrolled out, run again.
 * Kept by owner (a workbench) and cell id, and gone with the page, or with the project whose cells they are.
 */
export class CellMemory<T> {
  static readonly #all: CellMemory<unknown>[] = [];
  readonly #kept = new WeakMap<object, Map<string, T>>();

  constructor() {
    CellMemory.#all.push(this);
  }

  /** Forgets all cells of an owner, since others take their ids. */
  static forgetAll(owner: object): void {
    for (const memory of CellMemory.#all) memory.#kept.delete(owner);
  }

  get(owner: object, cellId: string): T | undefined {
    return this.#kept.get(owner)?.get(cellId);
  }

  set(owner: object, cellId: string, value: T): void {
    const cells = this.#kept.get(owner) ?? new Map<string, T>();
    this.#kept.set(owner, cells.set(cellId, value));
  }

  forget(owner: object, cellId: string): void {
    this.#kept.get(owner)?.delete(cellId);
  }
}
