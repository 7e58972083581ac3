import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openApp, type PageGlobal } from '../support/app-page';
import { useApp } from '../support/use-app';

const used = useApp();

const csv = `age,city\n${Array.from({ length: 400 }, (_, row) => `${20 + (row % 50)},${['Bern', 'Oslo'][row % 2]}`).join('\n')}\n`;

const ready = (page: Page): Promise<unknown> =>
  page.evaluate(() => (globalThis as unknown as PageGlobal).assay.ready);
const cellNames = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as PageGlobal).assay.cells().map((cell) => cell.name));
const count = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const { assay } = globalThis as unknown as PageGlobal;
    return String((await assay.query('SELECT count(*) FROM people')).rows[0]![0]);
  });
const saved = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Saved: projects' }).waitFor();

async function openPeople(): Promise<void> {
  await used.app.open({ name: 'people.csv', bytes: csv });
  await used.page.getByText('Rows that stand more than once').first().waitFor();
  await saved(used.page);
}

describe('a project', () => {
  it('is there again after a reload, with results, tables and undo; the browser may clear it, and that is said', async () => {
    const { page } = used;
    await page.addInitScript(() => localStorage.clear());
    await page.reload();
    await ready(page);
    await openPeople();
    const risk = page.getByText('This browser may delete your projects.');
    await risk.waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await risk.waitFor({ state: 'hidden' });
    await page.reload();
    await ready(page);
    expect(await cellNames(page)).toEqual(['people', 'people_profile']);
    await page.getByText('Rows that stand more than once').first().waitFor();
    await expect.poll(() => count(page).catch(() => ''), { timeout: 20_000 }).toBe('400');
    await page.keyboard.press('Control+z');
    await expect.poll(() => cellNames(page)).toEqual(['people']);
    await saved(page);
    await page.reload();
    await ready(page);
    expect(await cellNames(page)).toEqual(['people']);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => cellNames(page)).toEqual(['people', 'people_profile']);
    await page.getByText('Rows that stand more than once').first().waitFor();
  });

  it('is looked at by a second tab, which can take it over', async () => {
    const { page } = used;
    await openPeople();
    const other = await page.context().newPage();
    await other.goto(used.address);
    await ready(other);
    expect(await cellNames(other)).toEqual(['people', 'people_profile']);
    await other.getByText('Another tab writes this project.').waitFor();
    await page.evaluate(() =>
      (globalThis as unknown as PageGlobal).assay.add('source.sql', {
        params: { sql: 'SELECT 1 AS one' },
        name: 'one',
      }),
    );
    await expect.poll(() => cellNames(other)).toContain('one');
    await other.getByRole('button', { name: 'Take over' }).click();
    await page.getByText('Another tab writes this project.').waitFor();
    await saved(other);
    const refused = page.evaluate(() =>
      (globalThis as unknown as PageGlobal).assay.add('source.sql', {
        params: { sql: 'SELECT 2 AS two' },
      }),
    );
    await expect(refused).rejects.toThrow(/another tab/);
    await other.close();
  });

  it('is one of several: new, found, renamed, duplicated, deleted and brought back', async () => {
    const { page } = used;
    await openPeople();
    const openPanel = (): Promise<void> =>
      page.getByRole('button', { name: /: projects$/ }).click();
    const names = (): Promise<string[]> =>
      page
        .getByLabel('Name of the project')
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value).sort());
    await openPanel();
    await page.getByRole('button', { name: 'Duplicate people' }).click();
    await expect.poll(names).toEqual(['people', 'people (copy)']);
    const copy = page
      .getByRole('listitem')
      .filter({ hasText: 'Changed' })
      .filter({
        has: page.getByRole('button', { name: 'Open', exact: true }),
      });
    await copy.getByLabel('Name of the project').fill('second');
    await copy.getByLabel('Name of the project').press('Enter');
    await expect.poll(names).toEqual(['people', 'second']);
    await page.getByLabel('Find in all projects').fill('city type:varchar');
    await page.getByText('2 places found').waitFor();
    await page.getByLabel('Find in all projects').fill('');
    await page.getByRole('button', { name: 'Delete second' }).click();
    await expect.poll(names).toEqual(['people']);
    await page.getByRole('button', { name: 'Bring back' }).click();
    await expect.poll(names).toEqual(['people', 'second']);
    await page
      .getByRole('list', { name: 'Projects' })
      .getByRole('button', { name: 'Open', exact: true })
      .click();
    await expect.poll(() => page.title()).toBe('second · Assay');
    await expect.poll(() => count(page).catch(() => ''), { timeout: 20_000 }).toBe('400');
    await openPanel();
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByText('Go on where you were').waitFor();
    expect(await cellNames(page)).toEqual([]);
  });

  it('goes on elsewhere from a file: results at once, rows where they or the files came along', async () => {
    const { page, browser, address } = used;
    await openPeople();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await page.keyboard.type('save the project');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save the project as a file' });
    await dialog.getByText('2 results as shown').waitFor();
    const save = async (): Promise<Buffer> => {
      const waiting = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Save the project' }).click();
      await dialog.getByText(/people\.assay, .+, was saved\./).waitFor();
      return readFileSync(await (await waiting).path());
    };
    const small = await save();
    const rows = dialog.getByText('400 rows × 2 columns of people');
    await rows.click();
    const withRows = await save();
    await rows.click();
    await dialog.getByText('people.csv, every row of it').click();
    const whole = await save();
    await dialog.getByText('Aggregates only').click();
    await dialog.getByText('1 result of 2').waitFor();

    const elsewhere = await openApp(browser, address);
    const load = (bytes: Buffer): Promise<void> =>
      elsewhere.page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const { assay } = globalThis as unknown as PageGlobal;
        await assay.load(new File([bytes], 'people.assay'));
      }, bytes.toString('base64'));
    const damaged = Buffer.from(small);
    damaged[200]! ^= 1;
    await expect(load(damaged)).rejects.toThrow(/was not opened|cannot be read/);
    expect(await cellNames(elsewhere.page)).toEqual([]);
    await load(small);
    expect(await cellNames(elsewhere.page)).toEqual(['people', 'people_profile']);
    await elsewhere.page.getByText('Rows that stand more than once').first().waitFor();
    await elsewhere.page.getByText('are not here any more').first().waitFor();
    await load(withRows);
    await elsewhere.page.getByText('Rows that stand more than once').first().waitFor();
    expect(await count(elsewhere.page)).toBe('400');
    await load(whole);
    await expect.poll(() => count(elsewhere.page).catch(() => ''), { timeout: 20_000 }).toBe('400');
    expect(elsewhere.errors).toEqual([]);
    await elsewhere.close();
  });
});
