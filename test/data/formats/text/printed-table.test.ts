import { describe, expect, it } from 'vitest';
import {
  areRowsQuoted,
  cutPrinted,
  findPrintedTable,
  holdTextFormulas,
  isRule,
  ruledColumns,
  unwrapRow,
  withoutFormulas,
} from '../../../../src/data/formats/text/printed-table';

describe('a printed table', () => {
  it('is known by a rule with as many joints as its lines have marks', () => {
    const lines = ['| a | b |', '|---|:-:|', '| 1 | 2 |', '| 3 | 4 |'];
    expect(findPrintedTable(lines)).toEqual({ mark: '|', isFramed: true });
    expect(findPrintedTable([' a | b', '---+---', ' 1 | 2'])).toEqual({
      mark: '|',
      isFramed: false,
    });
    expect(findPrintedTable(['a|b|c', '---+---', '1|2|3'])).toBe(undefined);
    expect(findPrintedTable(['a,b', '--,--', '1,2'])).toBe(undefined);
    expect(findPrintedTable(['a|b', '1|2', '3|4'])).toBe(undefined);
  });

  it('has rules that are told from rows', () => {
    expect(['+---+---+', '| --- | :-: |', '├───┼───┤', '=== ==='].map(isRule)).toEqual(
      Array(4).fill(true),
    );
    expect(['| - | 1 |', 'a-b', '-5 | -6', ''].map(isRule)).toEqual(Array(4).fill(false));
  });

  it('is cut at its marks, but not at those behind a backslash', () => {
    expect(cutPrinted('| a | b \\| c |  |', '|')).toEqual(['a', 'b | c', '']);
    expect(cutPrinted(' a | b', '|')).toEqual(['a', 'b']);
  });

  it('has columns where a rule of dashes has them, unless its lines stand across', () => {
    expect(ruledColumns(['==== ==', 'a    b', '==== ==', '1    2'])).toEqual([0, 5]);
    expect(ruledColumns(['==== ==', 'abcdefgh', '==== ==', '12345678'])).toEqual([]);
    expect(ruledColumns(['a b', '1 2'])).toEqual([]);
  });
});

describe('rows in quotes', () => {
  it('hold as many values each, which one column of quoted texts does not', () => {
    expect(areRowsQuoted(['a,b', '"1,""x, y"""', '"2,z"'])).toBe(true);
    expect(areRowsQuoted(['remark', '"yes, of course"', '"no"', '"so, so, so"'])).toBe(false);
    expect(areRowsQuoted(['"a","b"', '"1","2"', '"3","4"'])).toBe(false);
  });

  it('are unwrapped', () => {
    expect(unwrapRow('"1,""x, y"""')).toBe('1,"x, y"');
    expect(unwrapRow('"1","2"')).toBe('"1","2"');
  });
});

describe('texts written as formulas', () => {
  it('are read for what they hold', () => {
    const lines = ['="007",a', '"=""008""",b', '="009",="x"'];
    expect(holdTextFormulas(lines)).toBe(true);
    expect(lines.map(withoutFormulas)).toEqual(['"007",a', '"008",b', '"009","x"']);
    expect(holdTextFormulas(['=A1+B1,a', '=SUM(A1),b', '"=x",c'])).toBe(false);
    expect(withoutFormulas('a="b",c')).toBe('a="b",c');
  });
});
