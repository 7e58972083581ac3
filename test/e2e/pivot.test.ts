import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults } from '../support/axe';
import { openApp, type AppPage } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

let served: Served;
let browser: Browser;
let app: AppPage;
let page: Page;
let table: string;

beforeAll(async () => {
  served = await serveBuild();
  browser = await launch();
  app = await openApp(browser, served.address);
  page = app.page;
  const lines = Array.from({ length: 60 }, (_, i) => `${'ABC'[i % 3]},${i % 2 ? 'x' : 'y'},${i}`);
  [table] = (await app.open({
    name: 'sales.csv',
    bytes: `shop,kind,amount\n${lines.join('\n')}\n`,
  })) as [string];
});

afterAll(async () => {
  expect(app.errors).toEqual([]);
  await app.close();
  await browser?.close();
  await served?.close();
});

const focused = (): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.textContent?.trim());

describe('the pivot cell', () => {
  it('crosses groups, is read and sorted by keyboard, and makes a table for later cells', async () => {
    const id = await app.add('prepare.pivot', {
      name: 'crossed',
      inputs: { table },
      params: { rows: ['shop'], columns: ['kind'], values: 'amount', aggregate: 'sum' },
    });
    const grid = page.getByRole('grid', { name: 'Pivot crossed' });
    expect(await grid.locator('tbody tr').first().textContent()).toMatch(/A\s*300\s*270\s*570/);
    // A cell that has just been added takes the keyboard first.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`cell-${id}`);
    await grid.locator('[data-place]').first().focus();
    await page.keyboard.press('Control+End');
    expect(await focused()).toBe('1,770');
    await grid.getByRole('button', { name: 'Sort by Total' }).click();
    const names = grid.locator('tbody th');
    expect((await names.allTextContents()).map((name) => name.trim())).toEqual([
      'C',
      'B',
      'A',
      'Total',
    ]);
    const rows = page.getByRole('region', { name: 'Table sales' });
    await grid.getByRole('gridcell', { name: '320', exact: true }).click();
    await expect.poll(() => rows.textContent()).toContain('10 of 60 rows');
    expect(await page.getByText('Shown of sales: shop is C; kind is x.').count()).toBe(1);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.textContent()).toContain('20 of 60 rows');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.textContent()).toContain('60 rows ×');
    await grid.getByRole('button', { name: 'y', exact: true }).click();
    await expect.poll(() => rows.textContent()).toContain('30 of 60 rows');
    await page.getByRole('button', { name: 'Show all rows' }).first().click();
    expect(
      await app.query('SELECT shop, x::INT, y::INT FROM crossed ORDER BY shop LIMIT 1'),
    ).toEqual([['A', 300, 270]]);
  });

  it.each(['light', 'dark'] as const)('has no accessibility fault in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('leaves as a file', async () => {
    await page
      .getByRole('region', { name: 'Pivot crossed' })
      .getByRole('button', { name: 'Export' })
      .click();
    const waiting = page.waitForEvent('download');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Export/ })
      .click();
    const text = readFileSync(await (await waiting).path(), 'utf8');
    expect(text).toBe('shop,x,y\r\nA,300,270\r\nB,280,310\r\nC,320,290\r\n');
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
