import { spawn, type ChildProcess } from 'node:child_process';
import { chromium, type Page } from 'playwright-core';
import type { PageGlobal } from '../app-page';
import { findChromium, quietArguments } from '../browser';

/** A browser that has the page open on a profile of its own, until it is killed. */
export interface KilledBrowser {
  page: Page;
  /** Ends all its processes at once, with no chance to tidy up. */
  kill(): Promise<void>;
}

export async function startBrowser(profile: string, address: string): Promise<KilledBrowser> {
  const browser = spawn(
    findChromium(),
    [
      ...quietArguments,
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const connected = await chromium.connectOverCDP(await endpointOf(browser));
  const page = await connected.contexts()[0]!.newPage();
  await page.goto(address);
  await page.waitForFunction(() => 'saved' in (globalThis as unknown as PageGlobal).assay);
  return { page, kill: () => kill(browser) };
}

function endpointOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    browser.stderr!.on('data', (data) => {
      said += String(data);
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    browser.once('exit', () => reject(new Error(`the browser ended: ${said.slice(-500)}`)));
  });
}

async function kill(browser: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  process.kill(-browser.pid!, 'SIGKILL');
  await ended;
}
