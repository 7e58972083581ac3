import { describe, expect, it } from 'vitest';
import {
  asksFirst,
  FolderChoice,
  type FoundFile,
} from '../../../src/state/source/folder-choice.svelte';

const found = (path: string, text = 'a\n1\n'): FoundFile => ({
  path,
  file: new File([text], path.split('/').at(-1)!),
});
const many = Array.from({ length: 40 }, (_, index) =>
  found(`data/${String(index).padStart(2, '0')}.csv`),
);

describe('files that came together', () => {
  it('are shown first where they are a folder or many', () => {
    expect(asksFirst([found('a.csv'), found('b.csv')])).toBe(false);
    expect(asksFirst([found('folder/a.csv')])).toBe(true);
    expect(asksFirst(many.map(({ file }) => ({ file, path: file.name })))).toBe(true);
  });

  it('are chosen where they look like tables, and never more than a few unasked', () => {
    const choice = new FolderChoice([found('z/b.csv'), found('z/a.png'), found('z/empty.csv', '')]);
    expect(choice.found.map(({ path }) => path)).toEqual(['z/a.png', 'z/b.csv', 'z/empty.csv']);
    expect(choice.files.map(({ path }) => path)).toEqual(['z/b.csv']);
    expect(choice.sizeBytes).toBe(4);
    expect(new FolderChoice(many).files.length).toBe(12);
  });

  it('are chosen and left out one by one, all or none', () => {
    const choice = new FolderChoice(many);
    choice.toggle('data/00.csv');
    choice.toggle('data/39.csv');
    expect(choice.files.map(({ path }) => path)).toContain('data/39.csv');
    expect(choice.files.map(({ path }) => path)).not.toContain('data/00.csv');
    choice.chooseReadable();
    expect(choice.files.length).toBe(40);
    choice.chooseNone();
    expect(choice.files).toEqual([]);
  });
});
