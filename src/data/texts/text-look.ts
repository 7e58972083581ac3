import { missingSpellings } from './missing-spellings';
import type { TextCandidate, TextFacts } from './text-facts';

type Findings = Omit<
  TextFacts,
  | 'present'
  | 'distinct'
  | 'once'
  | 'entropyBits'
  | 'top'
  | 'candidates'
  | 'patterns'
  | 'withYear'
  | 'looked'
  | 'all'
>;

/** More texts than this that may be something are not handed on one by one. */
export const mostCandidates = 1_000;

/** Spellings of "missing" are at most so long, blanks around them included. */
const longestSpelling = 12;
const [space, zero, one, colon] = [0x20, 0x30, 0x31, 0x3a];

/** Bytes that need a look: blanks, `@`, and what is not ASCII. */
const blankByte = 1;
const otherByte = 2;
const byteKinds = Uint8Array.from({ length: 256 }, (_, byte) =>
  isBlank(byte) ? blankByte : byte === 0x40 || byte >= 0x80 ? otherByte : 0,
);

/** What the bytes of distinct texts show, each weighted by how often it stands. */
export class TextLook {
  /** Numbers of the texts that may be something; one more than `mostCandidates` at most. */
  readonly candidates: Record<TextCandidate, number[]> = {
    number: [],
    isoDate: [],
    email: [],
    phone: [],
    spelling: [],
  };
  readonly #lengths = new Map<number, number>();
  readonly #shortLengths = new Float64Array(256);
  #bytes = 0;
  #characters = 0;
  readonly #words = { sum: 0, max: 0 };
  #phrases = 0;
  #empty = 0;
  #padded = 0;
  #nonAscii = 0;
  #replaced = 0;

  add(bytes: Uint8Array, start: number, end: number, count: number, text: number): void {
    let [continued, words, isBetween] = [0, 0, true];
    let [hasAt, isHigh, isReplaced] = [false, false, false];
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!;
      const kind = byteKinds[byte]!;
      if (kind === blankByte) {
        isBetween = true;
        continue;
      }
      if (isBetween) {
        words += 1;
        isBetween = false;
      }
      if (kind === 0) continue;
      if (byte === 0x40) hasAt = true;
      else isHigh = true;
      if ((byte & 0xc0) === 0x80) continued += 1;
      else if (byte === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) isReplaced = true;
    }
    this.#addLength(end - start, end - start - continued, count);
    this.#words.sum += count * words;
    if (words > this.#words.max) this.#words.max = words;
    if (words >= 3) this.#phrases += count;
    if (isHigh) this.#nonAscii += count;
    if (isReplaced) this.#replaced += count;
    if (hasAt) this.#suggest('email', text);
    this.#addEnds(bytes, start, end, count, text);
    if (maySpellMissing(bytes, start, end, words)) this.#suggest('spelling', text);
  }

  findings(): Findings {
    const short = Array.from(this.#shortLengths, (count, length): [number, number] => [
      length,
      count,
    ]);
    const long = [...this.#lengths].sort(([first], [second]) => first - second);
    const lengths = [...short.filter(([, count]) => count > 0), ...long];
    return {
      bytes: this.#bytes,
      characters: this.#characters,
      lengths,
      words: this.#words,
      phrases: this.#phrases,
      empty: this.#empty,
      padded: this.#padded,
      nonAscii: this.#nonAscii,
      replaced: this.#replaced,
    };
  }

  #suggest(kind: TextCandidate, text: number): void {
    const list = this.candidates[kind];
    if (list.length <= mostCandidates) list.push(text);
  }

  #addLength(size: number, length: number, count: number): void {
    this.#bytes += count * size;
    this.#characters += count * length;
    if (length < 256) this.#shortLengths[length]! += count;
    else this.#lengths.set(length, (this.#lengths.get(length) ?? 0) + count);
  }

  #addEnds(bytes: Uint8Array, start: number, end: number, count: number, text: number): void {
    if (start === end) {
      this.#empty += count;
      return;
    }
    const first = bytes[start]!;
    const last = bytes[end - 1]!;
    if (first <= space || last === space || last === 0x09 || last === 0x0a) this.#padded += count;
    if (first >= colon || first < space) return;
    const size = end - start;
    if (mayBeNumber(bytes, start, end)) this.#suggest('number', text);
    if (size >= 8 && first >= zero && bytes[start + 4] === 0x2d) this.#suggest('isoDate', text);
    if (size >= 8 && size <= 25 && first < one && mayBePhone(bytes, start, end))
      this.#suggest('phone', text);
  }
}

/** Tab, line ends, form feed and space, as patterns of the engine have it. */
function isBlank(byte: number): boolean {
  return byte === space || (byte >= 0x09 && byte <= 0x0d && byte !== 0x0b);
}

/** Digits with what else may stand in a number: signs, points, exponents, `_`, blanks, `inf`, `nan`. */
function mayBeNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 40) return false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]! | 0x20;
    const isDigit = bytes[at]! >= zero && bytes[at]! < colon;
    if (isDigit || isBlank(bytes[at]!) || byte === 0x65 || bytes[at] === 0x5f) continue;
    if (bytes[at] === 0x2b || bytes[at] === 0x2d || bytes[at] === 0x2e || bytes[at] === 0x0b)
      continue;
    return false;
  }
  return true;
}

/** Begins like a phone number and has nothing in it but digits and what stands between them. */
function mayBePhone(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at += 1) {
    const byte = bytes[at]!;
    const isBetween =
      byte === space || (byte >= 0x28 && byte <= 0x29) || (byte >= 0x2d && byte < colon);
    if (!isBetween) return false;
  }
  return true;
}

/** Nothing but blanks, or one of the spellings with blanks around; the engine has the last word. */
function maySpellMissing(bytes: Uint8Array, start: number, end: number, words: number): boolean {
  if (words === 0) return true;
  if (words > 1) return false;
  const first = bytes[start]!;
  if (end - start > longestSpelling) return first <= space;
  const isUsual = first === 0x23 || first === 0x2d || first === 0x3f || (first | 0x20) === 0x6e;
  if (!isUsual && first > space && first < 0x80) return false;
  const text = decoder.decode(bytes.subarray(start, end)).trim().toLowerCase();
  return (missingSpellings as readonly string[]).includes(text);
}

const decoder = new TextDecoder();
