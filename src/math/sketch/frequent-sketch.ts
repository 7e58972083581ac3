/** Counters as plain data; labels stand apart. */
export interface FrequentState {
  /** Halves of the hashes, flat. */
  hashes: Int32Array;
  counts: Float64Array;
  /** By how much a count may be too low, and how often a value without a counter may have stood. */
  error: number;
  total: number;
}

/** Where the labels of counters are kept. */
export interface Labels {
  move(from: number, to: number): void;
}

/**
 * The most frequent values of a stream with bounds on their counts. A table of counters; once it is full,
 * the median count is taken off all and what falls to zero leaves. A count is then too low by at most
 * `error`, and no value without a counter stood more often than that; `error` is 0, and all counts exact,
 * while no counter had to leave.
 * Misra and Gries, Finding repeated elements (1982); the median instead of 1, so that each value costs O(1),
 * and merging by Anderson et al., A high-performance algorithm for identifying frequent items (2017).
 */
export class FrequentSketch<L extends Labels = Labels> {
  error = 0;
  total = 0;
  #size = 0;
  readonly #table: Int32Array;
  readonly #hashes: Int32Array;
  readonly #counts: Float64Array;

  constructor(
    readonly capacity: number,
    readonly labels: L,
  ) {
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity + 1)));
    this.#hashes = new Int32Array(2 * capacity);
    this.#counts = new Float64Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** Counts a value; the counter that is new and wants its label, or -1. */
  add(high: number, low: number, times = 1): number {
    this.total += times;
    let place = this.#place(high, low);
    const counter = this.#table[place]! - 1;
    if (counter >= 0) {
      this.#counts[counter]! += times;
      return -1;
    }
    if (this.#size === this.capacity) {
      this.#makeRoom();
      place = this.#place(high, low);
    }
    const made = this.#size++;
    this.#hashes[2 * made] = high;
    this.#hashes[2 * made + 1] = low;
    this.#counts[made] = times;
    this.#table[place] = made + 1;
    return made;
  }

  /** Counters by count, the largest first. */
  order(): number[] {
    const order = Array.from({ length: this.#size }, (_, counter) => counter);
    return order.sort((one, other) => this.#counts[other]! - this.#counts[one]!);
  }

  /** How often the value of a counter stood, at least. */
  count(counter: number): number {
    return this.#counts[counter]!;
  }

  /** Takes the counters of another part of the stream; `label` sets the label of `counter` to that of `theirs`. */
  merge(other: FrequentState, label: (counter: number, theirs: number) => void): void {
    const total = this.total + other.total;
    for (let theirs = 0; theirs < other.counts.length; theirs += 1) {
      const [high, low] = [other.hashes[2 * theirs]!, other.hashes[2 * theirs + 1]!];
      const made = this.add(high, low, other.counts[theirs]);
      if (made >= 0) label(made, theirs);
    }
    this.total = total;
    this.error += other.error;
  }

  state(): FrequentState {
    const { error, total } = this;
    const hashes = this.#hashes.slice(0, 2 * this.#size);
    return { hashes, counts: this.#counts.slice(0, this.#size), error, total };
  }

  #place(high: number, low: number): number {
    const mask = this.#table.length - 1;
    let place = low & mask;
    for (;;) {
      const counter = this.#table[place]! - 1;
      if (counter < 0) return place;
      if (this.#hashes[2 * counter] === high && this.#hashes[2 * counter + 1] === low) return place;
      place = (place + 1) & mask;
    }
  }

  /** Takes the median count off all counters and closes the ranks. */
  #makeRoom(): void {
    const sorted = this.#counts.slice(0, this.#size).sort();
    const median = sorted[this.#size >>> 1]!;
    this.error += median;
    let kept = 0;
    for (let counter = 0; counter < this.#size; counter += 1) {
      const count = this.#counts[counter]! - median;
      if (count <= 0) continue;
      this.#counts[kept] = count;
      this.#hashes[2 * kept] = this.#hashes[2 * counter]!;
      this.#hashes[2 * kept + 1] = this.#hashes[2 * counter + 1]!;
      if (kept !== counter) this.labels.move(counter, kept);
      kept += 1;
    }
    this.#size = kept;
    this.#table.fill(0);
    for (let counter = 0; counter < kept; counter += 1) {
      const [high, low] = [this.#hashes[2 * counter]!, this.#hashes[2 * counter + 1]!];
      this.#table[this.#place(high, low)] = counter + 1;
    }
  }
}
