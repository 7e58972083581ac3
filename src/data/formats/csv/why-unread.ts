import { numberPattern, type ColumnReading } from './column-reading';

/** Up to so many digits a double holds exactly. */
const mostDigits = 15;

/** Why a text cannot be read as asked for, in words: for the few that are listed. */
export function whyUnread(reading: ColumnReading, text: string): string {
  switch (reading.as) {
    case 'text':
      return '';
    case 'number':
      return whyNoNumber(reading, text.trim());
    case 'date':
      return whyNoDate(reading, text.trim());
    case 'boolean':
      return `neither "${reading.yes.join('", "')}" nor "${reading.no.join('", "')}"`;
    case 'duration':
      return 'not written as h:mm:ss or m:ss';
  }
}

function whyNoNumber(reading: Extract<ColumnReading, { as: 'number' }>, text: string): string {
  const { decimal, grouping } = reading;
  if (!/\d/.test(text)) return 'holds no digit';
  if (new RegExp(`^(?:${numberPattern(reading)})$`, 'u').test(text))
    return `more than ${mostDigits} digits, which would be rounded`;
  return `not written as ${`1${grouping}234${decimal}5`}, with at most a sign and a unit around it`;
}

const orders = { dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day' };

function whyNoDate({ order, time }: Extract<ColumnReading, { as: 'date' }>, text: string): string {
  const clock = time ? ' and a time of day' : '';
  if (!/\d/.test(text)) return 'holds no digit';
  return /^\d{1,4}([./-])\d{1,2}\1\d{1,4}/.test(text)
    ? `there is no such day where it is ${orders[order]}${clock}`
    : `not a date as ${orders[order]}${clock}`;
}
