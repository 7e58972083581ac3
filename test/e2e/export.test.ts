import { readFileSync } from 'node:fs';
import { tableFromIPC as independentArrow } from 'apache-arrow';
import type { Browser } from 'playwright-core';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppPage, type PageGlobal } from '../support/app-page';
import { launch } from '../support/browser';
import { openNativeReader, type NativeReader } from '../support/native-duckdb';
import { serveBuild, type Served } from '../support/serve';

const people = 'name,age,city\nAda,36,London\nGrace,85,New York\n=Alan,41,London\n';

let server: Served;
let browser: Browser;
let native: NativeReader;
let app: AppPage;

beforeAll(async () => {
  [server, browser, native] = await Promise.all([serveBuild(), launch(), openNativeReader()]);
  app = await openApp(browser, server.address);
  await app.open({ name: 'people.csv', bytes: people });
});

afterAll(async () => {
  expect(app.errors).toEqual([]);
  native.close();
  await browser.close();
  await server.close();
});

/** What the panel's button hands over. */
async function download(): Promise<{ name: string; bytes: Uint8Array }> {
  const waiting = app.page.waitForEvent('download');
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Export/ })
    .click();
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: new Uint8Array(readFileSync(await file.path())) };
}

const openPanel = (): Promise<void> =>
  app.page.getByRole('button', { name: 'Export', exact: true }).first().click();

const choose = (format: string): Promise<unknown> =>
  app.page.getByLabel('Format').selectOption({ label: format });

describe('the export panel', () => {
  it('saves a table as CSV, safe against formulas unless switched off', async () => {
    await openPanel();
    const { name, bytes } = await download();
    expect(name).toBe('people.csv');
    expect(new TextDecoder().decode(bytes)).toBe(
      "name,age,city\r\nAda,36,London\r\nGrace,85,New York\r\n'=Alan,41,London\r\n",
    );
    await app.page.getByRole('switch', { name: 'Safe for spreadsheets' }).click();
    const plain = await download();
    expect(new TextDecoder().decode(plain.bytes)).toContain('\r\n=Alan,41');
  });

  it('saves Parquet, Arrow and Excel that independent readers open', async () => {
    await choose('Parquet');
    const parquet = await download();
    const select = 'SELECT * FROM read_parquet($FILE)';
    expect(await native.read(parquet.bytes, 'parquet', select)).toEqual([
      ['Ada', '36', 'London'],
      ['Grace', '85', 'New York'],
      ['=Alan', '41', 'London'],
    ]);
    await choose('Arrow file (Feather)');
    expect(independentArrow((await download()).bytes).numRows).toBe(3);
    await choose('Excel');
    const excel = await download();
    expect(excel.name).toBe('people.xlsx');
    const [sheet] = await readWorkbook(Buffer.from(excel.bytes));
    expect(sheet!.data[3]).toEqual(['=Alan', 41, 'London']);
    await app.page.keyboard.press('Escape');
  });

  it('exports what the filter leaves in the order shown, found by the palette', async () => {
    await app.page
      .getByRole('searchbox', { name: 'Search all columns of texts' })
      .first()
      .fill('london');
    await app.page.getByText('2 of 3 rows').first().waitFor();
    await app.page.keyboard.press('Control+k');
    const palette = app.page.getByRole('combobox');
    await palette.fill('export as ndjson');
    await app.page
      .getByRole('option', { name: /NDJSON/ })
      .first()
      .waitFor();
    await palette.press('Enter');
    await app.page.getByRole('switch', { name: 'Only the rows that the filters leave' }).waitFor();
    const { name, bytes } = await download();
    expect(name).toBe('people.ndjson');
    expect(new TextDecoder().decode(bytes)).toBe(
      '{"name":"Ada","age":36,"city":"London"}\n{"name":"=Alan","age":41,"city":"London"}\n',
    );
    await app.page.getByText(/2 rows, \d+ B saved/).waitFor();
    await app.page.keyboard.press('Escape');
  });

  it('can be asked by scripts, which get the typed failure', async () => {
    const [text, failure] = await app.page.evaluate(async () => {
      const { assay } = globalThis as unknown as PageGlobal;
      const id = assay.cells()[0]!.id;
      const file = await assay.export(id, {
        format: 'tsv',
        columns: ['age', 'name'],
        where: 'age > 40',
        sorts: [{ column: 'age', descending: true }],
      });
      const problem = await assay
        .export('nope', { format: 'csv' })
        .catch((thrown: { code: string }) => thrown.code);
      return [await file.text(), problem] as const;
    });
    expect(text).toBe("age\tname\r\n85\tGrace\r\n41\t'=Alan\r\n");
    expect(failure).toBe('unknown_cell');
  });
});
