import type { Locator, Page } from 'playwright-core';
import { largeName, type KillPage } from './acknowledged';

/** What a browser does when it is killed, and how long that takes at most. */
export interface KillSituation {
  name: string;
  longestMs: number;
  /** What must be there before; no kill falls into it. */
  prepare?(page: Page, seed: number): Promise<unknown>;
  work(page: Page, seed: number): Promise<unknown>;
}

/** Edits, imports, profiles and small models. */
export const smallWork: KillSituation = {
  name: 'small steps',
  longestMs: 1000,
  work: (page, seed) => page.evaluate(workOn, seed),
};

const rows = 3_000_000;

const written: KillSituation = {
  name: 'a large table is written, hashed and noted',
  longestMs: 6000,
  prepare: (page, seed) => page.evaluate(makeLarge, { name: `${largeName}${seed}`, rows }),
  work: (page) => page.evaluate(acknowledgeAll),
};

/** What is done with tables of some hundred megabytes, in this order. */
export const largeWork: readonly KillSituation[] = [
  written,
  {
    name: 'a large table is attached and read',
    longestMs: 1500,
    work: (page) => page.evaluate(readLarge, largeName),
  },
  written,
  {
    name: 'a model is trained on rows of a large table',
    longestMs: 3000,
    prepare: (page, seed) => page.evaluate(splitLarge, { seed, largeName }),
    work: (page, seed) => page.evaluate(trainOnLarge, seed),
  },
  written,
  {
    name: 'large tables that no step needs are collected',
    longestMs: 400,
    prepare: leaveLarge,
    work: (page) => freed(page).getByRole('button', { name: 'Forget them' }).click(),
  },
  {
    name: 'a project with large tables is written as a file',
    longestMs: 1500,
    work: (page) => page.evaluate(saveAll),
  },
];

/** Runs in the page: each step is acknowledged once it is on the disk. */
async function workOn(seed: number): Promise<void> {
  const page = globalThis as unknown as KillPage;
  const { assay } = page;
  for (let step = 0; step < 20; step += 1) {
    const name = `s${seed}_${step}`;
    const sql = `SELECT i, i % 3 AS c FROM range(${50 + step}) t(i)`;
    if ((seed + step) % 4 === 0) {
      const rows = Array.from({ length: 3000 }, (_, row) => `${row},${row % 7},text ${row}`);
      await assay.open([new File([`a,b,c\n${rows.join('\n')}\n`], `${name}.csv`)]);
    } else if ((seed + step) % 4 === 1) {
      const table = await assay.add('source.sql', { params: { sql, names: [] }, name });
      const split = await assay.add('train.split', { inputs: { table } });
      await assay
        .add('train.baseline', { inputs: { table, split }, params: { target: 'c' } })
        .catch(() => undefined);
    } else {
      void assay.add('source.sql', { params: { sql, names: [] }, name }).catch(() => undefined);
    }
    await page.acknowledge(await page.keptNow(false));
  }
}

async function makeLarge({ name, rows }: { name: string; rows: number }): Promise<void> {
  const { assay } = globalThis as unknown as KillPage;
  const sql = `SELECT i, hash(i) AS a, hash(i + 1)::DOUBLE AS b, md5(i::VARCHAR) AS c, (hash(i) % 2)::INTEGER AS d FROM range(${rows}) t(i)`;
  await assay.add('source.sql', { inputs: {}, params: { sql, names: [] }, name });
}

async function acknowledgeAll(): Promise<void> {
  const page = globalThis as unknown as KillPage;
  await page.acknowledge(await page.keptNow(true));
}

async function readLarge(largeName: string): Promise<void> {
  const { assay } = globalThis as unknown as KillPage;
  const large = assay.cells().filter(({ name }) => name.startsWith(largeName));
  for (const { name } of [...large, ...large])
    await assay.query(`SELECT left(c, 2) AS k, count(*), avg(b) FROM ${name} GROUP BY 1`);
}

async function splitLarge({ seed, largeName }: { seed: number; largeName: string }): Promise<void> {
  const { assay } = globalThis as unknown as KillPage;
  const large = assay.cells().find(({ name }) => name.startsWith(largeName))!;
  const sql = `SELECT i % 97 AS i, b, d FROM ${large.name} LIMIT 200000`;
  const table = await assay.add('source.sql', { params: { sql }, name: `some_${seed}` });
  await assay.add('train.split', { inputs: { table }, name: `split_${seed}` });
}

async function trainOnLarge(seed: number): Promise<void> {
  const page = globalThis as unknown as KillPage;
  const { assay } = page;
  const idOf = (wanted: string): string => assay.cells().find(({ name }) => name === wanted)!.id;
  const inputs = { table: idOf(`some_${seed}`), split: idOf(`split_${seed}`) };
  const saved = page.keptNow(false).then((kept) => page.acknowledge(kept));
  await assay.add('train.boosted-trees', { inputs, params: { target: 'd' } });
  await saved;
  await page.acknowledge(await page.keptNow(false));
}

/** Makes a large table, takes it back, and goes on for so long that the step can be forgotten. */
async function leaveLarge(page: Page): Promise<void> {
  await page.evaluate(addSteps, {
    sql: 'SELECT i, hash(i) AS a FROM range(2000000) t(i)',
    count: 1,
  });
  await page.keyboard.press('Control+z');
  await page.evaluate(addSteps, { sql: 'SELECT 1 AS one', count: 21 });
  await page.getByRole('button', { name: /: projects$/ }).click();
  await freed(page).waitFor();
}

function freed(page: Page): Locator {
  return page.getByRole('region', { name: 'What could be freed of the open project' });
}

async function addSteps({ sql, count }: { sql: string; count: number }): Promise<void> {
  const { assay } = globalThis as unknown as KillPage;
  for (let step = 0; step < count; step += 1)
    await assay.add('source.sql', { inputs: {}, params: { sql, names: [] }, name: 'spare' });
  await assay.saved();
}

async function saveAll(): Promise<void> {
  await (globalThis as unknown as KillPage).assay.save({ files: true });
}
