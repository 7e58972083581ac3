import { describe, expect, it } from 'vitest';
import type { FileLook, FileSketch } from '../../../src/data/file-look';
import { createDecoder } from '../../../src/engine/decode/decoder';
import { FirstLook } from '../../../src/state/source/first-look.svelte';
import { lookColumns, shownColumns } from '../../../src/state/chart/look-columns';
import { readingWords } from '../../../src/state/source/reading-words';
import { readers } from '../../support/readers';

const decoder = createDecoder(readers);

async function look(text: string, name = 'a.csv'): Promise<FirstLook> {
  const file = new Blob([text]);
  const first = new FirstLook(name, file.size);
  await first.start(decoder, file, {});
  return first;
}

describe('FirstLook', () => {
  it('has rows and a sketch of a table', async () => {
    const first = await look('a,b\n1,x\n2,y\n');
    expect(first.rows?.rows).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
    expect(first.sketch).toMatchObject({ rowCount: 2, manner: 'all' });
  });

  it('has begun with its first rows, before the sketch, and at the latest when it is settled', async () => {
    const file = new Blob(['a,b\n1,x\n2,y\n']);
    const first = new FirstLook('a.csv', file.size);
    const settled = first.start(decoder, file, {});
    await first.begun;
    expect(first.rows?.rows).toHaveLength(2);
    expect(first.sketch).toBeUndefined();
    await settled;
    expect(first.sketch).toBeDefined();
    await (
      await look('')
    ).begun;
  });

  it('has nothing of what is no table, and of what was cancelled', async () => {
    expect((await look('')).rows).toBeUndefined();
    const file = new Blob(['a\n1\n']);
    const first = new FirstLook('a.csv', file.size);
    first.cancel();
    await first.start(decoder, file, {});
    expect(first.sketch).toBeUndefined();
  });
});

describe('lookColumns', () => {
  it('shows types before the sketch, kinds and pictures after it', async () => {
    const text = `n,word,id\n${Array.from({ length: 200 }, (_, row) => `${row / 2},${'ab'[row % 2]},x${row}y`).join('\n')}\n`;
    const { rows, sketch } = (await look(text)) as { rows: FileLook; sketch: FileSketch };
    expect(lookColumns(rows, undefined)[0]).toMatchObject({
      type: 'DOUBLE',
      isRight: true,
      picture: undefined,
    });
    const [n, word, id] = lookColumns(rows, sketch);
    expect(n).toMatchObject({ kind: 'number', picture: { kind: 'bars' } });
    expect(word!.picture).toMatchObject({
      kind: 'values',
      words: 'Most frequent: a 50 %, b 50 %.',
    });
    expect(id!.picture).toEqual({ kind: 'words', words: '200 distinct in the sketch' });
  });

  it('draws the first columns of a very wide file', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `c${index}`);
    const { rows, sketch } = await look(`${names.join(',')}\n${names.map(() => 1).join(',')}\n`);
    expect(lookColumns(rows!, sketch)).toHaveLength(shownColumns);
  });
});

describe('readingWords', () => {
  it('says bytes, rows and the time that is left', () => {
    const file = { sizeBytes: 8e9, rowCount: 33_000_000 };
    expect(readingWords(0, file, 0)).toBe('0 B of 8.0 GB');
    expect(readingWords(0.25, file, 20_000)).toBe(
      '2.0 GB of 8.0 GB, about 8,300,000 rows, some 1 min 0 s left',
    );
    expect(readingWords(0.99, { sizeBytes: 100 }, 2_000)).toBe(
      '99 B of 100 B, less than a second left',
    );
  });
});
