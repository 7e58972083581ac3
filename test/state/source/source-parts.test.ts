import { describe, expect, it } from 'vitest';
import { describePart, partWord, splitRange } from '../../../src/state/source/source-parts';
import { tableName } from '../../../src/state/source/table-name';

describe('parts of a file', () => {
  it('are called what they are', () => {
    expect(
      ['xlsx', 'ods', 'sqlite', 'duckdb', 'csv', undefined].map((format) =>
        partWord(format as never),
      ),
    ).toEqual(['sheet', 'sheet', 'table', 'table', 'part', 'part']);
  });

  it('are described by what is known of them', () => {
    expect(describePart({ name: 'a', rows: 1, columns: 2 })).toBe('1 row, 2 columns');
    expect(describePart({ name: 'a', sizeBytes: 1_500, note: 'hidden' })).toBe('1.5 kB, hidden');
    expect(describePart({ name: 'a' })).toBe('');
  });

  it('are told from the ranges in them', () => {
    const parts = [{ name: 'Sheet1' }, { name: 'a!b' }, { name: 'Two!A1:C9' }];
    const whole = (name: string) => ({ name, sheet: name, range: '' });
    expect(splitRange('Sheet1!A3:F20', parts, true)).toEqual({
      name: 'Sheet1',
      sheet: 'Sheet1',
      range: 'A3:F20',
    });
    expect(splitRange('Two!A1:C9', parts, true)).toEqual({
      name: 'Two!A1:C9',
      sheet: 'Two',
      range: 'A1:C9',
    });
    expect(splitRange('Two!A1:C9', parts, false)).toEqual(whole('Two!A1:C9'));
    expect(splitRange('a!b', parts, true)).toEqual(whole('a!b'));
    expect(splitRange(undefined, parts, true)).toEqual(whole(''));
  });
});

describe('the name of a table', () => {
  it.each([
    ['sales 2020.csv', 'sales_2020'],
    ['folder/a-b.parquet', 'folder_a_b'],
    ['größe', 'größe'],
    ['Sheet 1!A3:F20', 'Sheet_1_A3_F20'],
    ['...', 'table'],
  ])('of %j is %s', (name, expected) => {
    expect(tableName(name)).toBe(expected);
  });
});
