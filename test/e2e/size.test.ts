import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowExtract } from '../../src/data/row-extract';
import { openApp, type AppPage, type PageGlobal } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

interface Result {
  table: { rowCount: number; columns: unknown[]; extract?: RowExtract };
}

let served: Served;
let browser: Browser;
let app: AppPage;

beforeAll(async () => {
  served = await serveBuild();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const rowCount = 60_000;

/** A page whose tables may take 2 MB, with a file dropped that would take more; how that failed. */
async function openTooLarge(): Promise<{ code: string; message: string }> {
  app = await openApp(browser, served.address);
  return app.page.evaluate(async (rowCount) => {
    const { assay } = globalThis as unknown as PageGlobal;
    assay.budget(2_000_000);
    const rows = Array.from(
      { length: rowCount },
      (_, row) => `${row},${row / 7},${'ab'[row % 2]},a longer text ${row}`,
    );
    const file = new File([`id,value,word,note\n${rows.join('\n')}\n`], 'large.csv');
    return assay.open([file]).then(
      () => ({ code: 'none', message: '' }),
      ({ code, message }: { code: string; message: string }) => ({ code, message }),
    );
  }, rowCount);
}

const form = () => app.page.getByRole('form', { name: 'How much of large.csv to read' });
const tables = () =>
  app.query("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'artifacts'");

/** The first rows beside the form: those below come as they are scrolled to. */
async function scrollFirstRows(): Promise<void> {
  const frame = app.page.getByRole('group', { name: 'First rows of large.csv' });
  expect(await frame.locator('tbody tr').count()).toBeLessThan(50);
  const scroll = (): Promise<number> =>
    frame.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
      return element.querySelectorAll('tbody tr').length;
    });
  await expect.poll(scroll).toBe(50);
}

async function choose(title: string, button: string): Promise<void> {
  await form().getByRole('radio', { name: title }).check();
  await form().getByRole('button', { name: button }).click();
}

describe('a file that would not fit', () => {
  it('asks what to read before anything starts, and reads a random sample that says so everywhere', async () => {
    const failure = await openTooLarge();
    expect(failure.code).toBe('too_large');
    expect(failure.message).toContain('Nothing was started');
    expect(await tables()).toEqual([[0n]]);
    await scrollFirstRows();
    await form().getByRole('spinbutton', { name: 'Rows' }).fill('5000');
    await choose('A random sample of the rows', 'Read this');
    await app.page.waitForSelector('[role="grid"] [role="gridcell"]');
    const { table } = await app.result<Result>('c1');
    expect(table).toMatchObject({ rowCount: 5_000 });
    expect(table.extract).toEqual({
      manner: 'sample',
      rows: 5_000,
      of: rowCount,
      ofIsEstimate: false,
      seed: 1,
    });
    const words = 'a random sample of 5,000 of 60,000 rows, seed 1';
    await app.page.getByText(`This table is ${words}`).waitFor();
    await app.page.getByText(`This rests on ${words} of large.`).first().waitFor();
    await app.page.getByRole('button', { name: /^Undo/ }).first().click();
    expect(app.errors).toEqual([]);
    await app.close();
  });

  it('reads some rows and columns by keyboard', async () => {
    await openTooLarge();
    await form().getByRole('radio', { name: 'A random sample of the rows' }).focus();
    await app.page.keyboard.press('ArrowDown');
    await form().getByText('All 4 columns: choose').click();
    await form().getByRole('checkbox', { name: 'note' }).uncheck();
    await form().getByRole('spinbutton', { name: 'Rows' }).fill('100');
    await form().getByLabel('From row').fill('11');
    await app.page.keyboard.press('Enter');
    await app.page.waitForSelector('[role="grid"] [role="gridcell"]');
    expect(await app.query('SELECT min(id), max(id), count(*) FROM large')).toEqual([
      [10n, 109n, 100n],
    ]);
    const { table } = await app.result<Result>('c1');
    expect(table.columns).toHaveLength(3);
    await app.close();
  });

  it('is profiled in one pass without a table', async () => {
    await openTooLarge();
    await choose('No table: a profile in one pass', 'Profile it');
    await app.page.getByText('All rows were read once; no table was made.').waitFor();
    expect(await app.result('c1')).toMatchObject({
      rowCount,
      columns: [{ name: 'id', missing: 0 }, {}, {}, {}],
    });
    expect(await tables()).toEqual([[0n]]);
    expect(app.errors).toEqual([]);
    await app.close();
  });
});
