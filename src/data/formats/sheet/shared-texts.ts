import type { XmlHandler } from './xml-scanner';

/** The texts of a workbook, kept once each: their bytes one behind the other. */
export class SharedTexts implements XmlHandler {
  #bytes = new Uint8Array(2 ** 16);
  #size = 0;
  #ends = new Float64Array(1024);
  #count = 0;
  #inText = false;
  /** Readings of Japanese words stand beside them, and are no part of them. */
  #inReading = false;

  get count(): number {
    return this.#count;
  }

  /** The text of an index; empty where there is none. */
  at(index: number): Uint8Array {
    if (!(index >= 0 && index < this.#count)) return new Uint8Array();
    return this.#bytes.subarray(index === 0 ? 0 : this.#ends[index - 1]!, this.#ends[index]!);
  }

  open(name: string): void {
    if (name === 't') this.#inText = !this.#inReading;
    else if (name === 'rPh') this.#inReading = true;
  }

  text(bytes: Uint8Array, start: number, end: number): void {
    if (!this.#inText) return;
    const size = this.#size + end - start;
    if (size > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(size, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(start, end), this.#size);
    this.#size = size;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#inReading = false;
    else if (name === 'si') this.#endText();
  }

  #endText(): void {
    if (this.#count === this.#ends.length) {
      const larger = new Float64Array(2 * this.#ends.length);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[this.#count] = this.#size;
    this.#count += 1;
  }
}
