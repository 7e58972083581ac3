import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppPage, type PageGlobal } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

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

const rowCount = 400_000;

/** Makes a file in the page and opens it without waiting; notes what was seen before the table came. */
const openLarge = (): Promise<void> =>
  app.page.evaluate((rowCount) => {
    const parts: string[] = ['id,value,word,note\n'];
    for (let row = 0; row < rowCount; row += 1)
      parts.push(`${row},${(row % 997) / 4},${'abc'[row % 3]},a note of some length ${row}\n`);
    const seen: string[] = [];
    const page = globalThis as unknown as PageGlobal & { seen: string[]; opened: Promise<unknown> };
    page.seen = seen;
    new MutationObserver(() => {
      const look = document.querySelector('section[aria-label="First look at large.csv"]');
      const words = look?.previousElementSibling?.textContent ?? '';
      const state = [
        look?.querySelector('tbody td') ? 'rows' : '',
        look?.querySelector('thead .picture svg') ? 'pictures' : '',
        words.includes('drawn at random over the file') ? 'words' : '',
        document.querySelector('[role="grid"]') ? 'grid' : '',
      ].join(' ');
      if (seen.at(-1) !== state) seen.push(state);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    page.opened = page.assay.open([new File(parts, 'large.csv')]);
  }, rowCount);

describe('a first look', () => {
  it('comes before the table: rows, then pictures of all columns that say what they rest on', async () => {
    await openLarge();
    await app.page.waitForSelector('[role="grid"] [role="gridcell"]');
    const seen = await app.page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    const rows = seen.findIndex((state) => state.includes('rows'));
    const pictures = seen.findIndex(
      (state) => state.includes('pictures') && state.includes('words'),
    );
    const grid = seen.findIndex((state) => state.includes('grid'));
    expect(rows).toBeGreaterThanOrEqual(0);
    expect(pictures).toBeGreaterThanOrEqual(rows);
    expect(grid).toBeGreaterThan(pictures);
    expect(await app.query('SELECT count(*) FROM large')).toEqual([[BigInt(rowCount)]]);
    expect(await app.page.locator('section[aria-label^="First look"]').count()).toBe(0);
    expect(app.errors).toEqual([]);
  });
});
