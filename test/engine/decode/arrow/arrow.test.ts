import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

interface Fixture {
  pyarrow: string;
  types: { name: string; ipc: string; type: string; texts: (string | null)[] }[];
  files: Record<string, string>;
}

const path = join(import.meta.dirname, '../../../fixtures/decode/arrow.json');
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(base64, 'base64'));
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe(`Arrow, as pyarrow ${fixture.pyarrow} writes it`, () => {
  it.each(fixture.types)('$name becomes $type', async ({ name, ipc, type, texts }) => {
    const table = await harness.read(bytesOf(ipc), `${name}.arrows`);
    expect(table.columns).toEqual([
      { name: 'v', type },
      { name: 'i', type: 'BIGINT' },
    ]);
    expect((await harness.texts(table)).map(([value]) => value)).toEqual(texts);
  });

  it.each(['lz4', 'stream, lz4', 'zstd', 'uncompressed'])(
    'is read from a file or stream: %s',
    async (name) => {
      const table = await harness.read(bytesOf(fixture.files[name]!), 'a.feather');
      expect(table.format).toBe('arrow');
      const rows = await harness.texts(table);
      const expected = Array.from({ length: table.rowCount }, (_, row) => [
        String(row),
        `text ${row % 7}`,
      ]);
      expect(rows).toEqual(expected);
      expect(rows.length).toBe(name === 'uncompressed' ? 500 : 3_000);
    },
  );

  it('is refused in words when it is cut off', async () => {
    for (const size of [12, 100, 1_000]) {
      const cut = bytesOf(fixture.files.uncompressed!).slice(0, size);
      await expect(harness.read(cut, 'cut.feather')).rejects.toMatchObject({
        code: 'unreadable_file',
        message: expect.stringMatching(
          /^"cut.feather" cannot be read as Arrow: it is cut off or damaged/,
        ),
      });
    }
  });

  it('says when a stream has no end', async () => {
    const stream = bytesOf(fixture.files.structs!);
    expect((await harness.read(stream, 'a.arrows')).notes).toEqual([]);
    expect((await harness.read(stream.slice(0, -8), 'a.arrows')).notes).toEqual([
      'The stream has no end mark; it may have been cut off between two batches of rows.',
    ]);
  });

  it('is refused when its buffers contradict each other', async () => {
    const stream = bytesOf(fixture.types.find(({ name }) => name === 'text')!.ipc);
    const offsets = new Int32Array([0, 1, 1, 3, 6]);
    const at = Buffer.from(stream).indexOf(Buffer.from(offsets.buffer));
    for (const [row, value, fault] of [
      [1, 5, 'has offsets that go back'],
      [4, 900, 'has an offset behind its end'],
    ] as const) {
      const broken = stream.slice();
      new DataView(broken.buffer).setInt32(at + 4 * row, value, true);
      await expect(harness.read(broken, 'a.arrows')).rejects.toMatchObject({
        code: 'unreadable_file',
        message: `"a.arrows" cannot be read as Arrow: it is cut off or damaged (column "v" ${fault}).`,
      });
    }
  });

  it('gives the members of structs columns of their own', async () => {
    const table = await harness.read(bytesOf(fixture.files.structs!), 'a.arrows');
    expect(table.columns.map(({ name }) => name)).toEqual(['p.x', 'p.q.y', 'z']);
    expect(await harness.texts(table)).toEqual([
      ['1', 'a', '1'],
      [null, null, '2'],
      [null, null, '3'],
    ]);
  });

  it('gives names that can be told apart', async () => {
    const table = await harness.read(bytesOf(fixture.files.names!), 'a.arrows');
    expect(table.columns.map(({ name }) => name)).toEqual(['a', 'A_1', 'column3']);
    expect(await harness.texts(table)).toEqual([['1', '2', '3']]);
  });

  it('may have no rows', async () => {
    const table = await harness.read(bytesOf(fixture.files['no rows']!), 'a.arrows');
    expect(table).toMatchObject({
      rowCount: 0,
      columns: [
        { name: 'a', type: 'BIGINT' },
        { name: 's', type: 'VARCHAR' },
      ],
    });
  });
});
