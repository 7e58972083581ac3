import { hashText, wordsOf } from './text-block';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Numbers the different texts of a column from 0 on, in the order in which they are met. Texts are equal as bytes. */
export class TextCodes {
  readonly #texts: Uint8Array[] = [];
  readonly #hashes: number[] = [];
  /** By hash, the code of a text plus one; 0 where there is none. At most half full. */
  #slots = new Int32Array(2 ** 8);
  #shown: Uint8Array = new Uint8Array(0);
  #words: DataView = wordsOf(this.#shown);

  /** The code of the text in `bytes[start, end)`, which have to stay as they are. */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== this.#shown) {
      this.#shown = bytes;
      this.#words = wordsOf(bytes);
    }
    const hash = hashText(this.#words, start, end);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot]! - 1;
      if (code < 0) return this.#append(bytes.subarray(start, end), hash, slot);
      if (this.#hashes[code] === hash && isEqual(this.#texts[code]!, bytes, start, end))
        return code;
    }
  }

  labels(): string[] {
    return this.#texts.map((text) => decoder.decode(text));
  }

  #append(text: Uint8Array, hash: number, slot: number): number {
    const code = this.#texts.length;
    this.#texts.push(text);
    this.#hashes.push(hash);
    this.#slots[slot] = code + 1;
    if (2 * this.#texts.length > this.#slots.length) this.#grow();
    return code;
  }

  #grow(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    this.#hashes.forEach((hash, code) => {
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    });
    this.#slots = slots;
  }
}

function isEqual(text: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let at = 0; at < text.length; at += 1) if (text[at] !== bytes[start + at]) return false;
  return true;
}
