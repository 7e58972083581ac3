import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceOptions } from '../../../../src/data/source';
import type { ImportedTable } from '../../../../src/engine/decode/import-ports';
import { createDecoder } from '../../../../src/engine/decode/decoder';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';
import { readers } from '../../../support/readers';

interface Fixture {
  openpyxl: string;
  odfpy: string;
  sales: string[][];
  staff: string[][];
  costs: string[][];
  files: Record<string, string>;
}

const path = join(import.meta.dirname, '../../../fixtures/decode/sheet-tables.json');
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
const { sales, staff, costs } = fixture;
const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(fixture.files[name]!, 'base64'));
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

async function read(name: string, options: SourceOptions = {}): Promise<ImportedTable> {
  return harness.read(file(name), name, options);
}

/** Names and rows, numbers as they are written by Python. */
async function grid(table: ImportedTable): Promise<string[][]> {
  const rows = await harness.texts(table);
  const names = table.columns.map((column) => column.name);
  return [names, ...rows.map((row) => row.map((value) => value ?? ''))];
}

describe(`several tables in a sheet, written by openpyxl ${fixture.openpyxl} and odfpy ${fixture.odfpy}`, () => {
  it.each(['below', 'below.ods'])('below one another: the largest is read (%s)', async (name) => {
    const table = await read(name);
    expect(await grid(table)).toEqual(sales);
    expect(table.part).toBe('All!A9:C25');
    expect(table.parts!.slice(0, 3)).toEqual([
      { name: 'All!A1:B7', columns: 2, note: 'Staff' },
      { name: 'All!A9:C25', columns: 3, note: 'Sales of the shops' },
      { name: 'All!A28:D32', columns: 4 },
    ]);
    expect(table.notes[0]).toBe(
      'The sheet "All" holds 3 tables, parted by empty rows or columns: A1:B7, A9:C25, A28:D32. The largest was read; the range A1:D32 reads all as one.',
    );
    expect(table.rejected.lines.map(({ line, text }) => [line, text])).toEqual([
      [9, 'Sales of the shops'],
      [25, 'Source: own books'],
    ]);
  });

  it('are read one by one, and all of them stay on offer', async () => {
    const { parts } = await read('below');
    const first = await read('below', { part: 'All!A1:B7' });
    expect(await grid(first)).toEqual(staff);
    expect(first).toMatchObject({ part: 'All!A1:B7', parts });
    expect(await grid(await read('below', { part: 'All!A28:D32' }))).toEqual(costs);
    const named = await read('below', { part: 'All' });
    expect([named.part, named.rowCount]).toEqual(['All!A9:C25', 12]);
    const other = await read('below', { part: 'Plain' });
    expect(other.parts).toMatchObject([{ name: 'All' }, { name: 'Plain' }]);
    const own = await read('below', { part: 'All!A11:B14' });
    expect(await grid(own)).toEqual(sales.slice(0, 4).map((row) => row.slice(0, 2)));
    expect(own).toMatchObject({ part: 'All!A11:B14', parts });
  });

  it('are previewed before they are read', async () => {
    const content = new Blob([file('below')]);
    const decoder = createDecoder(readers);
    const shown = await decoder.preview(content, 'below', { part: 'All!A28:D32' });
    expect(shown.columns.map(({ name }) => name)).toEqual(costs[0]);
    expect(shown.rows).toEqual(costs.slice(1));
    expect((await decoder.preview(content, 'below', {})).columns.map(({ name }) => name)).toEqual(
      sales[0],
    );
  });

  it('beside one another, each with its merged title', async () => {
    const table = await read('aside');
    expect(await grid(table)).toEqual(sales);
    expect(table.parts).toMatchObject([
      { name: 'All!A1:C14', note: 'Sales' },
      { name: 'All!E1:F7', note: 'Staff' },
      { name: 'Plain' },
    ]);
    expect(await grid(await read('aside', { part: 'All!E1:F7' }))).toEqual(staff);
  });

  it('beside one another in the same rows, where both name the same things', async () => {
    const table = await read('level');
    expect(await grid(table)).toEqual(staff);
    expect(table.parts!.map(({ name }) => name)).toEqual(['All!A1:B6', 'All!D1:E6', 'Plain']);
  });
});

describe('one table in a sheet', () => {
  it.each([
    ['with an empty column in its middle', 'spacer', 12, 5],
    ['with empty rows, and a total below one', 'holes', 12, 3],
    ['whose names come again below an empty row', 'repeated', 12, 3],
    ['with missing values', 'gaps', 12, 3],
  ])('%s', async (_, name, rows, columns) => {
    const table = await read(name);
    expect([table.rowCount, table.columns.length]).toEqual([rows, columns]);
    expect(table.part).toBe('All');
    expect(table.parts!.map((part) => part.name)).toEqual(['All', 'Plain']);
  });
});
