import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../../support/import-harness';

interface Fixture {
  python: string;
  pyarrow: string;
  files: Record<string, string>;
}

const path = join(import.meta.dirname, '../../fixtures/decode/packed.json');
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(fixture.files[name]!, 'base64'));
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe(`packed files, as Python ${fixture.python} and pyarrow ${fixture.pyarrow} write them`, () => {
  it.each([
    ['gzip', 'a.csv.gz'],
    ['gzip, two members', 'a.csv.gz'],
    ['zstd', 'a.csv.zst'],
    ['zstd, two frames', 'a.csv.zst'],
    ['zip', 'a.zip'],
    ['zip, stored', 'a.zip'],
    ['zip, sizes behind', 'a.zip'],
    ['zip, wide sizes', 'a.zip'],
  ])('are read: %s', async (kind, name) => {
    const table = await harness.read(file(kind), name);
    expect(table).toMatchObject({ format: 'csv', rowCount: 2_000 });
    const rows = await harness.texts(table);
    expect(rows.every(([id, word], row) => id === `${row}` && word === `w${row % 7}`)).toBe(true);
    expect(table.parts).toBe(undefined);
  });

  it('say what they became', async () => {
    const { notes } = await harness.read(file('gzip'), 'a.csv.gz');
    expect(notes[0]).toMatch(/^Unpacked from gzip: \d.\d kB became 14.9 kB.$/);
  });

  it('offer the members of an archive, likely tables first, without litter', async () => {
    const first = await harness.read(file('zip, several'), 'several.zip');
    expect(first.part).toBe('data/a.csv');
    expect(first.parts).toEqual([
      { name: 'data/a.csv', sizeBytes: 12 },
      { name: 'data/b.json', sizeBytes: 10 },
      { name: 'readme.txt', sizeBytes: 14 },
    ]);
    const second = await harness.read(file('zip, several'), 'several.zip', { part: 'data/b.json' });
    expect(second).toMatchObject({ format: 'json', part: 'data/b.json' });
    expect(await harness.texts(second)).toEqual([['1']]);
  });

  it('are opened one in the other', async () => {
    const outer = await harness.read(file('zip in zip'), 'a.zip');
    expect(outer.part).toBe('z.csv');
    const inner = await harness.read(file('zip in zip'), 'a.zip', { part: 'inner.zip › b.csv' });
    expect(await harness.texts(inner)).toEqual([['7']]);
    expect(inner.parts?.map(({ name }) => name)).toEqual([
      'z.csv',
      'inner.zip › a.csv',
      'inner.zip › b.csv',
    ]);
    const tar = await harness.read(file('tar, gzip'), 'a.tgz');
    expect(await harness.texts(tar)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    const deep = [1, 2, 3, 4, 5].reduce<Uint8Array<ArrayBuffer>>(
      (bytes) => new Uint8Array(gzipSync(bytes)),
      new Uint8Array(Buffer.from('a\n1\n')),
    );
    await expect(harness.read(deep, 'a.gz')).rejects.toMatchObject({
      code: 'unreadable_file',
      message:
        '"a.gz" holds archives in archives, 4 deep and more. Unpack it and give the file inside.',
    });
  });

  it('of tar are read in place', async () => {
    const table = await harness.read(file('tar'), 'a.tar', { part: 'b.csv' });
    expect(table.parts?.map(({ name }) => name)).toEqual(['folder/a.csv', 'b.csv']);
    expect(await harness.texts(table)).toEqual([['7']]);
    expect((await harness.read(file('tar, long name'), 'a.tar')).rowCount).toBe(2);
  });

  it('keep what an archive calls its members, and never follow it', async () => {
    const table = await harness.read(file('zip, slip'), 'slip.zip');
    expect(table.rowCount).toBe(2);
    expect(table.notes[0]).toBe(
      'The archive would have unpacked "../../etc/a.csv" outside of its folder. Nothing is written to your disk here; only its rows were read.',
    );
  });

  it.each([
    ['zip, encrypted', 'it is encrypted. Unpack it with its password.'],
    ['zip, damaged', 'it is damaged: its checksum is another one. Get the archive once more.'],
    ['zip, bzip2', 'it is packed by bzip2. Pack it the usual way (Deflate).'],
  ])('are refused in words: %s', async (kind, words) => {
    await expect(harness.read(file(kind), 'a.zip')).rejects.toMatchObject({
      code: 'unreadable_file',
      message: `"a.csv" in the zip cannot be read: ${words}`,
    });
  });

  it('name what they hold where another member is asked for', async () => {
    await expect(harness.read(file('tar'), 'a.tar', { part: 'c.csv' })).rejects.toMatchObject({
      message: '"a.tar" holds no "c.csv"; it holds "folder/a.csv", "b.csv".',
    });
  });

  it.each(['gzip', 'zstd', 'zip'])('are refused where they are cut off: %s', async (kind) => {
    const whole = file(kind);
    for (const share of [0.3, 0.6, 0.95]) {
      const cut = whole.slice(0, Math.floor(share * whole.length));
      await expect(harness.read(cut, 'a.packed')).rejects.toMatchObject({
        code: 'unreadable_file',
        message: expect.stringMatching(/cut off|damaged/),
      });
    }
  });

  it('are refused where they are cut off: tar', async () => {
    await expect(harness.read(file('tar').slice(0, 520), 'a.tar')).rejects.toMatchObject({
      code: 'unreadable_file',
      message: '"a.tar" cannot be read as a tar: it is cut off or damaged. Get it once more.',
    });
  });
});
