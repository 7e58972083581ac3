import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listServedFiles } from '../../build/served-files';
import { responseHeaders } from '../../src/engine/walls/policy';
import { openIn, type AppPage, type PageGlobal } from '../support/app-page';
import { launchProfile } from '../support/browser';
import { RequestRecorder } from '../support/record-requests';
import { serveBare } from '../support/serve';

/** A word in the name of the file, its columns and its values, which no request may hold in any form. */
const secret = 'zqxjkv';
const rows = Array.from({ length: 400 }, (_, row) => {
  const group = (row * 7) % 50 > 24;
  return `${row},${(row * 7) % 50},${secret}${row % 5},${group ? 'yes' : 'no'}`;
});
const csv = `id,${secret}_age,${secret}_city,label\n${rows.join('\n')}\n`;

const dist = new URL('../../dist', import.meta.url).pathname;
const ownFiles = new Set([
  '/',
  '/files.json',
  ...listServedFiles(dist).map(({ path }) => `/${path}`),
]);

/** What a browser says of itself and of what it wants; nothing among it comes from a page. */
const ordinaryHeaders =
  /^(host|connection|user-agent|accept(-language|-encoding)?|sec-(ch-ua.*|fetch-.*|purpose)|upgrade-insecure-requests|cache-control|pragma|if-none-match|if-modified-since|range|service-worker|origin|referer|dnt|priority)$/;

let served: Awaited<ReturnType<typeof serveBare>>;
let recorder: RequestRecorder;
let context: BrowserContext;
let app: AppPage;

beforeAll(async () => {
  served = await serveBare({ headers: responseHeaders });
  recorder = new RequestRecorder(served.server);
  context = await launchProfile();
  app = await openIn(context, served.address);
});

afterAll(async () => {
  await context?.close();
  await served?.close();
});

/** Drop, profile, select, train, evaluate, export; the lines of the exported file. */
async function workThrough(): Promise<string[]> {
  const [table] = await app.open({ name: `${secret}.csv`, bytes: csv });
  const inputs = { table: table! };
  const params = { target: 'label', columns: [`${secret}_age`, `${secret}_city`] };
  await app.add('profile.table', { inputs });
  await app.add('select.signal', { inputs, params });
  await app.add('select.feature-set', { inputs, params: { target: 'label' } });
  const model = await app.add('train.boosted-trees', { inputs, params });
  await app.add('evaluate.model', { inputs: { ...inputs, models: [model] } });
  await app.add('source.sql', {
    params: { sql: `SELECT max(${secret}_city) AS m FROM ${secret}` },
  });
  const text = await app.page.evaluate(
    async (id) =>
      (await (globalThis as unknown as PageGlobal).assay.export(id, { format: 'csv' })).text(),
    table!,
  );
  return text.trim().split('\n');
}

function expectNothingSaid(): void {
  const { requests, text } = recorder;
  expect(text.toLowerCase()).not.toContain(secret);
  const odd = requests.filter(
    ({ method, path, headers }) =>
      !['GET', 'HEAD'].includes(method) ||
      !ownFiles.has(decodeURI(path)) ||
      [...headers.keys()].some((name) => !ordinaryHeaders.test(name)),
  );
  expect(odd.map(({ method, path, headers }) => [method, path, [...headers.keys()]])).toEqual([]);
}

describe('a whole journey, every byte of every request recorded', () => {
  it('says nothing on the first visit but which files of the page are wanted', async () => {
    expect(await workThrough()).toHaveLength(401);
    expectNothingSaid();
    expect(recorder.requests.length).toBeGreaterThan(20);
  });

  it('says nothing while the copy for offline use is made', async () => {
    await app.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    expectNothingSaid();
  });

  it('says nothing once the service worker has taken over', async () => {
    recorder.forget();
    await app.page.reload();
    await app.page.evaluate(() => (globalThis as unknown as PageGlobal).assay.ready);
    expect(await app.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    expect(await workThrough()).toHaveLength(401);
    expectNothingSaid();
  });

  it('is the same with the network cut at the browser and no server there', async () => {
    recorder.forget();
    await context.setOffline(true);
    await served.close();
    await app.page.reload();
    await app.page.evaluate(() => (globalThis as unknown as PageGlobal).assay.ready);
    expect(await workThrough()).toHaveLength(401);
    expect(recorder.text).toBe('');
    expect(app.errors).toEqual([]);
  });
});
