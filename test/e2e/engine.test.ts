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

const numbers = {
  inputs: {},
  params: { sql: 'SELECT i::INT AS i FROM range(1000) r(i)' },
  name: 'numbers',
};

describe('the engine in the browser', () => {
  it('answers by the names of cells', async () => {
    await app.add('source.sql', numbers);
    expect(await app.query('SELECT sum(i)::INT FROM numbers')).toEqual([[499500]]);
  });

  it('keeps 64-bit integers exact over all borders', async () => {
    expect(await app.query('SELECT 9007199254740993::BIGINT')).toEqual([[9007199254740993n]]);
  });

  it('says in words that a query ran out of memory, and answers the next one', async () => {
    const sql = `SELECT string_agg(x, ',') AS x FROM (SELECT repeat('abcdefgh', 1000000) AS x FROM range(600))`;
    const failure = await app.failureOf('source.sql', { inputs: {}, params: { sql } });
    expect(failure.code).toBe('out_of_memory');
    expect(failure.message).toContain('Take fewer columns or rows');
    expect(await app.query('SELECT count(*)::INT FROM numbers')).toEqual([[1000]]);
  });

  it('is started again after a crash, and reads its tables anew', async () => {
    const crash = app.page.workers().map((worker) =>
      worker
        .evaluate(
          () =>
            void setTimeout(() => {
              throw new Error('made to crash');
            }),
        )
        .catch(() => undefined),
    );
    await Promise.all(crash);
    await expect
      .poll(() => app.query('SELECT sum(i)::INT FROM numbers').catch(() => []), { timeout: 30_000 })
      .toEqual([[499500]]);
    expect(app.errors.filter((message) => !message.includes('made to crash'))).toEqual([]);
  });

  it('cancels a heavy cell within moments and keeps the notebook whole', async () => {
    const before = await app.page.evaluate(
      () => (globalThis as unknown as PageGlobal).assay.cells().length,
    );
    const sql =
      'SELECT sum(a.range * b.range)::DOUBLE AS s FROM range(1000000) a, range(1000000) b';
    const failing = app.failureOf('source.sql', { inputs: {}, params: { sql }, name: 'heavy' });
    await app.page
      .getByRole('button', { name: /cancel/i })
      .first()
      .click({ timeout: 20_000 });
    expect((await failing).code).toBe('cancelled');
    expect(await app.query('SELECT count(*)::INT FROM numbers')).toEqual([[1000]]);
    const after = await app.page.evaluate(
      () => (globalThis as unknown as PageGlobal).assay.cells().length,
    );
    expect(after).toBe(before + 1);
  });

  it('says that the graphics card was lost in training; all that was saved is there afterwards', async () => {
    const { page } = app;
    const sql = 'SELECT i, (i % 2)::INT AS d, hash(i)::DOUBLE AS b FROM range(4000) t(i)';
    const table = await app.add('source.sql', { inputs: {}, params: { sql }, name: 'coins' });
    const split = await app.add('train.split', { inputs: { table } });
    const params = { target: 'd', backend: 'webgl', epochs: 500, patience: 500 };
    const training = app.failureOf('train.neural-network', { inputs: { table, split }, params });
    await page
      .getByText(/epoch [2-9]/i)
      .first()
      .waitFor({ timeout: 60_000 });
    const lost = await Promise.all(
      page.workers().map((worker) => worker.evaluate(loseContext).catch(() => 0)),
    );
    expect(lost).toContain(1);
    const failure = await training;
    expect(failure).toMatchObject({ code: 'training_failed', details: { backend: 'webgl' } });
    expect(failure.message).toContain('WebGL context was lost');
    await page.evaluate(() => (globalThis as unknown as PageGlobal).assay.saved());
    const before = await page.evaluate(allCells);
    await page.reload();
    await page.evaluate(() => (globalThis as unknown as PageGlobal).assay.ready);
    expect(await page.evaluate(allCells)).toEqual(before);
    await expect
      .poll(() => app.query('SELECT count(*)::INT FROM coins').catch(() => []), { timeout: 30_000 })
      .toEqual([[4000]]);
  });

  it('refuses a statement that is not a SELECT', async () => {
    for (const sql of [
      'DROP TABLE numbers',
      `COPY numbers TO 'x.csv'`,
      'SELECT 1) ; DROP VIEW numbers; --',
    ]) {
      const failure = await app.failureOf('source.sql', { inputs: {}, params: { sql } });
      expect(['query_failed', 'not_allowed']).toContain(failure.code);
    }
    expect(await app.query('SELECT count(*)::INT FROM numbers')).toEqual([[1000]]);
  });
});

/** Where tfjs keeps what it computes with. */
interface TensorRealm {
  _tfengine?: { backendInstance?: { gpgpu?: { gl: WebGL2RenderingContext } } };
}

/** Runs in a worker: takes its WebGL context away; 1 where there was one. */
function loseContext(): number {
  const gl = (globalThis as TensorRealm)._tfengine?.backendInstance?.gpgpu?.gl;
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl ? 1 : 0;
}

function allCells(): unknown {
  return (globalThis as unknown as PageGlobal).assay.cells();
}
