/** Texts one behind the other, with their hashes: those of text `i` are `bytes[ends[i - 1], ends[i])`. */
export interface HashedTexts {
  bytes: Uint8Array;
  ends: Uint32Array;
  hashes: Int32Array;
}

const mostTexts = 2 ** 11;
const mostBytes = 2 ** 16;

/** Texts that wait to be counted together. */
export class TextBlock implements HashedTexts {
  readonly bytes = new Uint8Array(mostBytes);
  readonly ends = new Uint32Array(mostTexts);
  readonly hashes = new Int32Array(mostTexts);
  count = 0;
  readonly #words = new DataView(this.bytes.buffer);
  #size = 0;
  #shown: Uint8Array = this.bytes;
  #shownWords: DataView = this.#words;

  hasRoom(size: number): boolean {
    return this.count < mostTexts && this.#size + size <= mostBytes;
  }

  /** Copies the text in `bytes[start, end)`, for which there has to be room. */
  push(bytes: Uint8Array, start: number, end: number): void {
    if (bytes !== this.#shown) {
      this.#shown = bytes;
      this.#shownWords = wordsOf(bytes);
    }
    const [from, to] = [this.#shownWords, this.#words];
    let hash = end - start;
    let place = this.#size;
    let at = start;
    for (; at + 4 <= end; at += 4, place += 4) {
      const word = from.getInt32(at, true);
      to.setInt32(place, word, true);
      hash = mixed(hash, word);
    }
    let rest = 0;
    for (let shift = 0; at < end; at += 1, place += 1, shift += 8) {
      const byte = bytes[at]!;
      this.bytes[place] = byte;
      rest |= byte << shift;
    }
    this.hashes[this.count] = finished(mixed(hash, rest));
    this.ends[this.count] = this.#size = place;
    this.count += 1;
  }

  clear(): void {
    this.count = 0;
    this.#size = 0;
  }
}

/** The same bytes, to be read four at a time. */
export function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** As a text in a block is hashed. */
export function hashText(words: DataView, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) hash = mixed(hash, words.getInt32(at, true));
  let rest = 0;
  for (let shift = 0; at < end; at += 1, shift += 8) rest |= words.getUint8(at) << shift;
  return finished(mixed(hash, rest));
}

/** A step of MurmurHash3 (32 bits). */
function mixed(hash: number, word: number): number {
  const once = Math.imul(word, 0xcc9e2d51);
  const turned = hash ^ Math.imul((once << 15) | (once >>> 17), 0x1b873593);
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0;
}

function finished(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
