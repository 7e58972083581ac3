import type { CsvDialect } from './csv-dialect';
import type { ScannedRow } from './record-scanner';
import { trimEnd, trimStart } from './trimmed-value';

/** The dialect that every CSV is rewritten to where the engine could not read it as it is. */
export const plainDialect: CsvDialect = {
  delimiter: ',',
  quote: '"',
  escape: 'doubled',
  trims: false,
  decimalPoint: '.',
};

const comma = 0x2c;
const quote = 0x22;
const lf = 0x0a;
const space = 0x20;
const backslash = 0x5c;

/** Writes the rows of a CSV anew, value by value, in the plain dialect with `\n` at line ends. O(bytes). */
export class CsvRewriter {
  #bytes = new Uint8Array(2 ** 20);
  #size = 0;
  #innerQuote = -1;
  #isDoubled = true;

  /** Which values of each row are written, by position. */
  constructor(private readonly columns: readonly number[]) {}

  /** Bytes written and not yet taken. */
  get size(): number {
    return this.#size;
  }

  /** Writes a row that a scanner stands on. */
  add({ scanner, bytes, dialect }: ScannedRow): void {
    this.#innerQuote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
    this.#isDoubled = dialect.escape === 'doubled';
    for (const [place, column] of this.columns.entries()) {
      const [start, end] = [scanner.starts[column]!, scanner.ends[column]!];
      this.#reserve(2 * (end - start) + 4);
      if (place > 0) this.#push(comma);
      if (scanner.quoted[column]! > 0)
        this.#quoted(bytes, start, end, scanner.quoted[column] === 2);
      else if (dialect.trims)
        this.#unquoted(bytes, trimStart(bytes, start, end), trimEnd(bytes, start, end));
      else this.#unquoted(bytes, start, end);
    }
    this.#reserve(1);
    this.#push(lf);
  }

  /** What was written since the last call. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#size);
    this.#size = 0;
    return taken;
  }

  #unquoted(bytes: Uint8Array, start: number, end: number): void {
    const isPlain = bytes[start] !== space && !holdsMark(bytes, start, end);
    if (start >= end) return;
    if (!isPlain) return this.#quoted(bytes, start, end, false);
    this.#bytes.set(bytes.subarray(start, end), this.#size);
    this.#size += end - start;
  }

  #quoted(bytes: Uint8Array, start: number, end: number, isEscaped: boolean): void {
    this.#push(quote);
    for (let at = start; at < end; at += 1) {
      let byte = bytes[at]!;
      if (isEscaped && (this.#isDoubled ? byte === this.#innerQuote : byte === backslash)) {
        at += 1;
        byte = bytes[at]!;
      }
      if (byte === quote) this.#push(quote);
      this.#push(byte);
    }
    this.#push(quote);
  }

  #push(byte: number): void {
    this.#bytes[this.#size] = byte;
    this.#size += 1;
  }

  #reserve(size: number): void {
    if (this.#size + size <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#size + size));
    larger.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = larger;
  }
}

function holdsMark(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === comma || bytes[at] === quote) return true;
  }
  return false;
}
