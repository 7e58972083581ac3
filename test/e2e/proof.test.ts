import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findFault, readLedgerFile } from '../../src/notebook/ledger';
import { findAccessibilityFaults } from '../support/axe';
import { launch } from '../support/browser';
import { openApp } from '../support/app-page';
import { useApp } from '../support/use-app';

const used = useApp();
const csv = `name,age,label\n${Array.from({ length: 200 }, (_, i) => `n${i},${i % 70},${i % 3 ? 'yes' : 'no'}`).join('\n')}\n`;

/** Playwright waits for ever for the navigations that the test had cancelled, unless another one follows. */
const settle = (page: Page): Promise<void> => page.evaluate(() => history.replaceState(null, ''));

async function runLeakTest(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: /^Privacy:|Nothing left/ }).click();
  await page.getByRole('button', { name: 'See it tested now' }).click();
  await page.getByRole('button', { name: 'Test now' }).click();
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const wait = setInterval(() => {
          if (!document.querySelector('dialog')?.textContent?.includes('Test again')) return;
          clearInterval(wait);
          resolve();
        }, 100);
      }),
  );
  await settle(page);
  const rows = await page.getByRole('region', { name: 'Ways out' }).locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.innerText()));
}

const openOnes = (rows: string[]): string[] =>
  rows.filter((row) => row.includes('Not stopped')).map((row) => row.split(/[\t\n]/)[0]!.trim());

describe('the proof', () => {
  it('tries every way out in front of the user: none is left open, nothing changes, nobody was asked', async () => {
    const { page, app, address } = used;
    const rows = await runLeakTest(page);
    expect(rows.length).toBeGreaterThan(200);
    expect(openOnes(rows)).toEqual([]);
    expect(rows.filter((row) => /(not tried yet|waits)$/.test(row.trim()))).toEqual([]);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(page.url()).toBe(address);
    await app.open({ name: 'after.csv', bytes: csv });
    expect(await app.query('SELECT count(*)::INTEGER FROM after')).toEqual([[200]]);
    await page.getByRole('button', { name: 'Close' }).click();
    const badge = page.getByRole('button', { name: /^Nothing left/ });
    expect(await badge.innerText()).toContain('none of them to anyone else');
  });

  it('names in a browser without the list of connections what is left open', async () => {
    const older = await launch({ args: ['--disable-features=ConnectionAllowlists'] });
    const app = await openApp(older, used.address);
    const rows = await runLeakTest(app.page);
    await older.close();
    expect(openOnes(rows)).toEqual([
      'connection in advance (preconnect)',
      'name looked up in advance (dns-prefetch)',
    ]);
  });

  it('compares every file that is served with the list, and lists them for sha256sum', async () => {
    const { page } = used;
    await page.getByRole('button', { name: /^Nothing left/ }).click();
    await page.getByRole('button', { name: 'Files and hashes' }).click();
    await page.getByRole('button', { name: 'Check them now' }).click();
    const panel = page.getByRole('tabpanel');
    await panel.getByText(/^All \d+ files have the hash of the list\.$/).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save SHA256SUMS' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\n');
    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      const [hash, path] = line.split('  ');
      const bytes = readFileSync(new URL(`../../dist/${path}`, import.meta.url));
      expect([path, createHash('sha256').update(bytes).digest('hex')]).toEqual([path, hash]);
    }
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('says so where a file that is served is another one', async () => {
    const { page } = used;
    await page.route('**/favicon.svg', (route) => route.fulfill({ body: '<svg/>' }));
    await page.getByRole('button', { name: /^Nothing left/ }).click();
    await page.getByRole('button', { name: 'Files and hashes' }).click();
    await page.getByRole('button', { name: 'Check them now' }).click();
    const panel = page.getByRole('tabpanel');
    await panel.getByText(/^1 file of \d+ not as in the list\.$/).waitFor();
    const row = page.getByRole('row', { name: /favicon\.svg/ });
    expect(await row.innerText()).toContain('another hash');
  });

  it('keeps a ledger of sensitive reads and exports that strangers can check', async () => {
    const { page, app } = used;
    const [table] = await app.open({ name: 'people.csv', bytes: csv });
    const params = { target: 'label', sensitivity: [['name', 'personal']] };
    await app.add('select.feature-set', { inputs: { table: table! }, params });
    await app.add('source.sql', { params: { sql: 'SELECT max(name) AS m FROM people' } });
    await page.evaluate(
      (id) =>
        (
          globalThis as unknown as { assay: { export(id: string, how: object): Promise<Blob> } }
        ).assay.export(id, { format: 'csv', columns: ['name', 'age'] }),
      table!,
    );
    await page.getByRole('button', { name: /^Nothing left/ }).click();
    await page.getByRole('button', { name: /^Ledger/ }).click();
    const ledger = page.getByRole('region', { name: 'Lines of the ledger' });
    await ledger.getByText('people as CSV').waitFor();
    expect(await ledger.innerText()).toMatch(/Read\s+SQL/);
    await page.getByRole('button', { name: 'Check the chain' }).click();
    const panel = page.getByRole('tabpanel');
    await panel.getByText(/^All \d+ lines are as they were written\.$/).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as JSON' }).click();
    const { head, lines } = readLedgerFile(readFileSync(await (await download).path(), 'utf8'));
    expect(await findFault(lines, head)).toBe(undefined);
    expect(lines.find(({ kind }) => kind === 'export')).toMatchObject({
      rows: 200,
      columns: [{ name: 'name', sensitivity: 'personal' }],
    });
  });
});
