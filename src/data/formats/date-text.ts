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

/**
 * Microseconds since 1970 UTC of a text whose form is not `none`; a time without an offset counts as UTC.
 * As BigInt, since a double is exact only for some 285 years around 1970.
 */
export function readTimestamp(text: string): bigint {
  const [, day, time = '00:00', fraction = '', zone = ''] =
    /^(.{10})(?:.(\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?(.*))?$/.exec(text)!;
  const milliseconds = Date.parse(`${day}T${time}Z`) - offsetMinutes(zone.trim()) * 60_000;
  return BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

/** Days since 1970 of a text of the form `date`. */
export function readDay(text: string): number {
  return Date.parse(`${text}T00:00Z`) / 86_400_000;
}

function offsetMinutes(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
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
