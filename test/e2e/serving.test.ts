import { readdirSync } from 'node:fs';
import { createServer } from 'vite';
import { afterEach, describe, expect, it } from 'vitest';
import { samples, licences } from '../../src/data/samples';
import { responseHeaders } from '../../src/engine/walls/policy';
import { launch } from '../support/browser';
import { listen, serveBare, serveBuild, type Served } from '../support/serve';

const root = new URL('../..', import.meta.url).pathname;
const open: Pick<Served, 'close'>[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

function keep<T extends Pick<Served, 'close'>>(served: T): T {
  open.push(served);
  return served;
}

async function missingHeaders(address: string, options?: RequestInit): Promise<string[]> {
  const { headers } = await fetch(address, options);
  return responseHeaders
    .filter(([name, value]) => headers.get(name) !== value)
    .map(([name]) => `${address} lacks ${name}`);
}

describe('serving', () => {
  it('sends all headers with every file of the build', async () => {
    const { address } = keep(await serveBuild());
    const files = readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.\w+$/.test(file))
      .map((file) => file.replaceAll('\\', '/'));
    expect(files.some((file) => file.endsWith('.js'))).toBe(true);
    const missing = await Promise.all(
      ['', ...files].map((file) => missingHeaders(address + file, { method: 'HEAD' })),
    );
    expect(missing.flat()).toEqual([]);
  });

  it('sends all headers with what is missing, refused or malformed', async () => {
    const { address } = keep(await serveBuild());
    const missing = await Promise.all([
      missingHeaders(`${address}none.js`),
      missingHeaders(`${address}none/`),
      missingHeaders(`${address}%E0%A4%A`),
      missingHeaders(address, { method: 'OPTIONS' }),
      missingHeaders(address, { method: 'POST', body: 'rows' }),
    ]);
    expect(missing.flat()).toEqual([]);
  });

  it('answers an unknown address with 404, not with the page', async () => {
    const { address } = keep(await serveBuild());
    expect((await fetch(`${address}samples/none.csv`)).status).toBe(404);
  });

  it('sends all headers while developing, with samples and scripts', async () => {
    const server = keep(await createServer({ root, logLevel: 'error', server: { port: 4400 } }));
    await server.listen();
    const address = server.resolvedUrls!.local[0]!;
    const files = [
      '',
      'src/engine/walls/policy.ts',
      '@vite/client',
      'samples/penguins.json',
      'none',
    ];
    const missing = await Promise.all(files.map((file) => missingHeaders(address + file)));
    expect(missing.flat()).toEqual([]);
  });

  it('offers every sample and its terms, whole', async () => {
    const { address } = keep(await serveBuild());
    for (const { file, sizeBytes } of samples) {
      const response = await fetch(`${address}samples/${file}`);
      expect([file, (await response.arrayBuffer()).byteLength]).toEqual([file, sizeBytes]);
    }
    expect(await (await fetch(address + licences)).text()).toContain('CC0');
  });

  it('takes the next port where the usual one is taken', async () => {
    const first = keep(await serveBuild());
    const second = keep(await serveBuild());
    expect(second.address).not.toBe(first.address);
    expect((await fetch(second.address)).status).toBe(200);
  });

  it('starts in a folder of any host, asks only that host, and misses nothing', async () => {
    const { address } = keep(await serveBare({ folder: 'some/folder/' }));
    const browser = await launch();
    const page = await browser.newPage();
    const asked: string[] = [];
    const failed: string[] = [];
    page.on('response', (response) => {
      asked.push(response.url());
      if (!response.ok()) failed.push(response.url());
    });
    page.on('pageerror', (error) => failed.push(error.message));
    await page.goto(`${address}some/folder/`);
    await page.waitForFunction(() => document.querySelector('#app')!.childElementCount > 0);
    await page.waitForLoadState('networkidle');
    await browser.close();
    expect(failed).toEqual([]);
    expect(asked.filter((url) => !url.replace(/^blob:/, '').startsWith(address))).toEqual([]);
  });

  it('cannot be read by another origin', async () => {
    const { address } = keep(await serveBuild());
    const other = keep(await listen((_request, response) => response.end('<!doctype html>')));
    const browser = await launch();
    const page = await browser.newPage();
    await page.goto(other.address);
    const read = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'read',
          () => 'refused',
        ),
      address,
    );
    await browser.close();
    expect(read).toBe('refused');
  });
});
