import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { findAccessibilityFaults } from '../support/axe';
import { useApp } from '../support/use-app';

const used = useApp();
const folder = mkdtempSync(join(tmpdir(), 'report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hostile = '<img src=https://foreign.test/x onerror=alert(1)>';
const note = `# Findings\n\n${hostile}\n\n![far](https://foreign.test/y.png) <script>alert(2)</script> [web](https://foreign.test/z)`;

async function saveReport(page: Page, name: string, withRows: boolean): Promise<string> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('save a report');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save a report' });
  await dialog.waitFor();
  if (withRows) {
    await dialog.getByText('With rows').click();
    await dialog.getByText('The first 100 rows of each of 2 tables').waitFor();
  }
  const waiting = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the report' }).click();
  const path = join(folder, name);
  await (await waiting).saveAs(path);
  await dialog.waitFor({ state: 'detached' });
  return path;
}

it('saves a report that opens anywhere, loads nothing, runs nothing and shows names as text', async () => {
  const { app, page, browser } = used;
  const rows = Array.from(
    { length: 300 },
    (_, row) => `${row},secret${row},${row % 3 ? 'yes' : 'no'}`,
  );
  const header = `amount,"${hostile}",answer`;
  const [table] = await app.open({ name: 'people.csv', bytes: `${header}\n${rows.join('\n')}\n` });
  await app.add('profile.table', { inputs: { table } });
  const sql = { sql: 'SELECT answer, count(*) AS n\nFROM people\nGROUP BY 1', names: ['people'] };
  await app.add('source.sql', { inputs: { tables: [table] }, params: sql });
  await app.add('publish.note', { inputs: {}, params: { text: '## The first of two notes' } });
  await app.add('publish.note', { inputs: {}, params: { text: note } });

  const plain = await saveReport(page, 'plain.html', false);
  const full = await saveReport(page, 'full.html', true);
  expect(readFileSync(plain, 'utf8')).not.toContain('secret123');
  expect(readFileSync(full, 'utf8')).toContain('secret42');

  for (const [path, colorScheme] of [
    [plain, 'light'],
    [full, 'dark'],
  ] as const) {
    const context = await browser.newContext({ colorScheme, offline: true });
    const reader = await context.newPage();
    const asked: string[] = [];
    const wrong: string[] = [];
    reader.on('request', (request) => asked.push(request.url()));
    reader.on('dialog', (dialog) => wrong.push(dialog.message()));
    reader.on('console', (message) => wrong.push(message.text()));
    const address = pathToFileURL(path).href;
    await reader.goto(address);
    expect(asked).toEqual([address]);
    expect(await reader.locator('script, iframe, object, embed, form, link, img').count()).toBe(0);
    expect(await reader.getByText(hostile).count()).toBeGreaterThan(1);
    expect(await reader.getByRole('heading', { name: 'Findings' }).count()).toBe(1);
    expect(await reader.getByRole('heading', { name: 'The first of two notes' }).count()).toBe(1);
    expect(await reader.getByText('[far: not loaded, it lies elsewhere]').count()).toBe(1);
    expect(await reader.locator('section').count()).toBe(6);
    expect(await reader.locator(`figure .${colorScheme} svg`).first().isVisible()).toBe(true);
    const other = colorScheme === 'light' ? 'dark' : 'light';
    expect(await reader.locator(`figure .${other} svg`).first().isVisible()).toBe(false);
    expect(await reader.getByText('FROM people').count()).toBe(1);
    expect(await findAccessibilityFaults(reader)).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
  }
});
