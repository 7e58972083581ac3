/** JSON text that breaks the rules: where, and which. */
export class JsonFault extends Error {
  constructor(
    readonly offset: number,
    readonly reason: string,
  ) {
    super(`${reason} at byte ${offset}`);
  }
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;
const zero = 0x30;
const nine = 0x39;
const minus = 0x2d;
const plus = 0x2b;
const point = 0x2e;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const words = [bytesOf('true'), bytesOf('false'), bytesOf('null')];
const escapes = new Set(bytesOf('"\\/bfnrt'));

/**
 * Reads JSON (RFC 8259) in `bytes[0, end)` without making objects or numbers of it: offsets in, offsets
 * out, so that every number keeps its digits and every key its name. Strict: no comments, no trailing
 * commas, no NaN. Malformed text throws `JsonFault`. O(bytes), one byte of memory for each open bracket.
 */
export class JsonScanner {
  /** Of the string read last: whether it holds escapes, and bytes beyond ASCII. */
  hasEscapes = false;
  hasHighBytes = false;
  /** Kinds of open brackets, by level: 1 for an object. */
  #levels = new Uint8Array(1_024);

  constructor(
    public bytes: Uint8Array,
    public end = bytes.length,
  ) {}

  /** Goes on with other bytes. */
  use(bytes: Uint8Array, end: number): void {
    this.bytes = bytes;
    this.end = end;
  }

  /** Offset of the next byte that is not white space. */
  skipSpace(start: number): number {
    const { bytes, end } = this;
    let at = start;
    while (at < end && isSpace(bytes[at]!)) at += 1;
    return at;
  }

  /** End of the string whose opening quote stands at `start`. */
  skipString(start: number): number {
    const { bytes, end } = this;
    let high = 0;
    this.hasEscapes = false;
    let at = start + 1;
    for (; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte === quote) {
        this.hasHighBytes = high > 0x7f;
        return at + 1;
      }
      if (byte === backslash) {
        this.hasEscapes = true;
        at = this.#skipEscape(at);
      } else if (byte < 0x20) throw new JsonFault(at, 'a text holds a raw control character');
      high |= byte;
    }
    throw new JsonFault(end, 'the text ends inside quotes');
  }

  /** End of the number at `start`. */
  skipNumber(start: number): number {
    const { bytes, end } = this;
    const first = bytes[start] === minus ? start + 1 : start;
    if (bytes[first] === zero && first + 1 < end && isDigit(bytes[first + 1]!)) {
      throw new JsonFault(start, 'a number has a leading zero');
    }
    let at = this.#skipDigits(first, 'a number has no digits');
    if (at < end && bytes[at] === point)
      at = this.#skipDigits(at + 1, 'no digit follows the point');
    if (at < end && (bytes[at]! | 0x20) === 0x65) {
      const isSigned = bytes[at + 1] === minus || bytes[at + 1] === plus;
      at = this.#skipDigits(at + (isSigned ? 2 : 1), 'the exponent of a number has no digits');
    }
    return at;
  }

  /** End of the text, number, `true`, `false` or `null` at `start`. */
  skipScalar(start: number): number {
    const { bytes, end } = this;
    if (start >= end) throw new JsonFault(end, 'the text ends where a value is expected');
    const byte = bytes[start]!;
    if (byte === quote) return this.skipString(start);
    if (byte === minus || isDigit(byte)) return this.skipNumber(start);
    for (const word of words) {
      const isWord = word.every((letter, index) => bytes[start + index] === letter);
      if (isWord && start + word.length <= end) return start + word.length;
    }
    throw new JsonFault(start, `${shown(bytes, start, end)} where a value is expected`);
  }

  /** End of a key and its colon; the key itself is the string at `start`. */
  skipKey(start: number): number {
    const { bytes, end } = this;
    if (start >= end) throw new JsonFault(end, 'the text ends where a key is expected');
    if (bytes[start] !== quote) {
      throw new JsonFault(start, `${shown(bytes, start, end)} where a key in quotes is expected`);
    }
    const at = this.skipSpace(this.skipString(start));
    if (at < end && bytes[at] === colon) return at + 1;
    throw this.#missing(at, 'a colon');
  }

  /** End of any value at `start`, white space before it aside; all of it is checked. */
  skipValue(start: number): number {
    const { bytes } = this;
    let at = start;
    let depth = 0;
    do {
      at = this.skipSpace(at);
      if (at < this.end && (bytes[at] === openBrace || bytes[at] === openBracket)) {
        const isObject = bytes[at] === openBrace;
        depth = this.#open(depth, isObject);
        at = this.skipSpace(at + 1);
        if (!this.closes(at, isObject)) {
          if (isObject) at = this.skipKey(at);
          continue;
        }
        at += 1;
        depth -= 1;
      } else at = this.skipScalar(at);
      while (depth > 0) {
        const isObject = this.#levels[depth] === 1;
        at = this.skipSpace(at);
        if (!this.closes(at, isObject)) {
          at = this.skipComma(at, isObject);
          break;
        }
        at += 1;
        depth -= 1;
      }
    } while (depth > 0);
    return at;
  }

  /** Whether an object or array ends at `at`. */
  closes(at: number, isObject: boolean): boolean {
    return at < this.end && this.bytes[at] === (isObject ? closeBrace : closeBracket);
  }

  /** End of a comma and, in an object, of the key behind it. */
  skipComma(start: number, isObject: boolean): number {
    if (start >= this.end || this.bytes[start] !== comma) {
      throw this.#missing(start, isObject ? 'a comma or }' : 'a comma or ]');
    }
    const at = this.skipSpace(start + 1);
    return isObject ? this.skipKey(at) : at;
  }

  #open(depth: number, isObject: boolean): number {
    if (depth + 1 === this.#levels.length) this.#deepen();
    this.#levels[depth + 1] = isObject ? 1 : 0;
    return depth + 1;
  }

  #deepen(): void {
    const deeper = new Uint8Array(this.#levels.length * 2);
    deeper.set(this.#levels);
    this.#levels = deeper;
  }

  #skipDigits(start: number, reason: string): number {
    const { bytes, end } = this;
    let at = start;
    while (at < end && isDigit(bytes[at]!)) at += 1;
    if (at === start) throw new JsonFault(start, reason);
    return at;
  }

  /** End of the escape at `start`, less one. */
  #skipEscape(start: number): number {
    const { bytes, end } = this;
    const letter = bytes[start + 1];
    if (letter !== undefined && start + 1 < end && escapes.has(letter)) return start + 1;
    if (letter !== 0x75) throw new JsonFault(start, 'a text holds an unknown escape');
    for (let index = 2; index < 6; index += 1) {
      const digit = bytes[start + index];
      if (start + index >= end || !/[0-9a-f]/i.test(String.fromCharCode(digit!))) {
        throw new JsonFault(start, 'four hexadecimal digits must follow \\u');
      }
    }
    return start + 5;
  }

  #missing(at: number, what: string): JsonFault {
    const { bytes, end } = this;
    if (at >= end) return new JsonFault(end, `the text ends where ${what} is expected`);
    return new JsonFault(at, `${shown(bytes, at, end)} where ${what} is expected`);
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

/** What stands at an offset, for a message. */
function shown(bytes: Uint8Array, start: number, end: number): string {
  const text = decoder.decode(bytes.subarray(start, Math.min(end, start + 12)));
  return `"${/^(?:[\w.+-]{1,12}|[^])/u.exec(text)![0]}"`;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
