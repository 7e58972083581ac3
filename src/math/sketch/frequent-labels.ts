import type { Labels } from './frequent-sketch';

/** Numbers as labels. */
export class NumberLabels implements Labels {
  readonly values: Float64Array;

  constructor(capacity: number) {
    this.values = new Float64Array(capacity);
  }

  move(from: number, to: number): void {
    this.values[to] = this.values[from]!;
  }
}

/** The first bytes of texts as labels. */
export class TextLabels implements Labels {
  readonly #bytes: Uint8Array;
  readonly #lengths: Uint8Array;

  constructor(
    capacity: number,
    readonly most = 80,
  ) {
    this.#bytes = new Uint8Array(capacity * most);
    this.#lengths = new Uint8Array(capacity);
  }

  set(counter: number, bytes: Uint8Array, start: number, end: number): void {
    const length = Math.min(this.most, end - start);
    const offset = counter * this.most;
    for (let index = 0; index < length; index += 1)
      this.#bytes[offset + index] = bytes[start + index]!;
    this.#lengths[counter] = length;
  }

  get(counter: number): Uint8Array {
    const offset = counter * this.most;
    return this.#bytes.slice(offset, offset + this.#lengths[counter]!);
  }

  move(from: number, to: number): void {
    const offset = from * this.most;
    this.#bytes.copyWithin(to * this.most, offset, offset + this.#lengths[from]!);
    this.#lengths[to] = this.#lengths[from]!;
  }
}
