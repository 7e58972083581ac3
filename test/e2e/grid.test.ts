import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageGlobal } from '../support/app-page';
import { useApp } from '../support/use-app';

const used = useApp({ isShared: true });
let page: Page;
let grid: Locator;

beforeEach(() => {
  ({ page } = used);
  grid = page.getByRole('grid').first();
});

const makeTable = (sql: string, name = 'made'): Promise<string> =>
  used.app.add('source.sql', { name, params: { sql } });

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Texts of a column in the rows drawn, once there are any and none of them is on its way. */
const column = async (index: number): Promise<string[]> => {
  await grid.locator('[role=gridcell]').first().waitFor();
  await expect.poll(() => grid.locator('.loading').count()).toBe(0);
  const cells = grid.locator(`[role=gridcell][aria-colindex="${index + 2}"]`);
  return (await cells.allTextContents()).map((text) => text.trim());
};

const status = (): Locator => page.locator('section p[role=status]').first();

describe('grid', () => {
  it('sorts, filters, reads and copies by keyboard', async () => {
    await makeTable(
      `SELECT i AS id, CASE WHEN i % 10 = 0 THEN NULL ELSE 'v' || i % 3 END AS v FROM range(3000) r(i)`,
    );
    await grid.focus();
    await press('ArrowUp', 'Enter', 'Enter');
    await expect.poll(async () => (await column(0)).slice(0, 2)).toEqual(['2999', '2998']);
    await press('ArrowRight', 'Alt+ArrowDown');
    await page.getByRole('checkbox', { name: 'v1' }).check();
    await expect.poll(() => status().textContent()).toContain('900 of 3,000 rows');
    await press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')))
      .toBe('grid');
    await press('ArrowDown', 'ArrowLeft', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Control+c');
    await expect.poll(() => page.getByText('Copied 2 rows × 2 columns.').count()).toBe(1);
    const field = page.getByLabel('Search all columns of texts');
    await field.focus();
    await press('Control+v');
    expect(await field.inputValue()).toBe('2998\tv1 2995\tv1');
  });

  it('selects rows and columns, moves and pins columns, and shows a row whole', async () => {
    await makeTable(
      `SELECT ${Array.from({ length: 30 }, (_, index) => `i * 100 + ${index} AS c${index}`).join(', ')} FROM range(500) r(i)`,
    );
    await grid.focus();
    await press('ArrowRight', 'Alt+Shift+ArrowRight', 'Alt+Shift+ArrowRight');
    await expect.poll(() => page.getByText('c1 is column 4 of 30.').count()).toBe(1);
    const names = async (): Promise<(string | null)[]> => {
      const heads = await grid.getByRole('columnheader').all();
      return Promise.all(heads.slice(1, 5).map((head) => head.getAttribute('aria-label')));
    };
    expect((await names()).map((name) => name!.split(',')[0])).toEqual(['c0', 'c2', 'c3', 'c1']);
    await press('Alt+ArrowDown');
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    expect((await names())[0]).toContain('c1,');
    await grid.focus();
    await press('Control+ArrowRight');
    await expect
      .poll(() => grid.locator('[role=gridcell][aria-colindex="31"]').count())
      .not.toBe(0);
    expect((await column(0)).slice(0, 2)).toEqual(['1', '101']);
    await press('Shift+Space');
    await expect.poll(() => grid.locator('[aria-selected=true]').count()).toBeGreaterThan(5);
    await press('ArrowDown', 'Enter');
    const row = page.getByRole('complementary', { name: 'One row' });
    await expect.poll(() => row.getByRole('heading').textContent()).toBe('Row 2');
    await press('ArrowDown');
    await expect.poll(() => row.getByRole('heading').textContent()).toBe('Row 3');
    expect(await row.locator('dd').first().textContent()).toBe('201');
    await press('Escape');
    expect(await row.count()).toBe(0);
    await press('Control+Space', 'Control+c');
    await expect.poll(() => page.getByText('Copied 500 rows × 1 column.').count()).toBe(1);
  });

  it('moves a column by a drag of its name', async () => {
    await makeTable('SELECT 1 AS a, 2 AS b, 3 AS c');
    const head = (name: string): Locator => grid.getByRole('columnheader', { name: `${name},` });
    const [from, to] = [(await head('a').boundingBox())!, (await head('c').boundingBox())!];
    await page.mouse.move(from.x + 20, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(to.x + 30, to.y + 12, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => page.getByText('a is column 3 of 3.').count()).toBe(1);
    expect(await head('a').getAttribute('aria-sort')).toBe('none');
    expect(await column(0)).toEqual(['2']);
  });

  it('copies as SQL, and says what is too much', async () => {
    await makeTable(`SELECT i AS id, 'it''s' AS s FROM range(300000) r(i)`, 'things');
    await grid.focus();
    await press('Shift+ArrowRight');
    const open = (): Promise<void> => page.getByLabel('Copy what is selected').click();
    await open();
    await page.getByRole('radio', { name: /^SQL/ }).check();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect.poll(() => page.getByText('Copied 1 row × 2 columns as SQL.').count()).toBe(1);
    await grid.focus();
    await press('Control+a');
    await open();
    expect(await page.getByText('600,000 cells. At most 500,000 cells').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Copy', exact: true }).isDisabled()).toBe(true);
    await press('Escape');
    const field = page.getByLabel('Search all columns of texts');
    await field.focus();
    await press('Control+v');
    expect(await field.inputValue()).toBe(
      `INSERT INTO "things" ("id", "s") VALUES   (0, 'it''s');`,
    );
  });

  it('edits the filter as SQL, says what is wrong, and keeps the rows as a cell', async () => {
    await makeTable(`SELECT i AS id, 'g' || i % 4 AS g FROM range(4000) r(i)`);
    await grid
      .getByRole('columnheader', { name: 'g,' })
      .getByRole('button', { name: 'g1' })
      .click();
    await page.getByRole('button', { name: 'Edit as SQL' }).click();
    const field = page.getByRole('textbox', { name: /Condition on the rows of made/ });
    await expect.poll(() => field.textContent()).toBe(`"g" = 'g1'`);
    await field.click();
    await press('Control+a');
    await page.keyboard.type('id < 10 AND nothing > 1');
    await press('Escape', 'Control+Enter');
    const editor = page.getByRole('region', { name: 'Filter as SQL' });
    await expect.poll(() => editor.getByRole('alert').textContent()).toContain('nothing');
    expect(await status().textContent()).toContain('1,000 of 4,000 rows');
    await field.click();
    await press('Control+a');
    await page.keyboard.type('id < 10');
    await press('Escape', 'Control+Enter');
    await expect.poll(() => status().textContent()).toContain('10 of 4,000 rows');
    await page.getByRole('button', { name: 'Keep as a cell' }).click();
    const kept = page.getByRole('article').nth(1);
    await expect
      .poll(() => kept.locator('p[role=status]').first().textContent())
      .toContain('10 rows');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => page.getByRole('article').count()).toBe(1);
  });

  it('draws the rows that the other filters leave, and dims what its own leaves out', async () => {
    await makeTable(
      `SELECT (i % 100)::DOUBLE AS x, 'g' || i % 4 AS g, 'a few words ' || repeat('x', (i % 30)::INT) || i AS remark FROM range(4000) r(i)`,
    );
    const head = (name: string): Locator => grid.getByRole('columnheader', { name: `${name},` });
    await head('g').getByRole('button', { name: 'g1' }).click();
    await expect.poll(() => head('x').locator('.total').count()).toBe(20);
    expect(await head('g').getByRole('button', { name: 'g2' }).textContent()).toContain('25');
    const bars = (await head('remark').locator('.bars').boundingBox())!;
    await page.mouse.move(bars.x + 1, bars.y + 10);
    await page.mouse.down();
    await page.mouse.move(bars.x + bars.width / 2, bars.y + 10, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.getByText(/^length of remark from/).count()).toBe(1);
    await expect.poll(() => head('remark').locator('.out').count()).toBeGreaterThan(5);
  });

  it('scrolls through 5,000 columns', async () => {
    await makeTable(
      `SELECT ${Array.from({ length: 5000 }, (_, index) => `${index} AS c${index}`).join(', ')}`,
    );
    await grid.focus();
    await press('End');
    await expect.poll(() => column(4999)).toEqual(['4999']);
    expect(await grid.getByRole('columnheader').count()).toBeLessThan(30);
  });

  it('shows any of three million rows', async () => {
    await makeTable('SELECT i AS id, i % 7 AS g FROM range(3000000) r(i)');
    await grid.focus();
    await press('Control+End');
    await expect.poll(async () => (await column(0)).at(-1)).toBe('2999999');
    await grid.evaluate((element) => {
      element.scrollTop = element.scrollHeight / 2;
    });
    const middle = async (): Promise<number> => Number((await column(0))[10]);
    await expect.poll(async () => Math.abs((await middle()) - 1_500_000)).toBeLessThan(100);
    const before = await middle();
    await grid.hover();
    await page.mouse.wheel(0, 280);
    await expect.poll(middle).toBe(before + 10);
  });

  it('shows names and values from files as text', async () => {
    await makeTable(
      `SELECT '<img src=x onerror="window.hit = 1">' AS "<b onclick=""hit=1"">bold</b>", '{{7*7}}' AS "__proto__" FROM range(3)`,
    );
    expect((await column(0))[0]).toBe('<img src=x onerror="window.hit = 1">');
    expect((await column(1))[0]).toBe('{{7*7}}');
    await grid.getByRole('columnheader', { name: '__proto__' }).locator('[aria-haspopup]').click();
    await expect.poll(() => page.getByRole('checkbox', { name: '{{7*7}}' }).count()).toBe(1);
    expect(await grid.locator('img, b').count()).toBe(0);
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  });

  it('filters by a click on a value and a drag over bars', async () => {
    await makeTable(
      `SELECT i AS n, (i % 100)::DOUBLE AS x, 'g' || i % 4 AS g FROM range(4000) r(i)`,
    );
    const group = grid.getByRole('columnheader', { name: 'g,' });
    await group.getByRole('button', { name: 'g1' }).click();
    await expect.poll(() => status().textContent()).toContain('1,000 of 4,000 rows');
    const bars = grid.getByRole('columnheader', { name: 'x,' }).locator('.bars');
    const box = (await bars.boundingBox())!;
    await page.mouse.move(box.x + 1, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 2, box.y + 10, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => status().textContent()).toContain('520 of 4,000 rows');
    await page.getByRole('button', { name: 'Show all rows' }).click();
    await expect.poll(() => status().textContent()).toContain('4,000 rows ×');
  });
});

describe('SQL editor', () => {
  it('marks an unknown table, names the nearest, and runs what is mended', async () => {
    await makeTable('SELECT i AS id, i % 3 AS g FROM range(100) r(i)', 'people');
    await page.getByRole('navigation').getByRole('button', { name: /^SQL/ }).click();
    const cell = page.getByRole('article').nth(1);
    const editor = cell.getByRole('textbox', { name: /SQL of/ });
    await editor.click();
    await page.keyboard.type('SELECT g, count(*) AS n FROM peple GROUP BY g');
    await press('Escape', 'Control+Enter');
    const problem = cell.getByText('unknown table: peple. Did you mean people?').first();
    await expect.poll(() => problem.count()).toBe(1);
    await expect.poll(() => cell.locator('.cm-lintRange-error').textContent()).toBe('peple');
    await editor.click();
    await press('Control+a');
    await page.keyboard.type('SELECT g, count(*) AS n FROM people GROUP BY g ORDER BY g');
    await press('Control+Enter');
    grid = cell.getByRole('grid');
    await expect.poll(() => column(1)).toEqual(['34', '33', '33']);
    const [, second] = await page.evaluate(() =>
      (globalThis as unknown as PageGlobal).assay.cells(),
    );
    expect(second!.inputs).toEqual({ tables: ['c1'] });
  });

  it('offers tables, columns and functions', async () => {
    await makeTable('SELECT 1 AS "odd name", 2 AS total', 'people');
    await page.getByRole('navigation').getByRole('button', { name: /^SQL/ }).click();
    await page
      .getByRole('article')
      .nth(1)
      .getByRole('textbox', { name: /SQL of/ })
      .click();
    const offered = (): Promise<string[]> => page.locator('.cm-completionLabel').allTextContents();
    await page.keyboard.type('FROM peo');
    await page.locator('.cm-completionLabel', { hasText: 'people' }).click();
    await page.keyboard.type(' SELECT odd');
    await page.locator('.cm-completionLabel', { hasText: 'odd name' }).click();
    await page.keyboard.type(', quantile_c');
    await expect.poll(offered).toContain('quantile_cont');
    const text = page.getByRole('article').nth(1).locator('.cm-content');
    expect(await text.textContent()).toContain('FROM people SELECT "odd name", quantile_c');
  });
});
