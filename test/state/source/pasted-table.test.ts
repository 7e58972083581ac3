import { describe, expect, it } from 'vitest';
import { holdsTable, pastedTable, readPasted } from '../../../src/state/source/pasted-table';

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

describe('what is on a clipboard', () => {
  it('is its plain text where the HTML tells no more, and is not parsed for it', async () => {
    const html = '<table><tr><td>a<td>b<tr><td>1<td>2</table>';
    expect((await readPasted('a\tb\n1\t2', html))?.file.name).toBe('pasted.tsv');
    expect(await readPasted('just words', '<p>just words</p>')).toBe(undefined);
    expect(holdsTable('just words', '<p>just words</p>')).toBe(false);
    expect(holdsTable('just words', html)).toBe(true);
  });

  it('is the plain text where the HTML is too long to be read, and says what that loses', async () => {
    const html = `<table><tr><td colspan=2>${'x'.repeat(2 ** 23)}</table>`;
    const pasted = await readPasted('a\tb\n1\t2', html);
    expect(pasted?.file.name).toBe('pasted.tsv');
    expect(pasted?.loss?.message).toMatch(/read from its plain text, where merged cells/);
  });

  it('is refused where that is HTML alone, and too long', async () => {
    const html = `<table><tr><td>a<td>${'x'.repeat(2 ** 23)}</table>`;
    await expect(readPasted('', html)).rejects.toThrow(
      /8,388,636 characters of HTML, without plain text beside it; up to 8,388,608 can be pasted/,
    );
  });
});
