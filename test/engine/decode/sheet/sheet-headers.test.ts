import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceOptions } from '../../../../src/data/source';
import type { TextPreview } from '../../../../src/data/text-preview';
import { createDecoder } from '../../../../src/engine/decode/decoder';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';
import { readers } from '../../../support/readers';

interface Fixture {
  openpyxl: string;
  odfpy: string;
  names: string[];
  rows: (string | null)[][];
  files: Record<string, string>;
}

const path = join(import.meta.dirname, '../../../fixtures/decode/sheet-headers.json');
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(fixture.files[name]!, 'base64'));
const decoder = createDecoder(readers);
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

async function namesOf(name: string, options: SourceOptions = {}): Promise<[string[], number]> {
  const table = await harness.read(file(name), name, options);
  return [table.columns.map((column) => column.name), table.rowCount];
}

function preview(name: string, options: SourceOptions = {}): Promise<TextPreview> {
  return decoder.preview(new Blob([file(name)]), name, options);
}

describe(`names over several rows, in sheets of openpyxl ${fixture.openpyxl} and odfpy ${fixture.odfpy}`, () => {
  it.each(['merged', 'years as numbers', 'ods'])(
    'are joined where merged cells stand over them: %s',
    async (name) => {
      const table = await harness.read(file(name), name);
      expect(table.columns.map((column) => column.name)).toEqual(fixture.names);
      expect(await harness.texts(table)).toEqual(fixture.rows);
      expect(table.rejected.lines.slice(0, 2)).toEqual([
        { line: 1, reason: 'stands above the table', text: 'Sales of the shops' },
        { line: 2, reason: 'stands above the table', text: 'as of 2024-03-01' },
      ]);
      if (name !== 'ods')
        expect(table.rejected.lines.at(-1)).toMatchObject({ line: 26, text: 'Source: own books' });
      expect(table.notes).toContain('2 lines name the columns together.');
    },
  );

  it('are told apart by the groups above them where nothing is merged', async () => {
    const [names, rowCount] = await namesOf('not merged');
    expect(names.slice(2)).toEqual(fixture.names.slice(2));
    expect(rowCount).toBe(fixture.rows.length);
  });

  it('are as many rows as a person says, from the row that a person says', async () => {
    const { names } = fixture;
    expect(await namesOf('not merged', { headerRows: 2 })).toEqual([names, 20]);
    expect(await namesOf('not merged', { headerRows: 2, skipLines: 3 })).toEqual([names, 20]);
    expect(await namesOf('not merged', { headerRows: 1, skipLines: 4 })).toEqual([
      ['column1', 'column2', 'sold', 'kept', 'sold_1', 'kept_1'],
      20,
    ]);
    const [none, rowCount] = await namesOf('merged', { headerRows: 0, skipLines: 5 });
    expect(none).toEqual(['column1', 'column2', 'column3', 'column4', 'column5', 'column6']);
    expect(rowCount).toBe(20);
    expect(await namesOf('merged', { part: 'Plain', headerRows: 0 })).toEqual([
      ['column1', 'column2'],
      3,
    ]);
  });

  it('leave no more rows than the sheet has to be passed over', async () => {
    await expect(namesOf('merged', { skipLines: 400 })).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringMatching(/^400 rows at the top of "merged" cannot be passed over/),
    });
  });

  it('are previewed with reasons, and what was set aside counted', async () => {
    const shown = await preview('merged');
    expect(shown.columns.map(({ name }) => name)).toEqual(fixture.names);
    expect(shown.rows).toHaveLength(12);
    expect(shown.rejected).toBe(3);
    expect(shown.guesses).toEqual([
      {
        field: 'headerRows',
        value: 2,
        reason: 'cells that are merged stand over the names, in 2 rows',
      },
      { field: 'skipLines', value: 3, reason: '2 filled rows above fill few cells' },
      { field: 'footer', value: true, reason: expect.stringMatching(/below the table was seen$/) },
    ]);
    const plain = await preview('merged', { part: 'Plain', headerRows: 0 });
    expect(plain.guesses.slice(0, 2)).toEqual([
      { field: 'headerRows', value: 0, reason: 'you chose it' },
      { field: 'skipLines', value: 0, reason: 'the table begins with the first filled row' },
    ]);
    expect(plain.rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });
});
