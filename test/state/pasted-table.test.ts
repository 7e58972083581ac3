import { describe, expect, it } from 'vitest';
import { pastedTable } from '../../src/state/pasted-table';

describe('a pasted text', () => {
  it.each([
    ['a\tb\r\n1\t2\r\n', 'pasted.tsv'],
    ['a\tb', 'pasted.tsv'],
    ['a,b\n1,2\n3,4', 'pasted.csv'],
    ['a;b\n1;2', 'pasted.csv'],
    ['[{"a": 1}]', 'pasted.json'],
    ['{"a": 1}\n{"a": 2}\n', 'pasted.json'],
  ])('%j is a table', async (text, name) => {
    const file = pastedTable(text);
    expect(file?.name).toBe(name);
    expect(await file?.text()).toBe(text);
  });

  it.each([
    '',
    '  \n',
    'just words',
    'Dear all,\nhere are two lines, and a third.\nBye',
    '[not json',
  ])('%j is none', (text) => {
    expect(pastedTable(text)).toBe(undefined);
  });
});
