import { describe, expect, it } from 'vitest';
import { serialText } from '../../../../src/data/formats/sheet/excel-dates';
import {
  builtInKind,
  formatKind,
  type SerialKind,
} from '../../../../src/data/formats/sheet/excel-formats';

describe('serial numbers of Excel', () => {
  it.each<[number, SerialKind, boolean, string | undefined]>([
    [1, 'date', false, '1900-01-01'],
    [59, 'date', false, '1900-02-28'],
    [60, 'date', false, undefined],
    [61, 'date', false, '1900-03-01'],
    [45000, 'date', false, '2023-03-15'],
    [45000.5, 'date', false, '2023-03-15 12:00:00'],
    [45000, 'datetime', false, '2023-03-15 00:00:00'],
    [0.75, 'time', false, '18:00:00'],
    [1.5, 'duration', false, '36:00:00'],
    [0, 'date', true, '1904-01-01'],
    [1462, 'date', true, '1908-01-02'],
    [44197.000011574, 'datetime', false, '2021-01-01 00:00:01'],
    [2958465, 'date', false, '9999-12-31'],
    [2958466, 'date', false, undefined],
    [-1, 'date', false, undefined],
    [NaN, 'date', false, undefined],
  ])('%f as %s (1904: %s) is %s', (serial, kind, is1904, text) => {
    expect(serialText(serial, kind, is1904)).toBe(text);
  });
});

describe('number formats', () => {
  it.each<[string, SerialKind]>([
    ['General', 'number'],
    ['0.00', 'number'],
    ['0.00E+00', 'number'],
    ['#,##0.00 "days"', 'number'],
    ['[Red]#,##0;[Blue]-0', 'number'],
    ['yyyy-mm-dd', 'date'],
    ['d mmm', 'date'],
    ['[$-409]d/m/yy h:mm AM/PM;@', 'datetime'],
    ['h:mm:ss', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm', 'duration'],
    ['[mm]:ss', 'duration'],
    ['\\d0', 'number'],
    ['m/d', 'date'],
  ])('%s is a %s', (format, kind) => {
    expect(formatKind(format)).toBe(kind);
  });

  it('are known by number where they are built in', () => {
    expect([0, 9, 14, 20, 22, 46, 49].map(builtInKind)).toEqual([
      'number',
      'number',
      'date',
      'time',
      'datetime',
      'duration',
      'number',
    ]);
  });
});
