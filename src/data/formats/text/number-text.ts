import { doubleHolds, doubleSurelyHolds } from './double-exactness';

/** How a number is written: what its text needs so that nothing of it is lost. */
export const numberForms = {
  /** Not a number, or one with leading zeros or a plus sign: a code that must stay text. */
  none: 0,
  /** A whole number that a double holds too (at most 15 digits). */
  integer: 1,
  /** A whole number of 16 to 19 digits within 64 bits. */
  longInteger: 2,
  /** A whole number beyond 64 bits of at most 38 digits. */
  hugeInteger: 3,
  /** A number with a point or an exponent that a double holds. */
  double: 4,
  /** A number that a double would round. */
  longDecimal: 5,
} as const;

/** What was seen of one number's text; reused from call to call. */
export interface NumberText {
  form: number;
  /** Digits before and after the point. */
  integerDigits: number;
  fractionDigits: number;
  hasExponent: boolean;
  /** Whether the nearest double, printed with as many digits, is the number that was written. */
  fitsDouble: boolean;
}

export function createNumberText(): NumberText {
  return { form: 0, integerDigits: 0, fractionDigits: 0, hasExponent: false, fitsDouble: false };
}

const zero = 0x30;
const nine = 0x39;
const minus = 0x2d;
const plus = 0x2b;
const largestLong = digitsOf('9223372036854775807');
const smallestLong = digitsOf('9223372036854775808');

/**
 * Looks at the number written in `bytes[start, end)` without rounding it: `12`, `-0.5`, `.5`, `5.`, `1e-9`.
 * Grouped digits, leading zeros (`007`), `+5` and other codes are not numbers. O(length).
 * `decimalPoint` is the byte of `.` or `,`.
 */
export function readNumber(
  bytes: Uint8Array,
  start: number,
  end: number,
  decimalPoint: number,
  into: NumberText,
): void {
  into.form = numberForms.none;
  into.hasExponent = false;
  const digitsStart = bytes[start] === minus ? start + 1 : start;
  let at = skipDigits(bytes, digitsStart, end);
  into.integerDigits = at - digitsStart;
  into.fractionDigits = 0;
  if (into.integerDigits > 1 && bytes[digitsStart] === zero) return;
  if (at === end) return readInteger(bytes, start, digitsStart, end, into);
  if (bytes[at] === decimalPoint) {
    const fractionStart = at + 1;
    at = skipDigits(bytes, fractionStart, end);
    into.fractionDigits = at - fractionStart;
  }
  if (into.integerDigits + into.fractionDigits === 0) return;
  if (at < end) {
    if (!isExponent(bytes, at, end)) return;
    into.hasExponent = true;
  }
  into.fitsDouble = fitsDouble(bytes, start, end, decimalPoint, into);
  into.form = into.fitsDouble ? numberForms.double : numberForms.longDecimal;
}

function readInteger(
  bytes: Uint8Array,
  start: number,
  digitsStart: number,
  end: number,
  into: NumberText,
): void {
  const digits = end - digitsStart;
  if (digits === 0) return;
  into.fitsDouble = digits <= 15 || doubleHolds(asciiText(bytes, start, end, 0));
  if (digits <= 15) into.form = numberForms.integer;
  else if (fitsLong(bytes, digitsStart, end, start < digitsStart))
    into.form = numberForms.longInteger;
  else into.form = digits > 38 ? numberForms.longDecimal : numberForms.hugeInteger;
}

function fitsLong(bytes: Uint8Array, start: number, end: number, negative: boolean): boolean {
  if (end - start !== 19) return end - start < 19;
  const limit = negative ? smallestLong : largestLong;
  for (let index = 0; index < 19; index += 1) {
    const difference = bytes[start + index]! - limit[index]!;
    if (difference !== 0) return difference < 0;
  }
  return true;
}

function fitsDouble(
  bytes: Uint8Array,
  start: number,
  end: number,
  decimalPoint: number,
  number: NumberText,
): boolean {
  const digits = number.integerDigits + number.fractionDigits;
  if (!number.hasExponent && digits <= 15) return true;
  if (!number.hasExponent && digits <= 18 && surelyHolds(bytes, start, end, digits, number)) {
    return true;
  }
  return doubleHolds(asciiText(bytes, start, end, decimalPoint));
}

/** Digits as two whole numbers, the second of nine digits, for the quick test. */
function surelyHolds(
  bytes: Uint8Array,
  start: number,
  end: number,
  digits: number,
  number: NumberText,
): boolean {
  let high = 0;
  let low = 0;
  let seen = 0;
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - zero;
    if (digit < 0 || digit > 9) continue;
    seen += 1;
    if (seen <= digits - 9) high = high * 10 + digit;
    else low = low * 10 + digit;
  }
  return doubleSurelyHolds(high, low, number.fractionDigits);
}

function skipDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at]! >= zero && bytes[at]! <= nine) at += 1;
  return at;
}

/** Whether `bytes[start, end)` is `e` or `E`, a sign or none, and digits. */
function isExponent(bytes: Uint8Array, start: number, end: number): boolean {
  if ((bytes[start]! | 0x20) !== 0x65) return false;
  const sign = bytes[start + 1];
  const digitsStart = sign === minus || sign === plus ? start + 2 : start + 1;
  return digitsStart < end && skipDigits(bytes, digitsStart, end) === end;
}

function asciiText(bytes: Uint8Array, start: number, end: number, decimalPoint: number): string {
  let text = '';
  for (let at = start; at < end; at += 1) {
    text += bytes[at] === decimalPoint ? '.' : String.fromCharCode(bytes[at]!);
  }
  return text;
}

function digitsOf(text: string): Uint8Array {
  return Uint8Array.from(text, (digit) => digit.charCodeAt(0));
}
