import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFileLists } from '../../build/file-list';
import { samples } from '../../src/data/samples';
import { openIn, type AppPage } from '../support/app-page';
import { launchProfile } from '../support/browser';
import { serveBare, type Served } from '../support/serve';

/** One profile over all tests, in order: what one keeps, the next finds. The host sends no headers. */
const dist = new URL('../../dist', import.meta.url).pathname;
const folders: string[] = [];
let build: string | undefined = dist;
/** The largest sample waits for it, so that keeping takes as long as a test wants. */
let release: () => void;
const released = new Promise<void>((resolve) => (release = resolve));
let served: Served;
let address: string;
let context: BrowserContext;
let app: AppPage;

beforeAll(async () => {
  served = await serveBare({
    folder: 'deep/sub/path/',
    build: () => build,
    delay: (file) => (file.endsWith('.parquet') ? released : Promise.resolve()),
  });
  address = `${served.address}deep/sub/path/`;
  context = await launchProfile();
  app = await openIn(context, address);
});

afterAll(async () => {
  await context?.close();
  await served?.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the build, changed before its lists are written anew. */
async function copyBuild(change: (folder: string) => void): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'build-'));
  folders.push(folder);
  cpSync(dist, folder, { recursive: true });
  change(folder);
  await writeFileLists(folder);
  return folder;
}

function changeFile(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'latin1')), 'latin1');
}

/** Scripts under other names, and another title: as a change of their source would have it. */
function nextVersion(folder: string, scripts: string[]): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|css|html)$/.test(name))
    .map((name) => join(folder, name));
  for (const script of scripts) {
    const renamed = script.replace(/.{11}$/, '-renamed.js');
    for (const file of files) changeFile(file, (text) => text.replaceAll(script, renamed));
  }
  for (const script of scripts)
    renameSync(
      join(folder, 'assets', script),
      join(folder, 'assets', script.replace(/.{11}$/, '-renamed.js')),
    );
  changeFile(join(folder, 'index.html'), (html) => html.replace('<title>', '<title>Next '));
}

const assetNamed = (pattern: RegExp): string =>
  readdirSync(join(dist, 'assets')).find((name) => pattern.test(name))!;

/** The script that tells which version a page is of, by the name of the lock it holds. */
async function ownScript(): Promise<string> {
  await app.page.waitForFunction(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name = '' }) => name.includes(' open assets/'));
  });
  return app.page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.map(({ name = '' }) => / open assets\/(.+)$/.exec(name)?.[1]).find(Boolean)!;
  });
}

async function visitAgain(): Promise<void> {
  await app.page.reload();
  await app.page.evaluate(
    () => (globalThis as unknown as { assay: { ready: Promise<void> } }).assay.ready,
  );
}

const offlineWords = (page: Page): Promise<string> =>
  page.getByRole('region', { name: /offline|network/ }).innerText();

async function showPrivacy(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Privacy|Nothing left/ })
    .first()
    .click();
}

/** Of the page as a visit would get it now. */
const titleServed = (): Promise<string | undefined> =>
  app.page.evaluate(async () => /<title>(.*)<\/title>/.exec(await (await fetch('./')).text())?.[1]);

const cacheCount = (): Promise<number> =>
  app.page.evaluate(async () => (await caches.keys()).length);

