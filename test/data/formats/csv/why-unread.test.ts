import { describe, expect, it } from 'vitest';
import type { ColumnReading } from '../../../../src/data/formats/csv/column-reading';
import { whyUnread } from '../../../../src/data/formats/csv/why-unread';

const number: ColumnReading = { as: 'number', decimal: ',', grouping: '.' };
const date: ColumnReading = { as: 'date', order: 'dmy', time: false };

describe('why a text cannot be read', () => {
  it.each<[ColumnReading, string, string]>([
    [number, 'n/a', 'holds no digit'],
    [number, '1.234.567.890.123.456', 'more than 15 digits, which would be rounded'],
    [number, '5 or 6', 'not written as 1.234,5, with at most a sign and a unit around it'],
    [date, 'soon', 'holds no digit'],
    [date, '31.02.2020', 'there is no such day where it is day, month, year'],
    [date, 'week 7', 'not a date as day, month, year'],
    [{ as: 'boolean', yes: ['ja'], no: ['nein'] }, 'vielleicht', 'neither "ja" nor "nein"'],
    [{ as: 'duration' }, '7', 'not written as h:mm:ss or m:ss'],
  ])('is said in words: %j, %s', (reading, text, why) => {
    expect(whyUnread(reading, text)).toBe(why);
  });
});
