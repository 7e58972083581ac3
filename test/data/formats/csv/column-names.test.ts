import { describe, expect, it } from 'vitest';
import { repairNames } from '../../../../src/data/formats/csv/column-names';

describe('column names', () => {
  it('stay as they are where each is different', () => {
    const names = ['a', 'A b', ' a', '__proto__', '"; DROP TABLE x; --', '<b>', '田中', 'É', 'é'];
    expect(repairNames(names)).toEqual({ names, notes: [] });
  });

  it('are made up where there is none', () => {
    expect(repairNames(['a', 'b', '', undefined])).toEqual({
      names: ['a', 'b', 'column3', 'column4'],
      notes: [
        'Column 3 has no name; it is called "column3" here.',
        'Column 4 has no name; it is called "column4" here.',
      ],
    });
  });

  it('are numbered where they repeat, also by case alone, without taking a name that is there', () => {
    expect(repairNames(['x', 'X', 'x_1', 'x', 'column6', ''])).toEqual({
      names: ['x', 'X_2', 'x_1', 'x_3', 'column6', 'column6_1'],
      notes: [
        'Column 6 has no name; it is called "column6" here.',
        'A second column "X" is called "X_2" here.',
        'A second column "x" is called "x_3" here.',
        'A second column "column6" is called "column6_1" here.',
      ],
    });
  });

  it('are numbered where one name stands two hundred thousand times', () => {
    const { names } = repairNames(Array.from({ length: 200_000 }, () => 'x'));
    expect(new Set(names).size).toBe(200_000);
    expect([names[0], names.at(-1)]).toEqual(['x', 'x_199999']);
  });

  it('lose a byte order mark at the start', () => {
    expect(repairNames(['\ufeffid', '\ufeff'])).toEqual({
      names: ['id', 'column2'],
      notes: [
        'The name of column 1 began with a byte order mark; it was cut.',
        'The name of column 2 began with a byte order mark; it was cut.',
        'Column 2 has no name; it is called "column2" here.',
      ],
    });
  });

  it('cannot hold a NUL character', () => {
    expect(repairNames(['a\0b'])).toEqual({
      names: ['a␀b'],
      notes: ['The name of column 1 holds a NUL character; it is written "a␀b" here.'],
    });
  });
});
