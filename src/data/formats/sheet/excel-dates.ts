import type { SerialKind } from './excel-formats';

const dayMs = 86_400_000;
/** 9999-12-31, the last day of Excel. */
const lastSerial = 2_958_466;

/**
 * A serial number of Excel as ISO text, to the millisecond: days since 1899-12-30, or since 1904-01-01. In the older
 * system 1900 counts as a leap year (serial 60 is a day that never was), so earlier days are one further on.
 * Undefined for what is no date: negative, after 9999, not finite.
 */
export function serialText(serial: number, kind: SerialKind, is1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < lastSerial)) return undefined;
  const totalMs = Math.round(serial * dayMs);
  if (kind === 'duration') return durationText(totalMs);
  const ofDay = totalMs % dayMs;
  const isTimeOnly = totalMs < dayMs && !is1904;
  if (isTimeOnly || (kind === 'time' && totalMs < dayMs)) return timeText(ofDay);
  const days = Math.floor(totalMs / dayMs);
  const date = dayText(days, is1904);
  if (date === undefined) return undefined;
  return kind === 'date' && ofDay === 0 ? date : `${date} ${timeText(ofDay)}`;
}

function dayText(days: number, is1904: boolean): string | undefined {
  if (!is1904 && days === 60) return undefined;
  const shift = is1904 ? 24_107 : days < 60 ? 25_568 : 25_569;
  return new Date((days - shift) * dayMs).toISOString().slice(0, 10);
}

function timeText(ofDayMs: number): string {
  const text = new Date(ofDayMs).toISOString().slice(11, 23);
  return text.endsWith('.000') ? text.slice(0, 8) : text;
}

/** Hours beyond 23 are kept: `26:30:00`. */
function durationText(totalMs: number): string {
  const hours = Math.floor(totalMs / 3_600_000);
  return `${String(hours).padStart(2, '0')}${timeText(totalMs % 3_600_000).slice(2)}`;
}
