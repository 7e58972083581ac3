import { hashText, TextBlock, wordsOf, type HashedTexts } from './text-block';

/** The distinct texts of a column with how often each stands: plain data that can be handed to another worker. */
export interface TextDictionary extends HashedTexts {
  /** UTF-8 of all distinct texts, one behind the other, in the order in which they were met. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where each text ends. */
  ends: Uint32Array<ArrayBuffer>;
  counts: Float64Array<ArrayBuffer>;
  /** Of the bytes alone: the same text has the same hash in every dictionary. */
  hashes: Int32Array<ArrayBuffer>;
}

/** More than this is not kept: the column is then counted by the engine. */
const mostBytes = 96 * 2 ** 20;
const mostTexts = 4 * 2 ** 20;

/** Texts whose places in memory are looked up together. */
const blockTexts = 2 ** 11;
/** Shorter texts are copied byte by byte, which is faster than a view of them. */
const longestByByte = 64;

/**
 * Counts texts by their bytes. Exact: texts with equal hashes are compared. Some 30 ns a text, 100 where it is new:
 * texts are taken in blocks, so that waits for memory overlap. Memory: the distinct texts and some 50 bytes for each.
 */
export class TextTally {
  readonly #waiting = new TextBlock();
  readonly #places = new Int32Array(blockTexts);
  /** Of no meaning: reads whose sum is kept are not optimised away. */
  protected touched = 0;
  #bytes = new Uint8Array(2 ** 12);
  #words = wordsOf(this.#bytes);
  #ends = new Uint32Array(2 ** 8);
  #counts = new Float64Array(2 ** 8);
  #hashes = new Int32Array(2 ** 8);
  /** By hash, the number of a text plus one (0 where there is none) and beside it its hash. At most half full. */
  #slots = new Int32Array(2 ** 10);
  #distinct = 0;
  #isFull = false;

  /** Whether there was too much to keep; what was counted is then given up. */
  get isFull(): boolean {
    this.#takeWaiting();
    return this.#isFull;
  }

  /** Counts the text in `bytes[start, end)`, which is copied. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (this.#isFull) return;
    const block = this.#waiting;
    if (!block.hasRoom(end - start)) {
      this.#takeWaiting();
      if (!block.hasRoom(end - start)) return this.#addLong(bytes, start, end);
    }
    block.push(bytes, start, end);
  }

  addAll(dictionary: TextDictionary): void {
    this.#takeWaiting();
    const { ends, counts } = dictionary;
    for (let from = 0; from < ends.length; from += blockTexts) {
      this.#take(dictionary, from, Math.min(ends.length, from + blockTexts), counts);
    }
  }

  dictionary(): TextDictionary {
    this.#takeWaiting();
    const size = this.#distinct === 0 ? 0 : this.#ends[this.#distinct - 1]!;
    return {
      bytes: this.#bytes.subarray(0, size),
      ends: this.#ends.subarray(0, this.#distinct),
      counts: this.#counts.subarray(0, this.#distinct),
      hashes: this.#hashes.subarray(0, this.#distinct),
    };
  }

  #takeWaiting(): void {
    this.#take(this.#waiting, 0, this.#waiting.count);
    this.#waiting.clear();
  }

  #addLong(bytes: Uint8Array, start: number, end: number): void {
    const text = bytes.subarray(start, end);
    const size = end - start;
    const [ends, hashes] = [Uint32Array.of(size), Int32Array.of(hashText(wordsOf(text), 0, size))];
    this.#take({ bytes: text, ends, hashes }, 0, 1);
  }

  /** Counts texts `[from, to)`, once each or as often as `counts` says. */
  #take(texts: HashedTexts, from: number, to: number, counts?: Float64Array): void {
    if (this.#isFull) return;
    this.#touch(texts.hashes, from, to);
    const words = wordsOf(texts.bytes);
    let start = from === 0 ? 0 : texts.ends[from - 1]!;
    for (let text = from; text < to && !this.#isFull; text += 1) {
      const end = texts.ends[text]!;
      this.#addHashed(texts.bytes, words, start, end, texts.hashes[text]!, counts?.[text] ?? 1);
      start = end;
    }
  }

