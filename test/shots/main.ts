import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../support/browser';
import { serveBuild } from '../support/serve';
import { shootViews } from './views';

/** Draws every view in both themes and three sizes into `shots/`, to be looked at. */

const folder = new URL('../../shots', import.meta.url).pathname;
const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'laptop', width: 1024, height: 768 },
  { name: 'phone', width: 390, height: 844 },
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const served = await serveBuild();
const browser = await launch();
try {
  for (const { name, ...viewport } of sizes) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport, colorScheme });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.log(`error on the page: ${error.message}`));
      await page.goto(served.address);
      await shootViews(page, async (view) => {
        const path = join(folder, `${view}-${colorScheme}-${name}.png`);
        await page.screenshot({ path });
        console.log(path);
      });
      await context.close();
    }
  }
} finally {
  await browser.close();
  await served.close();
}
