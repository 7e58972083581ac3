import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

interface Fixture {
  numpy: string;
  arrays: { name: string; npy: string; columns: (string | null)[][] }[];
  npz: string;
  objects: string;
  'long double': string;
}

const path = join(import.meta.dirname, '../../../fixtures/decode/npy.json');
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
const bytes = (base64: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(base64, 'base64'));
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe(`arrays of NumPy ${fixture.numpy}`, () => {
  it.each(fixture.arrays)('are read: $name', async ({ npy, columns }) => {
    const table = await harness.read(bytes(npy), 'a.npy');
    expect(table.format).toBe('npy');
    const rows = await harness.texts(table);
    expect(table.columns.map((_, index) => rows.map((row) => row[index]))).toEqual(columns);
  });

  it('name their columns by place and field, and keep types', async () => {
    const structured = fixture.arrays.find(({ name }) => name === 'structured')!;
    const table = await harness.read(bytes(structured.npy), 'a.npy');
    expect(table.columns).toEqual([
      { name: 'id', type: 'INTEGER' },
      { name: 'name', type: 'VARCHAR' },
      { name: 'place.x', type: 'FLOAT' },
      { name: 'place.y', type: 'DOUBLE' },
      { name: 'pair.0', type: 'SMALLINT' },
      { name: 'pair.1', type: 'SMALLINT' },
    ]);
    const cube = fixture.arrays.find(({ name }) => name === 'three axes')!;
    const { columns } = await harness.read(bytes(cube.npy), 'a.npy');
    expect(columns.map(({ name }) => name)).toEqual([
      'v1_1',
      'v1_2',
      'v1_3',
      'v2_1',
      'v2_2',
      'v2_3',
    ]);
    const spans = fixture.arrays.find(({ name }) => name === 'spans')!;
    expect((await harness.read(bytes(spans.npy), 'a.npy')).columns).toEqual([
      { name: 'value', type: 'INTERVAL' },
    ]);
  });

  it('in an npz are its parts', async () => {
    const table = await harness.read(bytes(fixture.npz), 'a.npz', { part: 'second.npy' });
    expect(table.parts?.map(({ name }) => name)).toEqual(['first.npy', 'second.npy']);
    expect(await harness.texts(table)).toEqual([['1.5', '2.5']]);
  });

  it('are refused in words where only Python can read them, or where they are cut off', async () => {
    await expect(harness.read(bytes(fixture.objects), 'a.npy')).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringMatching('holds Python objects'),
    });
    await expect(harness.read(bytes(fixture['long double']), 'a.npy')).rejects.toMatchObject({
      message: expect.stringMatching('no type here holds its values of type "f16"'),
    });
    const cut = bytes(fixture.arrays.find(({ name }) => name === 'i8')!.npy).slice(0, -1);
    await expect(harness.read(cut, 'a.npy')).rejects.toMatchObject({
      message: expect.stringMatching('is cut off: an array of shape 3 needs'),
    });
    for (const size of [8, 12, 60]) {
      await expect(harness.read(cut.slice(0, size), 'a.npy')).rejects.toMatchObject({
        code: 'unreadable_file',
      });
    }
  });
});