  /**
   * Reads what counting texts with these hashes will need. Loads that do not depend on each other are waited for
   * together; afterwards all is near.
   */
  #touch(hashes: Int32Array, from: number, to: number): void {
    const [slots, places, counts, ends] = [this.#slots, this.#places, this.#counts, this.#ends];
    const mask = slots.length - 1;
    for (let text = from; text < to; text += 1) {
      places[text - from] = Math.max(0, slots[(2 * hashes[text]!) & mask]! - 1);
    }
    let sum = 0;
    for (let text = 0; text < to - from; text += 1) {
      const known = places[text]!;
      sum += counts[known]!;
      places[text] = known === 0 ? 0 : ends[known - 1]!;
    }
    for (let text = 0; text < to - from; text += 1) sum += this.#bytes[places[text]!]!;
    this.touched = sum;
  }

  #addHashed(
    bytes: Uint8Array,
    words: DataView,
    start: number,
    end: number,
    hash: number,
    count: number,
  ): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = (2 * hash) & mask; ; slot = (slot + 2) & mask) {
      const text = slots[slot]! - 1;
      if (text < 0) {
        slots[slot] = this.#distinct + 1;
        slots[slot + 1] = hash;
        return this.#append(bytes, start, end, hash, count);
      }
      if (slots[slot + 1] === hash && this.#isEqual(text, words, start, end)) {
        this.#counts[text]! += count;
        return;
      }
    }
  }

  #isEqual(text: number, words: DataView, start: number, end: number): boolean {
    let at = text === 0 ? 0 : this.#ends[text - 1]!;
    if (this.#ends[text]! - at !== end - start) return false;
    const known = this.#words;
    let other = start;
    for (; other + 4 <= end; other += 4, at += 4) {
      if (known.getInt32(at, true) !== words.getInt32(other, true)) return false;
    }
    for (; other < end; other += 1, at += 1) {
      if (known.getUint8(at) !== words.getUint8(other)) return false;
    }
    return true;
  }

  #append(bytes: Uint8Array, start: number, end: number, hash: number, count: number): void {
    const text = this.#distinct;
    const place = text === 0 ? 0 : this.#ends[text - 1]!;
    const size = place + end - start;
    if (size > mostBytes || text === mostTexts) return this.#giveUp();
    if (size > this.#bytes.length) this.#growBytes(2 * size);
    if (text === this.#ends.length) this.#growTexts(2 * text);
    const kept = this.#bytes;
    if (end - start > longestByByte) kept.set(bytes.subarray(start, end), place);
    else for (let at = start, to = place; at < end; at += 1, to += 1) kept[to] = bytes[at]!;
    this.#ends[text] = size;
    this.#counts[text] = count;
    this.#hashes[text] = hash;
    this.#distinct += 1;
    if (4 * this.#distinct > this.#slots.length) this.#growSlots();
  }

  #growBytes(size: number): void {
    this.#bytes = grown(this.#bytes, new Uint8Array(size));
    this.#words = wordsOf(this.#bytes);
  }

  #growTexts(size: number): void {
    this.#ends = grown(this.#ends, new Uint32Array(size));
    this.#counts = grown(this.#counts, new Float64Array(size));
    this.#hashes = grown(this.#hashes, new Int32Array(size));
  }

  #growSlots(): void {
    const slots = new Int32Array(4 * this.#slots.length);
    const mask = slots.length - 1;
    for (let text = 0; text < this.#distinct; text += 1) {
      const hash = this.#hashes[text]!;
      let slot = (2 * hash) & mask;
      while (slots[slot] !== 0) slot = (slot + 2) & mask;
      slots[slot] = text + 1;
      slots[slot + 1] = hash;
    }
    this.#slots = slots;
  }

  #giveUp(): void {
    this.#isFull = true;
    this.#bytes = new Uint8Array(0);
    this.#words = wordsOf(this.#bytes);
    this.#ends = new Uint32Array(0);
    this.#counts = new Float64Array(0);
    this.#hashes = new Int32Array(0);
    this.#slots = new Int32Array(0);
    this.#distinct = 0;
  }
}

function grown<A extends { set(from: A): void }>(from: A, to: A): A {
  to.set(from);
  return to;
}
