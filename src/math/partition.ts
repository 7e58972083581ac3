/** A partition of 0 … n − 1 into classes, which only ever grow together (union–find with path halving). */
export class Partition {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, member) => member);
  }

  /** A member that stands for the whole class. */
  classOf(member: number): number {
    let at = member;
    while (this.#parent[at]! !== at) {
      this.#parent[at] = this.#parent[this.#parent[at]!]!;
      at = this.#parent[at]!;
    }
    return at;
  }

  /** Makes one class of two; whether they were two. */
  unite(one: number, other: number): boolean {
    const [a, b] = [this.classOf(one), this.classOf(other)];
    this.#parent[b] = a;
    return a !== b;
  }

  areTogether(one: number, other: number): boolean {
    return this.classOf(one) === this.classOf(other);
  }

  copy(): Partition {
    const copy = new Partition(this.#parent.length);
    copy.#parent.set(this.#parent);
    return copy;
  }
}
