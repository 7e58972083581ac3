import { describe, expect, it } from 'vitest';
import type { ResultColumn, ResultValue } from '../../../src/data/answer';
import { columnFormatter, toTsv } from '../../../src/ui/table/format-column';

const format = (kind: ResultColumn['format'], values: ResultValue[]): string[] =>
  values.map(columnFormatter({ label: 'x', format: kind }, values));

describe('columnFormatter', () => {
  it('gives all numbers of a column the same decimals', () => {
    expect(format('number', [0.115285, 0.005737, 0])).toEqual(['0.115', '0.006', '0.000']);
    expect(format('number', [1234.5, 0.25, -3])).toEqual(['1,234.5', '0.3', '−3.0']);
  });

  it('needs no decimals for whole numbers', () => {
    expect(format('number', [1, 20, 300])).toEqual(['1', '20', '300']);
    expect(format('integer', [1200, -5])).toEqual(['1,200', '−5']);
  });

  it('writes what is too small or too large for the column by itself', () => {
    expect(format('number', [0.5, 1e-9])).toEqual(['0.500', '1.000e−9']);
  });

  it('keeps missing, not a number, infinite and empty apart', () => {
    expect(format('number', [null, NaN, Infinity, ''])).toEqual(['', 'NaN', '∞', '']);
  });

  it('writes shares as percent and 64-bit integers to the last digit', () => {
    expect(format('share', [0.125, 1])).toEqual(['12.5 %', '100.0 %']);
    expect(format('integer', [9007199254740993n])).toEqual(['9,007,199,254,740,993']);
  });

  it('leaves texts and booleans readable', () => {
    expect(format('text', ['<b>', true])).toEqual(['<b>', 'yes']);
  });
});

describe('toTsv', () => {
  it('writes raw values, a row a line', () => {
    expect(
      toTsv(
        ['a', 'b'],
        [
          ['x', 0.1],
          [null, 5n],
        ],
      ),
    ).toBe('a\tb\nx\t0.1\n\t5');
  });

  it('keeps tabs and line ends out of cells', () => {
    expect(toTsv(['a'], [['x\ty\nz']])).toBe('a\nx y z');
  });

  it('neutralises what a spreadsheet would take for a formula, but not numbers', () => {
    const rows = ['=1+1', '+2', '-3', '@x', '-x', '-1e5'].map((text) => [text]);
    expect(toTsv(['a'], rows).split('\n').slice(1)).toEqual([
      "'=1+1",
      '+2',
      '-3',
      "'@x",
      "'-x",
      '-1e5',
    ]);
  });
});
