import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppPage } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

const fixture = join(import.meta.dirname, '../fixtures/decode/sheet-headers.json');
const sheets = JSON.parse(readFileSync(fixture, 'utf8')) as { files: Record<string, string> };
let served: Served;
let browser: Browser;
let app: AppPage;

beforeAll(async () => {
  served = await serveBuild();
  browser = await launch();
  app = await openApp(browser, served.address);
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const lines = Array.from(
  { length: 30 },
  (_, row) => `${row};"1,${100 + row}";${(row % 28) + 1}/02/2020;x${row}\n`,
);
const text = `Report\nid;amount;day;code\n${lines.join('')}30;unknown;03/02/2020;x30\n5;"1,900";03/02/2020\nSource: own records\n`;

interface Read {
  table: { columns: { name: string; type: string; writtenIn?: string }[]; rowCount: number };
  casts?: { column: string; failed: number }[];
}

describe('the panel of how a text was read', () => {
  it('explains each guess, previews a change at once, and makes it when told', async () => {
    const { page } = app;
    const [id] = await app.open({ name: 'sales.csv', bytes: text });
    const cell = page
      .locator('article, section')
      .filter({ hasText: 'How this text was read' })
      .last();
    await expect.poll(() => cell.getByText('1 row mended.').count()).toBe(1);
    await cell.getByText('How this text was read').click();
    await cell.getByText(/Guessed because a semicolon cuts 32 of the first/).waitFor();
    await cell.getByText(/amount is kept as text. It could be: Number 1,234.5/).waitFor();
    const preview = cell.getByRole('region', { name: 'The first rows, read so' });
    expect(await preview.locator('tbody tr').first().innerText()).toMatch('1,100');

    await cell
      .locator('p')
      .filter({ hasText: 'amount is kept as text' })
      .getByRole('button', { name: 'Read it so' })
      .click();
    await expect.poll(() => preview.locator('tbody tr').first().innerText()).toMatch('1100.0');
    const before = await app.result<Read>(id!);
    expect(before.table.columns[1]).toMatchObject({ name: 'amount', type: 'VARCHAR' });

    await cell.locator('.actions').getByRole('button', { name: 'Read it so' }).click();
    await expect
      .poll(async () => (await app.result<Read>(id!)).table.columns[1]!.type)
      .toBe('DOUBLE');
    expect((await app.result<Read>(id!)).casts).toMatchObject([{ column: 'amount', failed: 1 }]);
    expect((await app.result<Read>(id!)).table.columns[1]!.writtenIn).toBe('amount (as written)');
  });

  it('lists the texts that could not be read, and leaves their rows alone in the table', async () => {
    const { page } = app;
    await page.getByText('1 text of amount could not be read.').click();
    const listed = page.getByRole('region', { name: 'Texts of amount that could not be read' });
    expect(await listed.locator('tbody tr').innerText()).toMatch(/31\s+holds no digit\s+unknown/);
    await page.getByRole('button', { name: 'Show the row in the table' }).click();
    await page.getByText('amount (as written) is not missing').waitFor();
    await page.getByRole('button', { name: 'Show all rows again' }).click();
    await expect.poll(() => page.getByText('amount (as written) is not missing').count()).toBe(0);
  });

  it('says what is wrong beside the field', async () => {
    const { page } = app;
    const field = page.getByLabel('Lines passed over at the top').last();
    await field.fill('-3');
    await field.press('Tab');
    await page.getByText('-3 is no such number; give 0 to 1,000').waitFor();
    await field.fill('1');
    await field.press('Tab');
    await page.getByText('Chosen by hand.').first().waitFor();
    const names = page.getByLabel('Lines of column names').last();
    expect(await names.inputValue()).toBe('1');
    await names.fill('2');
    await names.press('Tab');
    const preview = page.getByRole('region', { name: 'The first rows, read so' });
    await expect.poll(() => preview.locator('th').first().innerText()).toMatch('id 0');
    expect(app.errors).toEqual([]);
  });

  it('reads the names of a sheet from as many rows as it is told', async () => {
    const { page } = app;
    const bytes = Buffer.from(sheets.files['not merged']!, 'base64');
    const [id] = await app.open({ name: 'shops.xlsx', bytes });
    const cell = page.locator(`#cell-${id}`);
    await cell.getByText('How this sheet was read').click();
    const names = cell.getByLabel('Rows of column names');
    await cell.getByText(/Guessed because 2 filled rows above fill few cells/).waitFor();
    await names.fill('1');
    await names.press('Tab');
    await expect.poll(() => cell.locator('.preview th').nth(2).innerText()).toMatch(/^2023/);
    await cell.getByLabel('Rows passed over at the top').fill('5');
    await cell.getByLabel('Rows passed over at the top').press('Tab');
    await names.fill('0');
    await names.press('Tab');
    await expect.poll(() => cell.locator('.preview th').nth(2).innerText()).toMatch(/^column3/);
    await cell.locator('.actions').getByRole('button', { name: 'Read it so' }).click();
    await expect
      .poll(async () => (await app.result<Read>(id!)).table.columns[2]!.name)
      .toBe('column3');
    expect((await app.result<Read>(id!)).table.rowCount).toBe(20);
    expect(app.errors).toEqual([]);
  });
});
