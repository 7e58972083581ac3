import { describe, expect, it } from 'vitest';
import {
  isRicherThanText,
  spreadCells,
  writeTables,
  type PastedCell,
  type PastedTable,
} from '../../../src/state/source/pasted-cells';

const cell = (text: string, columns = 1, rows = 1): PastedCell => ({ text, columns, rows });
const table = (rows: PastedCell[][], title = ''): PastedTable => ({ title, rows, headerRows: 0 });

describe('cells of a pasted table', () => {
  it('that are merged fill all their places', () => {
    const merged = table([
      [cell('', 1, 2), cell('2020', 2), cell('2021', 2)],
      [cell('a'), cell('b'), cell('a'), cell('b')],
      [cell('x'), cell('1'), cell('2'), cell('3'), cell('4')],
    ]);
    expect(spreadCells(merged)).toEqual([
      ['', '2020', '2020', '2021', '2021'],
      ['', 'a', 'b', 'a', 'b'],
      ['x', '1', '2', '3', '4'],
    ]);
    expect(isRicherThanText([merged])).toBe(true);
  });

  it('end with the table, and leave places empty that none takes', () => {
    const odd = table([[cell('a', 1, Infinity), cell('b')], [], [cell('c', 2)]]);
    expect(spreadCells(odd)).toEqual([
      ['a', 'b', ''],
      ['a', '', ''],
      ['a', 'c', 'c'],
    ]);
  });

  it('that ask for very many places are refused before they take them', () => {
    const row = Array.from({ length: 100 }, () => cell('x', 1000, 65_534));
    const bomb = table(Array.from({ length: 1000 }, () => row));
    expect(() => spreadCells(bomb)).toThrow(/more than 5,000,000 cells/);
    const wide = table([[cell('x', 1000)], ...Array.from({ length: 6000 }, () => [cell('y')])]);
    expect(() => spreadCells(wide)).toThrow(/more than 5,000,000 cells/);
  });

  it('are written as CSV, several tables with their titles', () => {
    const text = [
      [cell('a, "b"'), cell('two\nlines')],
      [cell(' 1'), cell('')],
    ];
    expect(writeTables([table(text)])).toBe('"a, ""b""","two\nlines"\n" 1",\n');
    expect(writeTables([table([[cell('a'), cell('b')]], 'One'), table([[cell('c')]])])).toBe(
      'One\na,b\n\n\nc\n',
    );
    expect(isRicherThanText([table([[cell('a'), cell('b')]])])).toBe(false);
  });
});
