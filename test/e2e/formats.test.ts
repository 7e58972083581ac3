import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppPage } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

const folder = join(import.meta.dirname, '../fixtures/decode');
const fixture = (name: string): { files: Record<string, string> } =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as never;
const decode = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const packed = fixture('packed').files;
const sheets = fixture('sheets').files;
const databases = fixture('databases').files;
const arrow = fixture('arrow').files;
const { npz } = JSON.parse(readFileSync(join(folder, 'npy.json'), 'utf8')) as { npz: string };
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

/** A table of a web page with all that could run, load or take over a page. */
const hostileTable = `<meta charset=utf-8><base href="https://evil.example/"><link rel=prefetch href=https://evil.example/p>
  <script>globalThis.ran = 1</script><style>@import url(https://evil.example/c)</style><img src=https://evil.example/i onerror="globalThis.ran = 2">
  <p>Population of towns</p><table background=https://evil.example/b onfocus="globalThis.ran = 3" autofocus tabindex=1>
  <thead><tr><th rowspan=2>Town<th colspan=2>2020<tr><th>people<th>area</thead>
  <tr><td>Ulm<script>globalThis.ran = 4</script><svg onload="globalThis.ran = 5"></svg><td>126000<td>118 &lt;b&gt;km²&lt;/b&gt;
  <tr><td>Bonn<br>on&nbsp;Rhine<iframe srcdoc="<script>parent.ran = 6</script>"></iframe><span style="display:none">x</span>
  <td>331000<td>141<video src=https://evil.example/v onerror="globalThis.ran = 7"></video></table>`;

describe('files of further formats, in the browser under its policy', () => {
  it.each<[string, string, Uint8Array, string, unknown[]]>([
    ['gzip', 'a.csv.gz', decode(packed.gzip!), 'sum(id), max(word)', [1_999_000, 'w6']],
    ['gzip of two', 'a2.csv.gz', decode(packed['gzip, two members']!), 'sum(id)', [1_999_000]],
    ['zstd', 'b.csv.zst', decode(packed.zstd!), 'sum(id)', [1_999_000]],
    ['zip', 'c.zip', decode(packed.zip!), 'sum(id)', [1_999_000]],
    ['tar', 'd.tgz', decode(packed['tar, gzip']!), 'sum(a), sum(b)', [4, 6]],
    [
      'xlsx',
      'e.xlsx',
      decode(sheets.xlsxwriter!),
      'sum(n), max(day)::VARCHAR',
      [9007199254740990, '9999-12-31'],
    ],
    ['ods', 'f.ods', decode(sheets.ods!), 'sum(n), count_if(flag)', [9007199254740990, 2]],
    ['sqlite', 'g.db', gunzipSync(decode(databases.sqlite!)), 'count(*), max(name)', [3, 'é']],
    [
      'duckdb',
      'h.duckdb',
      gunzipSync(decode(databases.duckdb!)),
      'sum(pair[2]), sum(point.x)',
      [500_500, 499_500],
    ],
    ['npz', 'i.npz', decode(npz), 'sum(value)', [3]],
    ['feather', 'j.feather', decode(arrow.zstd!), 'sum(a)', [4_498_500]],
  ])('are read: %s', async (_, name, bytes, select, expected) => {
    const [id] = await app.open({ name, bytes });
    const cells = await app.page.evaluate(() =>
      (
        globalThis as unknown as { assay: { cells(): { id: string; name: string }[] } }
      ).assay.cells(),
    );
    const cell = cells.find((known) => known.id === id)!;
    const [row] = await app.query(`SELECT ${select} FROM "${cell.name}"`);
    expect(row!.map((value) => (typeof value === 'string' ? value : Number(value)))).toEqual(
      expected,
    );
    expect(app.errors).toEqual([]);
  });

  it('show their parts, and another is read in one edit', async () => {
    const [id] = await app.open({ name: 'messy.xlsx', bytes: decode(sheets.messy!) });
    const cell = app.page.locator(`#cell-${id}`);
    await cell.getByRole('button', { name: /Choose a sheet/ }).click();
    await app.page.getByRole('option', { name: /Hidden/ }).click();
    await expect.poll(async () => (await app.result<{ part: string }>(id!)).part).toBe('Hidden');
    expect((await app.result<{ table: { rowCount: number } }>(id!)).table.rowCount).toBe(1);
    expect(app.errors).toEqual([]);
  });

  it('that are pasted become a cell, but not where something is being written', async () => {
    const cells = (): Promise<string[]> =>
      app.page.evaluate(() =>
        (globalThis as unknown as { assay: { cells(): { name: string }[] } }).assay
          .cells()
          .map(({ name }) => name),
      );
    const sheet = { 'text/plain': 'city\tpeople\nUlm\t126000\nBonn\t331000\n' };
    const paste = (into: string, data: Record<string, string> = sheet): Promise<void> =>
      app.page.evaluate(
        ([selector, given]) => {
          const clipboardData = new DataTransfer();
          for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
          const event = new ClipboardEvent('paste', {
            clipboardData,
            bubbles: true,
            cancelable: true,
          });
          document.querySelector(selector)!.dispatchEvent(event);
        },
        [into, data] as const,
      );
    await paste('main');
    await expect.poll(cells).toContain('pasted');
    await expect
      .poll(() => app.query('SELECT sum(people)::DOUBLE FROM pasted').catch(() => []))
      .toEqual([[457_000]]);
    const before = (await cells()).length;
    await paste('input');
    expect((await cells()).length).toBe(before);
    const requests: string[] = [];
    app.page.on('request', (request) => requests.push(request.url()));
    const text = 'Population of towns, by year, and more words around';
    await paste('main', { 'text/plain': text, 'text/html': hostileTable });
    const merged = 'SELECT "Town", "2020 people", "2020 area" FROM pasted_2 ORDER BY 1';
    await expect
      .poll(() => app.query(merged).catch(() => []))
      .toEqual([
        ['Bonn\non Rhine', 331_000n, '141'],
        ['Ulm', 126_000n, '118 <b>km²</b>'],
      ]);
    const ran = await app.page.evaluate(() => (globalThis as { ran?: unknown }).ran);
    expect([ran, requests.filter((address) => !address.startsWith('blob:'))]).toEqual([
      undefined,
      [],
    ]);
  });

  it('with the same columns are put together on a click', async () => {
    await app.open(
      { name: 'jan.csv', bytes: 'shop,sold\na,1\n' },
      { name: 'feb.csv', bytes: 'shop,sold\nb,2\n' },
    );
    await app.page.getByRole('button', { name: /Put "jan" and "feb" together/ }).click();
    await expect
      .poll(() => app.query('SELECT source_file, shop FROM combine ORDER BY sold').catch(() => []))
      .toEqual([
        ['jan.csv', 'a'],
        ['feb.csv', 'b'],
      ]);
    expect(app.errors).toEqual([]);
  });
});
