import { Hash64 } from '../../math/sketch/hash64';
import { dateForm, dateForms, readDay, readTimestamp } from '../formats/text/date-text';
import { doubleOf } from '../formats/text/double-exactness';
import { createNumberText, numberForms, readNumber } from '../formats/text/number-text';
import { valueKinds, wordKind } from '../formats/text/value-kind';
import type { ColumnSketch } from './column-sketch';

const zero = 0x30;
const minus = 0x2d;
const space = 0x20;
const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const decoder = new TextDecoder();
const hash = new Hash64();

/**
 * Reads values of CSV columns into their sketches: numbers and dates straight from the bytes, everything else
 * as text. A column that has shown a text stays one: it will not be a number in the end, and trying costs time.
 */
export class ValueReader {
  readonly #number = createNumberText();
  readonly #missing: ReadonlySet<string>;

  /** `decimalPoint` is the byte of `.` or `,`; `missing` are texts that stand for no value. */
  constructor(
    private readonly decimalPoint: number,
    missing: readonly string[] = [],
  ) {
    this.#missing = new Set(missing);
  }

  /** Takes the text in `bytes[start, end)`; empty is missing, unless it stood in quotes. */
  add(sketch: ColumnSketch, bytes: Uint8Array, start: number, end: number): void {
    let [first, last] = [start, end];
    while (first < last && bytes[first] === space) first += 1;
    while (last > first && bytes[last - 1] === space) last -= 1;
    if (first === last) sketch.missing += 1;
    else if (sketch.text) this.#addText(sketch, bytes, start, end);
    else if (!this.#addPlain(sketch, bytes, first, last))
      this.#addOther(sketch, bytes, { start, end, first, last });
  }

  /** A number of at most 18 digits, with a point or without. */
  #addPlain(sketch: ColumnSketch, bytes: Uint8Array, start: number, end: number): boolean {
    const digitsStart = bytes[start] === minus ? start + 1 : start;
    if (end - digitsStart > 24) return false;
    let [high, low, digits, point] = [0, 0, 0, -1];
    for (let at = digitsStart; at < end; at += 1) {
      const digit = bytes[at]! - zero;
      if (digit >= 0 && digit <= 9) {
        if (digits < 9) high = high * 10 + digit;
        else low = low * 10 + digit;
        if (digits > 0 || digit > 0) digits += 1;
      } else if (bytes[at] === this.decimalPoint && point < 0) point = at;
      else return false;
    }
    const wholeEnd = point < 0 ? end : point;
    const fraction = point < 0 ? 0 : end - point - 1;
    if (digits > 18 || end - digitsStart - (point < 0 ? 0 : 1) === 0) return false;
    if (wholeEnd - digitsStart > 1 && bytes[digitsStart] === zero) return false;
    if (digits > 15 && fraction === 0) return false;
    const value = decimalValue(high, low, digits, fraction);
    if (Number.isNaN(value)) return false;
    sketch.addNumber(digitsStart === start ? value : -value);
    return true;
  }

  #addOther(
    sketch: ColumnSketch,
    bytes: Uint8Array,
    { start, end, first, last }: { start: number; end: number; first: number; last: number },
  ): void {
    if (this.#addDate(sketch, bytes, first, last)) return;
    if (this.#addLongNumber(sketch, bytes, first, last)) return;
    const kind = wordKind(bytes, first, last);
    if (kind === valueKinds.boolean) sketch.addBoolean((bytes[first]! | 0x20) === 0x74);
    else if (kind === valueKinds.notFinite) sketch.addNumber(notFinite(bytes, first));
    else this.#addText(sketch, bytes, start, end);
  }

  #addDate(sketch: ColumnSketch, bytes: Uint8Array, start: number, end: number): boolean {
    const form = dateForm(bytes, start, end);
    if (form === dateForms.none) return false;
    if (form === dateForms.date) sketch.addTime(readDay(bytes, start) * 86_400_000);
    else if (form === dateForms.zonedTimestamp || end - start < 19)
      sketch.addTime(Number(readTimestamp(bytes, start, end)) / 1000);
    else sketch.addTime(timeOf(bytes, start, end));
    return true;
  }

  #addLongNumber(sketch: ColumnSketch, bytes: Uint8Array, start: number, end: number): boolean {
    const byte = bytes[start]!;
    if (byte < 0x2c || byte > 0x39) return false;
    readNumber(bytes, start, end, this.decimalPoint, this.#number);
    if (this.#number.form === numberForms.none) return false;
    const text = decoder.decode(bytes.subarray(start, end));
    const value = Number(this.decimalPoint === 0x2c ? text.replace(',', '.') : text);
    if (this.#number.fitsDouble) sketch.addNumber(value);
    else {
      hash.bytes(bytes, start, end);
      sketch.addHashedNumber(value, hash.high, hash.low);
    }
    return true;
  }

  #addText(sketch: ColumnSketch, bytes: Uint8Array, start: number, end: number): void {
    const isMissing =
      this.#missing.size > 0 &&
      end - start <= 64 &&
      this.#missing.has(decoder.decode(bytes.subarray(start, end)).trim());
    if (isMissing) sketch.missing += 1;
    else sketch.addText(bytes, start, end);
  }
}

/** The number whose first nine digits are `high` and whose others are `low`; NaN where more than that is needed. */
function decimalValue(high: number, low: number, digits: number, fraction: number): number {
  if (fraction > 20) return NaN;
  if (digits <= 9) return fraction === 0 ? high : high / powersOfTen[fraction]!;
  const mantissa = high * powersOfTen[digits - 9]! + low;
  if (fraction === 0) return mantissa;
  if (digits <= 15) return mantissa / powersOfTen[fraction]!;
  const room = 18 - digits;
  return doubleOf(high, low * powersOfTen[room]!, fraction + room);
}

/** Milliseconds of `2020-02-29 13:45:00.5`, UTC. */
function timeOf(bytes: Uint8Array, start: number, end: number): number {
  const two = (at: number): number => (bytes[at]! - zero) * 10 + bytes[at + 1]! - zero;
  const seconds = two(start + 11) * 3600 + two(start + 14) * 60 + two(start + 17);
  let [fraction, scale] = [0, 100];
  for (let at = start + 20; at < end; at += 1) {
    fraction += (bytes[at]! - zero) * scale;
    scale /= 10;
  }
  return readDay(bytes, start) * 86_400_000 + seconds * 1000 + fraction;
}

function notFinite(bytes: Uint8Array, start: number): number {
  const isNegative = bytes[start] === minus;
  const letter = bytes[isNegative ? start + 1 : start]! | 0x20;
  if (letter === 0x6e) return NaN;
  return isNegative ? -Infinity : Infinity;
}
