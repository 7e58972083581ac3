import { readFileSync } from 'node:fs';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApp, type AppPage } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

let served: Served;
let browser: Browser;
let app: AppPage;
let figure: Locator;

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
  const sql = `SELECT 'g<b>' || i % 3 AS g FROM range(300) r(i)`;
  const table = await app.add('source.sql', { name: 'made', params: { sql } });
  await app.add('profile.column', { inputs: { table }, params: { column: 'g' } });
  figure = app.page.locator('figure').first();
  await figure.locator('svg').waitFor();
});

afterEach(async () => {
  expect(app.errors).toEqual([]);
  await app.close();
});

const download = async (button: string): Promise<{ name: string; bytes: Buffer }> => {
  const saved = app.page.waitForEvent('download');
  await figure.getByRole('button', { name: button }).click();
  const file = await saved;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};

/** What a reader of XML finds wrong, and all that could run or lead away; read in a page without walls. */
const countFaults = async (text: string): Promise<number> => {
  const reader = await browser.newPage();
  const faults = await reader.evaluate(
    (svg) =>
      new DOMParser()
        .parseFromString(svg, 'image/svg+xml')
        .querySelectorAll('parsererror, script, a, [href]').length,
    text,
  );
  await reader.close();
  return faults;
};

describe('a figure', () => {
  it('is saved as PNG and as SVG, under its own name', async () => {
    const png = await download('PNG of g');
    expect(png.name).toBe('g.png');
    expect(png.bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(png.bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(960);
    const svg = await download('SVG of g');
    expect(svg.name).toBe('g.svg');
    expect(await countFaults(svg.bytes.toString('utf8'))).toBe(0);
    expect(svg.bytes.toString('utf8')).toContain('g&lt;b&gt;1');
  });

  it('shows its numbers as a table, and can be zoomed into', async () => {
    await figure.getByRole('button', { name: 'Data of g' }).click();
    expect(await figure.locator('table').first().textContent()).toContain('100');
    await figure.getByRole('button', { name: 'Zoom into g' }).click();
    await figure.locator('.js-plotly-plot .main-svg').first().waitFor();
    await figure.getByRole('button', { name: 'Zoom into g' }).click();
    expect(await figure.getByRole('img').getAttribute('aria-label')).toContain('Bars of the');
  });

  it('says what is under the pointer, as text', async () => {
    const box = (await figure.getByRole('img').boundingBox())!;
    await app.page.mouse.move(box.x + box.width / 2, box.y + 20);
    await expect.poll(() => figure.locator('.tip').textContent()).toContain('g<b>');
  });
});
