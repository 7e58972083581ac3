import { DistinctSketch, type DistinctState } from '../../math/sketch/distinct-sketch';
import { TextLabels } from '../../math/sketch/frequent-labels';
import { FrequentSketch, type FrequentState } from '../../math/sketch/frequent-sketch';
import { Hash64 } from '../../math/sketch/hash64';
import { MomentSketch, type MomentState } from '../../math/sketch/moment-sketch';
import type { SketchSize } from './sketch-size';

/** What was seen of texts, as plain data. */
export interface TextState {
  empty: number;
  /** Texts that begin or end in a space. */
  padded: number;
  notAscii: number;
  /** Texts of three words and more. */
  phrases: number;
  /** Lengths in characters. */
  lengths: MomentState;
  distinct: DistinctState;
  frequent: FrequentState;
  /** The first bytes of the texts that `frequent` counts, by counter. */
  labels: Uint8Array[];
}

const batchSize = 512;
const space = 0x20;
const hash = new Hash64();

/** Texts of one column, as bytes of UTF-8, in constant memory. */
export class TextSketch {
  empty = 0;
  padded = 0;
  notAscii = 0;
  phrases = 0;
  readonly lengths = new MomentSketch();
  readonly distinct = new DistinctSketch();
  readonly frequent: FrequentSketch<TextLabels>;
  readonly #batch = new Float64Array(batchSize);
  #waiting = 0;

  constructor(size: SketchSize) {
    this.frequent = new FrequentSketch(size.counters, new TextLabels(size.counters));
  }

  /** Takes the text in `bytes[start, end)`. O(length). */
  add(bytes: Uint8Array, start: number, end: number): void {
    hash.bytes(bytes, start, end);
    this.distinct.add(hash.high, hash.low);
    const made = this.frequent.add(hash.high, hash.low);
    if (made >= 0) this.frequent.labels.set(made, bytes, start, end);
    this.#look(bytes, start, end);
    if (this.#waiting === batchSize) this.flush();
  }

  #look(bytes: Uint8Array, start: number, end: number): void {
    let [words, follow, before] = [0, 0, space];
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte !== space && before === space) words += 1;
      // A byte that goes on with a character of UTF-8 begins none.
      if ((byte & 0xc0) === 0x80) follow += 1;
      before = byte;
    }
    if (start === end) this.empty += 1;
    else if (bytes[start] === space || before === space) this.padded += 1;
    if (words >= 3) this.phrases += 1;
    if (follow > 0) this.notAscii += 1;
    this.#batch[this.#waiting++] = end - start - follow;
  }

  flush(): void {
    this.lengths.addAll(this.#batch, this.#waiting);
    this.#waiting = 0;
  }

  merge(other: TextState): void {
    this.flush();
    this.empty += other.empty;
    this.padded += other.padded;
    this.notAscii += other.notAscii;
    this.phrases += other.phrases;
    this.lengths.merge(other.lengths);
    this.distinct.merge(other.distinct);
    this.frequent.merge(other.frequent, (counter, theirs) => {
      const label = other.labels[theirs]!;
      this.frequent.labels.set(counter, label, 0, label.length);
    });
  }

  state(): TextState {
    this.flush();
    const { empty, padded, notAscii, phrases } = this;
    return {
      ...{ empty, padded, notAscii, phrases },
      lengths: { ...this.lengths },
      distinct: this.distinct.state(),
      frequent: this.frequent.state(),
      labels: Array.from({ length: this.frequent.size }, (_, counter) =>
        this.frequent.labels.get(counter),
      ),
    };
  }
}
