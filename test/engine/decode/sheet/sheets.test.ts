import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

interface Fixture {
  openpyxl: string;
  xlsxwriter: string;
  odfpy: string;
  kinds: { names: string[]; rows: (string | null)[][] };
  files: Record<string, string>;
}

const path = join(import.meta.dirname, '../../../fixtures/decode/sheets.json');
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(fixture.files[name]!, 'base64'));
const types = 'VARCHAR BIGINT DOUBLE DATE TIMESTAMP VARCHAR BOOLEAN VARCHAR DOUBLE'.split(' ');
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe(`workbooks of openpyxl ${fixture.openpyxl} and XlsxWriter ${fixture.xlsxwriter}, sheets of odfpy ${fixture.odfpy}`, () => {
  it.each(['openpyxl', 'xlsxwriter', 'ods'])('keep every kind of value: %s', async (writer) => {
    const table = await harness.read(file(writer), `${writer}.bin`);
    expect(table).toMatchObject({ format: writer === 'ods' ? 'ods' : 'xlsx', rowCount: 4 });
    expect(table.columns.map(({ name }) => name)).toEqual(fixture.kinds.names);
    expect(table.columns.map(({ type }) => type)).toEqual(types);
    const rows = await harness.texts(table);
    // openpyxl writes `_x000D_` as it is, which means a carriage return to Excel.
    const [, , odd] = rows;
    if (writer === 'openpyxl') odd![0] = odd![0]!.replace('\r', '_x000D_');
    expect(rows).toEqual(fixture.kinds.rows);
  });

  it('count their dates from 1904 where they say so', async () => {
    const table = await harness.read(file('xlsxwriter, 1904'), 'a.xlsx');
    expect(table.notes).toContain('Dates of this workbook are counted from 1904.');
    const days = (await harness.texts(table)).map((row) => row.slice(3, 6));
    const expected = fixture.kinds.rows.map((row) => row.slice(3, 6));
    expected[1]![0] = expected[2]![0] = null;
    expect(days).toEqual(expected);
  });

  it('give the table below titles, with merged cells filled and errors missing', async () => {
    const table = await harness.read(file('messy'), 'messy.xlsx', { part: 'Sales 2020!B1:E200' });
    expect(table.columns.map(({ name }) => name)).toEqual(['Region', 'Shop', 'Sold', 'Share']);
    const rows = await harness.texts(table);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['North', 'a', '10'],
      ['North', 'b', '20'],
      ['North', 'c', '30'],
      ['South', 'd', '40'],
      ['South', 'e', '50'],
    ]);
    expect(rows.map((row) => row[3])).toEqual([
      ...[10, 20, 30, 40].map((sold) => String(sold / 150)),
      null,
    ]);
    expect(table.rejected).toEqual({
      count: 2,
      lines: [
        { line: 2, reason: 'stands above the table', text: 'Sales by region' },
        { line: 3, reason: 'stands above the table', text: 'in thousands' },
      ],
    });
    expect(table.notes).toEqual([
      'Cells that hold an error are missing: 1 × #DIV/0!.',
      '3 merged ranges: each of their cells has the value of the first.',
    ]);
  });

  it('offer their sheets, charts left out, and read the first that holds a table', async () => {
    const table = await harness.read(file('messy'), 'messy.xlsx');
    expect(table.part).toBe('Sales 2020');
    expect(table.parts).toEqual([
      { name: 'Cover', note: 'A1' },
      { name: 'Sales 2020', note: 'B2:Z400' },
      { name: 'Hidden', note: 'hidden, A1:B2' },
      { name: 'Empty', note: 'A1' },
    ]);
    const hidden = await harness.read(file('messy'), 'messy.xlsx', { part: 'Hidden' });
    expect(await harness.texts(hidden)).toEqual([['1', '2']]);
    const second = await harness.read(file('ods'), 'a.ods', { part: 'Merged & repeated' });
    expect(await harness.texts(second)).toEqual([
      ['north', '1.0'],
      ['north', '2.0'],
      ['south', '7.5'],
      ['south', '7.5'],
      ['south', '7.5'],
    ]);
  });

  it('are refused in words where a sheet is empty, unknown or damaged', async () => {
    await expect(harness.read(file('messy'), 'a.xlsx', { part: 'Empty' })).rejects.toMatchObject({
      code: 'empty_file',
      message:
        'The sheet "Empty" of "a.xlsx" is empty. Other sheets are "Cover", "Sales 2020", "Hidden".',
    });
    await expect(harness.read(file('messy'), 'a.xlsx', { part: 'X' })).rejects.toMatchObject({
      message: expect.stringMatching(/^"a.xlsx" has no sheet or range "X"; its sheets are "Cover"/),
    });
    await expect(harness.read(file('ods'), 'a.ods', { part: 'X' })).rejects.toMatchObject({
      code: 'unreadable_file',
    });
    expect(await harness.leftovers()).toEqual(expect.not.arrayContaining(['in/']));
  });

  it('say how many formulas were never computed', async () => {
    const { notes } = await harness.read(file('uncomputed'), 'a.xlsx');
    expect(notes[0]).toBe(
      '2 formulas have no stored value and are missing; open and save the workbook in Excel to have them computed.',
    );
  });

  it('keep a column that comes late, and the words of rich text', async () => {
    const late = await harness.read(file('late column'), 'a.xlsx');
    expect(late.rowCount).toBe(500);
    expect(late.columns.map(({ name }) => name)).toEqual(['id', 'word', 'column3']);
    expect((await harness.texts(late))[300]).toEqual(['300', 'w0', 'late']);
    const rich = await harness.read(file('rich text'), 'a.xlsx');
    expect(await harness.texts(rich)).toEqual([['plain bold', '1']]);
  });

  it('stop when told', async () => {
    const controller = new AbortController();
    const reading = harness.read(file('late column'), 'a.xlsx', {}, { signal: controller.signal });
    controller.abort();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});
