import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { findAccessibilityFaults } from '../support/axe';
import { openApp, type AppPage } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

let served: Served;
let browser: Browser;
let app: AppPage;
let page: Page;

beforeAll(async () => {
  served = await serveBuild();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

beforeEach(async () => {
  app = await openApp(browser, served.address);
  page = app.page;
});

afterEach(async () => {
  expect(app.errors).toEqual([]);
  await app.close();
});

const editor = (): Locator => page.locator('.cm-content').last();

const write = async (sql: string): Promise<void> => {
  await editor().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(sql);
};

const run = (): Promise<void> => page.keyboard.press('Control+Enter');

const done = (words: string | RegExp): Promise<void> => page.getByText(words).last().waitFor();

/** Sum of x * y over x, y from 0 to 19,999 whose sum is above 39,990. */
function expectedSum(): bigint {
  let sum = 0n;
  for (let x = 19_991; x < 20_000; x += 1) {
    for (let y = 39_991 - x; y < 20_000; y += 1) sum += BigInt(x) * BigInt(y);
  }
  return sum;
}

describe('SQL cells', () => {
  it('keep earlier statements, search them and bring one back, which undo takes away', async () => {
    await app.add('source.sql', { name: 'first', params: { sql: 'SELECT 11 AS eleven' } });
    await write('SELECT 22 AS twenty_two');
    await run();
    await expect.poll(() => app.query('FROM first')).toEqual([[22]]);
    await page.getByRole('main').getByRole('button', { name: 'History' }).click();
    const list = page.getByRole('dialog', { name: 'Earlier statements' });
    await expect.poll(() => list.locator('li').count()).toBe(2);
    expect(await list.locator('li').first().textContent()).toMatch(
      /SELECT 22 AS twenty_two.*\d\d:\d\d:\d\d · .* · 1 row$/s,
    );
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.keyboard.type('ELEVEN select');
    await expect.poll(() => list.locator('li').count()).toBe(1);
    await list.locator('li button').click();
    expect(await editor().textContent()).toBe('SELECT 11 AS eleven');
    await page.keyboard.press('Control+z');
    expect(await editor().textContent()).toBe('SELECT 22 AS twenty_two');
  });

  it('explain in words what the engine will do', async () => {
    await app.open({ name: 'people.csv', bytes: 'name,city\nAda,London\nGrace,New York\n' });
    await app.add('source.sql', {
      params: {
        sql: 'SELECT city, count(*) AS people FROM people GROUP BY city ORDER BY people DESC',
      },
    });
    await page.getByRole('button', { name: 'Explain' }).click();
    const steps = page.getByRole('region', { name: 'What the engine will do' }).locator('li');
    await expect.poll(() => steps.count()).toBe(3);
    const words = (await steps.allTextContents()).join(' ');
    expect(words).toContain('Reads people (2 rows): 1 column (city).');
    expect(words).toContain('Groups rows by city and computes count(*) for each group.');
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Explain' }).click();
    await expect.poll(() => steps.count()).toBe(0);
  });

  it('ask before a run that would be heavy, and can be run all the same', async () => {
    await app.add('source.sql', { name: 'a', params: { sql: 'SELECT i FROM range(20000) r(i)' } });
    await app.add('source.sql', { name: 'b', params: { sql: 'SELECT 1 AS one' } });
    await write('SELECT sum(x.i * y.i)::BIGINT FROM a x, a y WHERE x.i + y.i > 39990');
    await run();
    await done(
      /every row of one table with every row of another: 20,000 × 20,000 = 400,000,000 pairs/,
    );
    await page.getByRole('button', { name: 'Run anyway' }).click();
    const total = async (): Promise<unknown> => (await app.query('SELECT * FROM b'))[0]![0];
    await expect.poll(total, { timeout: 60_000 }).toBe(expectedSum());
  });

  it('page through ten million rows', async () => {
    await app.add('source.sql', {
      name: 'long',
      params: { sql: 'SELECT i * 3 AS v FROM range(10000000) r(i)' },
    });
    const grid = page.getByRole('grid').first();
    await grid.focus();
    await page.keyboard.press('Control+End');
    await grid.getByText('29999997', { exact: true }).waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe('10000001');
  });
});