describe('the page without a network', () => {
  it('is kept on the first visit, on from where the browser ended the service worker', async () => {
    const { page } = app;
    await showPrivacy(page);
    await expect
      .poll(() => offlineWords(page), { timeout: 60_000 })
      .toMatch(/Being kept for offline\s+(4[5-9]|[5-9]\d)\.\d MB of/);
    const browser = await context.newCDPSession(page);
    await browser.send('ServiceWorker.enable');
    await browser.send('ServiceWorker.stopAllWorkers');
    release();
    await expect
      .poll(() => offlineWords(page), { timeout: 30_000 })
      .toMatch(/Ready to work offline/);
    await page.keyboard.press('Escape');
  });

  it('says what is kept, and lists what was asked for', async () => {
    const { page } = app;
    await page.getByText('ready to work offline').waitFor({ timeout: 60_000 });
    await showPrivacy(page);
    await expect
      .poll(() => offlineWords(page))
      .toMatch(/Ready to work offline\s+Version \w{8}, \d+\.\d MB/);
    const panel = page
      .getByRole('dialog')
      .or(page.locator('[popover]'))
      .filter({ hasText: 'Walled by the page alone' });
    await panel.first().waitFor();
    await page.getByRole('button', { name: 'Requests', exact: true }).click();
    await expect.poll(() => page.getByText('copy for offline').count()).toBeGreaterThan(50);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
  });

  it('can be installed', async () => {
    const browser = await context.newCDPSession(app.page);
    const { errors, manifest } = await browser.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(manifest.id).toBe(address);
    const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
  });

  it('opens a table, profiles it and trains on it from the second visit on', async () => {
    build = undefined;
    await visitAgain();
    const rows = Array.from(
      { length: 400 },
      (_, row) => `${row % 7},${row % 11},${row % 7 > 3 ? 'yes' : 'no'}`,
    );
    const [table] = await app.open({
      name: 'offline.csv',
      bytes: `a,b,answer\n${rows.join('\n')}\n`,
    });
    expect(await app.query('SELECT count(*)::INT, sum(a)::INT FROM offline')).toEqual([
      [400, 1197],
    ]);
    const report = await app.add('profile.table', { inputs: { table } });
    expect(await app.result(report)).toMatchObject({ profile: { rowCount: 400 } });
    const split = await app.add('train.split', { inputs: { table } });
    const model = await app.add('train.linear', {
      inputs: { table, split },
      params: { target: 'answer' },
    });
    expect(await app.result(model)).toBeTruthy();
    expect(app.errors).toEqual([]);
  });

  it('has every sample, and opens the one that a shortcut names', async () => {
    await app.page.goto(`${address}?sample=penguins`);
    await app.page.getByRole('grid').first().waitFor({ timeout: 60_000 });
    await expect.poll(() => app.page.url()).toBe(address);
    await app.page.getByRole('main').getByText('344 rows').first().waitFor();
    const sizes = await app.page.evaluate(
      (files) =>
        Promise.all(
          files.map(async (file) => (await (await fetch(`samples/${file}`)).blob()).size),
        ),
      samples.map(({ file }) => file),
    );
    expect(sizes).toEqual(samples.map(({ sizeBytes }) => sizeBytes));
  });

  it('runs every worker from a blob, which takes on the policy of the page', async () => {
    const workers = (): string[] => app.page.workers().map((worker) => worker.url());
    await expect.poll(() => workers().length).toBeGreaterThan(1);
    expect(workers().filter((url) => !url.startsWith(`blob:${served.address}`))).toEqual([]);
  });

  it('is sealed, since kept files carry the headers that the host does not send', async () => {
    await showPrivacy(app.page);
    await app.page.getByText('Sealed').first().waitFor();
    await app.page.getByText('come with the copy of the page').waitFor();
    const out = await app.page.evaluate(() =>
      Promise.all([
        fetch('https://foreign.test/?rows').then(
          () => 'out',
          () => 'refused',
        ),
        fetch('./').then(({ headers }) => headers.get('Connection-Allowlist')),
      ]),
    );
    expect(out).toEqual(['refused', '(response-origin);report-to=page']);
  });
});

describe('a newer version', () => {
  it('is offered, can be put off, and is used in the tab that asks for it', async () => {
    const scripts = [assetNamed(/^ShortcutSheet-.*\.js$/), await ownScript()];
    build = await copyBuild((folder) => nextVersion(folder, scripts));
    await visitAgain();
    const { page } = app;
    const offer = page.getByText('A new version of this page is ready.');
    await offer.waitFor({ timeout: 60_000 });
    const { page: other } = await openIn(context, address);
    await page.getByRole('button', { name: 'Later' }).click();
    await offer.waitFor({ state: 'detached' });
    expect(await titleServed()).toBe('Assay');

    build = undefined;
    await showPrivacy(page);
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Use it now' }).click();
    await loaded;
    expect(await titleServed()).toBe('Next Assay');
    await other.getByText('A new version of this page is ready.').waitFor();
    await other.keyboard.press('?');
    await other.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await cacheCount()).toBe(2);
    await other.close();
    await visitAgain();
    await expect.poll(cacheCount).toBe(1);
  });

  it('is refused where a file is not the one that it lists', async () => {
    const style = assetNamed(/^ShortcutSheet-.*\.css$/);
    build = await copyBuild((folder) =>
      changeFile(join(folder, 'assets', style), (text) => `${text} `),
    );
    const file = join(build, 'assets', style);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, -1));
    await visitAgain();
    await showPrivacy(app.page);
    await expect
      .poll(() => offlineWords(app.page), { timeout: 30_000 })
      .toMatch(
        /Ready to work offline[^]*newer version could not be kept: assets\/ShortcutSheet-\S+ is not the file of this build/,
      );
    expect(await titleServed()).toBe('Next Assay');

    writeFileSync(file, whole);
    const again = app.page.getByRole('button', { name: 'Try again' });
    const use = app.page.getByRole('button', { name: 'Use it now' });
    // A look that the browser began by itself may still end with the file as it was, or take the button away.
    const isOffered = async (): Promise<boolean> => {
      await again.or(use).first().waitFor();
      if (await use.first().isVisible()) return true;
      await again.click({ timeout: 1000 }).catch(() => undefined);
      return false;
    };
    await expect.poll(isOffered, { timeout: 60_000, interval: 500 }).toBe(true);
    expect(app.errors).toEqual([]);
  });
});
