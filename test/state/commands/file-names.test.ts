import { describe, expect, it } from 'vitest';
import { notebookFile } from '../../../src/state/commands/file-names';

describe('notebookFile', () => {
  it('is the title with the ending of notebooks', () => {
    expect(notebookFile('Adult income')).toBe('Adult income.assay.json');
    expect(notebookFile('Größe ±2')).toBe('Größe ±2.assay.json');
  });

  it('leaves out what file systems refuse, and names that hide or climb', () => {
    expect(notebookFile('a/b\\c:d?')).toBe('a-b-c-d.assay.json');
    expect(notebookFile('../../etc')).toBe('etc.assay.json');
    expect(notebookFile('.hidden\u0000')).toBe('hidden.assay.json');
    expect(notebookFile('...')).toBe('notebook.assay.json');
  });
});
