import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppPage } from '../support/app-page';
import { findAccessibilityFaults } from '../support/axe';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

let served: Served;
let browser: Browser;

beforeAll(async () => {
  served = await serveBuild();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** A table small enough to run every cell on in moments, with two classes, numbers, text and gaps. */
const csv = [
  'age,city,note,joined,label',
  ...Array.from({ length: 300 }, (_, row) =>
    [
      20 + ((row * 7) % 50),
      ['Ulm', 'Bonn', ''][row % 3],
      `free words number ${row} here`,
      `2024-01-${String(1 + (row % 28)).padStart(2, '0')}`,
      (row * 7) % 50 > 24 ? 'yes' : 'no',
    ].join(','),
  ),
].join('\n');

const buildNotebook = async (app: AppPage): Promise<void> => {
  const [source] = await app.open({ name: 'people.csv', bytes: csv });
  const table = source!;
  const params = { target: 'label' };
  await app.add('profile.table', { inputs: { table } });
  await app.add('profile.association', { inputs: { table } });
  await app.add('select.signal', { inputs: { table }, params });
  const features = await app.add('select.feature-set', { inputs: { table }, params });
  const model = await app.add('train.boosted-trees', { inputs: { table, features }, params });
  await app.add('evaluate.model', { inputs: { models: [model], table } });
  await app.add('source.sql', {
    inputs: { tables: [table] },
    params: { sql: 'SELECT city, count(*) AS n FROM people GROUP BY 1', names: ['people'] },
  });
  await app.add('publish.note', {
    inputs: {},
    params: { text: '# Findings\n\n- one\n- [two](https://example.org)' },
  });
};

/** Leaves a dialog as Escape does, with the next key before the browser has said that it is closed. */
function leaveAndAskForKeys(): void {
  document.querySelector<HTMLDialogElement>('dialog[open]')!.requestClose();
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
}

describe.each(['light', 'dark'] as const)('accessibility, %s theme', (colorScheme) => {
  it('has no fault on the first page', async () => {
    const app = await openApp(browser, served.address, { colorScheme });
    expect(await findAccessibilityFaults(app.page)).toEqual([]);
    await app.close();
  });

  it('has no fault in a notebook with every kind of cell, nor in what opens over it', async () => {
    const app = await openApp(browser, served.address, { colorScheme });
    await buildNotebook(app);
    await app.page.waitForTimeout(1500);
    expect(await findAccessibilityFaults(app.page)).toEqual([]);
    await app.page.keyboard.press('Control+k');
    await app.page.getByRole('dialog').waitFor();
    expect(await findAccessibilityFaults(app.page)).toEqual([]);
    await app.page.evaluate(leaveAndAskForKeys);
    await app.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await findAccessibilityFaults(app.page)).toEqual([]);
    expect(app.errors).toEqual([]);
    await app.close();
  });

  it('has no fault on a phone', async () => {
    const app = await openApp(browser, served.address, {
      colorScheme,
      viewport: { width: 390, height: 844 },
    });
    await app.open({ name: 'people.csv', bytes: csv });
    expect(await findAccessibilityFaults(app.page)).toEqual([]);
    const overflow = await app.page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await app.close();
  });
});
