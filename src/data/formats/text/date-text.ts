/** What an ISO date or time says. Everything else is text: 01/02/2020 may be January or February. */
export const dateForms = {
  none: 0,
  /** `2020-02-29`. */
  date: 1,
  /** `2020-02-29 13:45`, with seconds and up to 6 digits of a fraction or without, `T` or a space between. */
  timestamp: 2,
  /** The same with `Z` or an offset such as `+02:00`, `+0200`, `+02`. */
  zonedTimestamp: 3,
} as const;

const zero = 0x30;
const dash = 0x2d;
const colon = 0x3a;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The form of the text in `bytes[start, end)`: a real day of the years 1 to 9999, or no date. O(length). */
export function dateForm(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 10 || bytes[start + 4] !== dash || bytes[start + 7] !== dash) {
    return dateForms.none;
  }
  if (!isDay(bytes, start)) return dateForms.none;
  if (end - start === 10) return dateForms.date;
  const between = bytes[start + 10];
  if (between !== 0x54 && between !== 0x20) return dateForms.none;
  const at = skipTime(bytes, start + 11, end);
  if (at < 0) return dateForms.none;
  if (at === end) return dateForms.timestamp;
  return isOffset(bytes, at, end) ? dateForms.zonedTimestamp : dateForms.none;
}

/** Days since 1970 of a text that begins with a date. */
export function readDay(bytes: Uint8Array, start: number): number {
  const year = two(bytes, start) * 100 + two(bytes, start + 2);
  const month = two(bytes, start + 5);
  const day = two(bytes, start + 8);
  // Years from March on, so that the leap day comes last (Hinnant, chrono-compatible date algorithms).
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + dayOfYear - 719_468;
}

/**
 * Microseconds since 1970 UTC of a text whose form is not `none`; a time without an offset counts as UTC.
 * As BigInt, since a double is exact only for some 285 years around 1970.
 */
export function readTimestamp(bytes: Uint8Array, start: number, end: number): bigint {
  let seconds = readDay(bytes, start) * 86_400;
  if (end - start === 10) return BigInt(seconds) * 1_000_000n;
  seconds += two(bytes, start + 11) * 3_600 + two(bytes, start + 14) * 60;
  const timeEnd = skipTime(bytes, start + 11, end);
  if (timeEnd >= start + 19) seconds += two(bytes, start + 17);
  let micros = 0;
  for (let at = start + 20; at < start + 26; at += 1) {
    micros = micros * 10 + (at < timeEnd ? bytes[at]! - zero : 0);
  }
  return BigInt(seconds - offsetSeconds(bytes, timeEnd, end)) * 1_000_000n + BigInt(micros);
}

/** Seconds that `+02:00` and the like are ahead of UTC; 0 for `Z` and for none. */
function offsetSeconds(bytes: Uint8Array, start: number, end: number): number {
  const at = bytes[start] === 0x20 ? start + 1 : start;
  if (end - at < 3) return 0;
  const minutesAt = bytes[at + 3] === colon ? at + 4 : at + 3;
  const minutes = minutesAt < end ? two(bytes, minutesAt) : 0;
  return (bytes[at] === dash ? -1 : 1) * (two(bytes, at + 1) * 3_600 + minutes * 60);
}

function isDay(bytes: Uint8Array, start: number): boolean {
  const year = two(bytes, start) * 100 + two(bytes, start + 2);
  const month = two(bytes, start + 5);
  const day = two(bytes, start + 8);
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= monthLengths[month - 1]! + (leap ? 1 : 0);
}

/** Offset behind `hh:mm`, `hh:mm:ss` or `hh:mm:ss.ffffff`; -1 where there is no time of day. */
function skipTime(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 5 || bytes[start + 2] !== colon) return -1;
  if (!(two(bytes, start) < 24) || !(two(bytes, start + 3) < 60)) return -1;
  if (start + 5 === end || bytes[start + 5] !== colon) return start + 5;
  if (end - start < 8 || !(two(bytes, start + 6) < 60)) return -1;
  if (start + 8 === end || bytes[start + 8] !== 0x2e) return start + 8;
  let at = start + 9;
  while (at < end && isDigit(bytes[at]!)) at += 1;
  const digits = at - start - 9;
  return digits >= 1 && digits <= 6 ? at : -1;
}

function isOffset(bytes: Uint8Array, start: number, end: number): boolean {
  const at = bytes[start] === 0x20 ? start + 1 : start;
  if (bytes[at] === 0x5a) return at + 1 === end;
  if (bytes[at] !== 0x2b && bytes[at] !== dash) return false;
  const length = end - at;
  if (length < 3 || !(two(bytes, at + 1) < 24)) return false;
  if (length === 3) return true;
  const minutes = bytes[at + 3] === colon ? at + 4 : at + 3;
  return minutes + 2 === end && two(bytes, minutes) < 60;
}

/** A number of two digits; NaN where they are not digits. */
function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]!;
  const ones = bytes[at + 1]!;
  return isDigit(tens) && isDigit(ones) ? (tens - zero) * 10 + ones - zero : NaN;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= 0x39;
}
