import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppPage, type PageFailure, type PageGlobal } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

interface FileResult {
  table: {
    rowCount: number;
    columns: { name: string; type: string }[];
    rejected: { count: number };
  };
  format: string;
  notes: string[];
}

const datasets = join(import.meta.dirname, '../../node_modules/vega-datasets/data');
const parquetTesting = join(import.meta.dirname, '../../../shared/data/corpora/parquet-testing');
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

const open = async (name: string, bytes: string | Uint8Array): Promise<FileResult> => {
  const [id] = await app.open({ name, bytes });
  return app.result<FileResult>(id!);
};

/** How the page fails to open a file. */
const failureOf = (name: string, bytes: Uint8Array): Promise<PageFailure> =>
  app.page.evaluate(
    async ({ name, bytes }) => {
      try {
        const file = new File([Uint8Array.from(bytes)], name);
        await (globalThis as unknown as PageGlobal).assay.open([file]);
      } catch (thrown) {
        const { code, message } = thrown as PageFailure;
        return { code, message, details: {} };
      }
      throw new Error(`${name} was read`);
    },
    { name, bytes: [...bytes] },
  );

describe('files in the browser', () => {
  it('are read whatever their format', async () => {
    const csv = await open('a.csv', 'id;größe\n1;1,5\n2;2,5\n3\n');
    expect(csv).toMatchObject({ format: 'csv', table: { rowCount: 3, rejected: { count: 0 } } });
    expect(csv.notes).toContain('Numbers are written with a decimal comma.');
    const lines = await open('a.ndjson', '{"a": 12345678901234567890}\nnot json\n');
    expect(lines).toMatchObject({
      format: 'ndjson',
      table: { rowCount: 1, rejected: { count: 1 } },
    });
    const json = await open('penguins.json', readFileSync(join(datasets, 'penguins.json')));
    expect(json).toMatchObject({ format: 'json', table: { rowCount: 344 } });
    const arrow = await open('flights.arrow', readFileSync(join(datasets, 'flights-200k.arrow')));
    expect(arrow).toMatchObject({ format: 'arrow', table: { rowCount: 200_000 } });
    expect(app.errors).toEqual([]);
  });

  it('of Parquet are read by row groups, also after one that broke the reader', async () => {
    const broken = join(parquetTesting, 'data/nation.dict-malformed.parquet');
    if (existsSync(broken)) {
      expect(await failureOf('nation.parquet', readFileSync(broken))).toMatchObject({
        code: 'unreadable_file',
        message: expect.stringMatching('cannot be read as Parquet'),
      });
    }
    const flights = await open(
      'flights.parquet',
      readFileSync(join(datasets, 'flights-3m.parquet')),
    );
    expect(flights).toMatchObject({ format: 'parquet', table: { rowCount: 3_000_000 } });
    expect(app.errors).toEqual([]);
  });

  it('that are no tables are refused in words', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
    expect(await failureOf('photo.csv', png)).toMatchObject({
      code: 'unsupported_format',
      message:
        '"photo.csv" is a PNG picture. Assay reads CSV, TSV, JSON, NDJSON, Parquet, Arrow, Excel, OpenDocument, SQLite, DuckDB and NumPy files, also packed.',
    });
    const cut = readFileSync(join(datasets, 'flights-3m.parquet')).subarray(0, 1_000);
    expect(await failureOf('cut.parquet', cut)).toMatchObject({
      code: 'unreadable_file',
      message: expect.stringMatching('"cut.parquet" is cut off'),
    });
    expect(await failureOf('none.csv', new Uint8Array())).toMatchObject({ code: 'empty_file' });
    expect(app.errors).toEqual([]);
  });

  it('of many megabytes are read by as many workers as the machine has room for', async () => {
    const context = await browser.newContext();
    await context.addInitScript(() =>
      Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 4 }),
    );
    const page = await context.newPage();
    await page.goto(served.address);
    const result = await page.evaluate(async () => {
      const { assay } = globalThis as unknown as PageGlobal;
      await assay.ready;
      const row = '1,"two\n1,lines,0.5\nof text",0.25\n';
      const parts = ['id,text,value\n', ...Array.from({ length: 40 }, () => row.repeat(30_000))];
      const [id] = await assay.open([new File([...parts, '1,2\n'], 'large.csv')]);
      return assay.result(id!) as FileResult;
    });
    expect(result.table).toMatchObject({ rowCount: 1_200_001, rejected: { count: 0 } });
    const decoders = page.workers().length;
    expect(decoders).toBeGreaterThanOrEqual(4);
    await context.close();
  });
});
