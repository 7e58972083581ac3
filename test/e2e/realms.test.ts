import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type * as requestLogModule from '../../src/engine/assets/request-log';
import type * as startWorkerModule from '../../src/engine/workers/start-worker';
import type * as wallsModule from '../../src/engine/walls/raise-walls';
import { launch } from '../support/browser';
import { emptyPage } from '../support/serve';

/** An empty page, with all headers, of the development server: modules of ours are imported into it. */
const root = new URL('../..', import.meta.url).pathname;
const echo = 'test/support/echo.worker.ts?worker_file&type=module';

interface Ours {
  startWorker: typeof startWorkerModule.startWorker;
  requestLog: typeof requestLogModule.requestLog;
  level: ReturnType<typeof wallsModule.raiseWalls>;
  left: string[];
}

declare const ours: Ours;

let server: ViteDevServer;
let address: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await createServer({
    root,
    logLevel: 'error',
    plugins: [emptyPage()],
    server: { port: 4600 },
  });
  await server.listen();
  address = server.resolvedUrls!.local[0]!;
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  await openOurs(page);
});

afterEach(() => page.close());

async function openOurs(target: Page): Promise<void> {
  await target.goto(`${address}empty`);
  await target.evaluate(`(async () => {
    const left = [];
    const { raiseWalls } = await import('/src/engine/walls/raise-walls.ts');
    const { startWorker } = await import('/src/engine/workers/start-worker.ts');
    const { requestLog } = await import('/src/engine/assets/request-log.ts');
    globalThis.ours = { startWorker, requestLog, left, level: raiseWalls((to) => left.push(to)) };
  })()`);
}

describe('the page', () => {
  it('knows that it is sealed', async () => {
    const level = await page.evaluate(() => ours.level);
    expect(level).toMatchObject({ id: 'sealed', open: [], missingHeaders: [] });
  });

  it('knows of its gaps in a browser without the list of connections', async () => {
    const older = await launch({ args: ['--disable-features=ConnectionAllowlists'] });
    const other = await older.newPage();
    await openOurs(other);
    const level = await other.evaluate(() => ours.level);
    await older.close();
    expect(level).toMatchObject({ id: 'headers', missingHeaders: [] });
    expect(level.open).toHaveLength(3);
  });

  it('has nothing left that reaches the network but fetch', async () => {
    const left = await page.evaluate(() =>
      [
        'RTCPeerConnection',
        'WebSocket',
        'EventSource',
        'WebTransport',
        'XMLHttpRequest',
        'fetchLater',
        'SharedWorker',
      ]
        .filter((name) => name in globalThis)
        .concat('sendBeacon' in navigator ? ['sendBeacon'] : []),
    );
    expect(left).toEqual([]);
  });

  it('makes no fresh realm', async () => {
    const made = await page.evaluate(() =>
      ['iframe', 'IFRAME', 'object', 'embed', 'frame'].map((name) => {
        try {
          return document.createElement(name).localName;
        } catch (thrown) {
          return String(thrown);
        }
      }),
    );
    expect(made.every((text) => text.startsWith('TypeError: not allowed on this page'))).toBe(true);
    const svgFrame = page.evaluate(() =>
      document.createElementNS('http://www.w3.org/1999/xhtml', 'html:iframe'),
    );
    await expect(svgFrame).rejects.toThrow('not allowed on this page: <iframe>');
    expect(await page.evaluate(() => window.open('about:blank'))).toBeNull();
  });

  it('takes text but no tag as markup', async () => {
    const text = await page.evaluate(() => {
      document.body.innerHTML = '&times; 3';
      return document.body.textContent;
    });
    expect(text).toBe('× 3');
    const tag = page.evaluate(() => void (document.body.innerHTML = '<b>x</b>'));
    await expect(tag).rejects.toThrow('TrustedHTML');
  });

  it('does not follow a foreign link, plain or in a figure, but tells its address', async () => {
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'https://foreign.test/a' });
      const space = 'http://www.w3.org/2000/svg';
      const drawn = document.createElementNS(space, 'a');
      drawn.setAttribute('href', 'https://foreign.test/b');
      document.body.append(link, drawn);
      link.click();
      drawn.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      location.assign('https://foreign.test/c');
    });
    expect(await page.evaluate(() => ours.left)).toEqual([
      'https://foreign.test/a',
      'https://foreign.test/b',
    ]);
    expect(page.url()).toBe(`${address}empty`);
  });

  it('downloads what it made itself', async () => {
    const download = page.waitForEvent('download');
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['a,b']));
      link.download = 'table.csv';
      document.body.append(link);
      link.click();
    });
    expect((await download).suggestedFilename()).toBe('table.csv');
  });

  it('counts a request that the policy stopped, and sends none to anyone else', async () => {
    const blocked = await page.evaluate(async () => {
      await fetch('https://foreign.test/rows').catch(() => undefined);
      await new Promise<void>((resolve) => ours.requestLog.subscribe(() => resolve()));
      return ours.requestLog.records.filter((record) => record.blocked);
    });
    expect(blocked).toMatchObject([{ reason: 'stopped by connect-src', sizeBytes: 0 }]);
    expect(await page.evaluate(() => ours.requestLog.foreignCount)).toBe(0);
  });
});

describe('a worker', () => {
  const ask = (messages: string[]): Promise<unknown[]> =>
    page.evaluate(
      ([url, texts]) =>
        new Promise((resolve, reject) => {
          const worker = ours.startWorker(url);
          const answers: unknown[] = [];
          worker.addEventListener('error', (event) => reject(new Error(event.message)));
          worker.addEventListener('message', ({ data }) => {
            answers.push(data);
            if (answers.length === texts.length) resolve(answers);
          });
          for (const text of texts) worker.postMessage(text, [new MessageChannel().port1]);
        }),
      [echo, messages] as const,
    );

  it('gets messages that came before its script listened, in order, with their ports', async () => {
    const answers = await ask(['first', 'second', 'third']);
    expect(answers).toMatchObject(['first', 'second', 'third'].map((data) => ({ data, ports: 1 })));
  });

  it('has nothing left that reaches the network but fetch', async () => {
    expect(await ask(['open'])).toMatchObject([{ open: [] }]);
  });

  it('finds own files relative to the page, and its requests join the log', async () => {
    expect(await ask(['fetch'])).toMatchObject([{ size: 67_119 }]);
    const logged = await page.evaluate(() =>
      ours.requestLog.records.filter((record) => record.from === 'worker'),
    );
    expect(logged.map((record) => record.reason)).toContain('program');
  });

  it('says so when its script cannot be loaded', async () => {
    const failure = page.evaluate(
      () =>
        new Promise((_resolve, reject) => {
          const worker = ours.startWorker('assets/none.js');
          worker.addEventListener('error', (event) => reject(new Error(event.message)));
        }),
    );
    await expect(failure).rejects.toThrow('assets/none.js');
  });
});
