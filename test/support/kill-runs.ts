import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { createRandom, type Random } from '../../src/math/random';
import type { PageGlobal } from './app-page';
import { findChromium, quietArguments } from './browser';

/** What a page said was on the disk: its cells, and the results of reports as JSON, by cell. */
interface Acknowledged {
  cells: { id: string; name: string }[];
  results: Record<string, string>;
}

/** What became of one killed browser, for the message where it fails. */
export interface KillOutcome {
  seed: number;
  acknowledged: number;
  fault?: string;
}

interface Running {
  process: ChildProcess;
  page: Page;
}

/** A profile lives through so many killed browsers, each of which finds what the one before had saved. */
const runsOfProfile = 10;
const longestWorkMs = 1000;

/**
 * Kills a browser at a random moment while it imports, computes and writes, starts it anew on the same profile, and
 * compares what is there with what had been acknowledged; again and again, from `first`.
 */
export async function killRuns(
  address: string,
  first: number,
  count: number,
): Promise<KillOutcome[]> {
  const outcomes: KillOutcome[] = [];
  for (let run = 0; run < count; run += runsOfProfile) {
    const profile = await mkdtemp(join(tmpdir(), 'assay-kill-'));
    try {
      let known: Acknowledged = { cells: [], results: {} };
      for (let step = run; step < Math.min(count, run + runsOfProfile); step += 1) {
        const seed = first + step;
        const [fault, next] = await runAndKill(profile, address, known, createRandom(seed, 'kill'));
        outcomes.push({ seed, acknowledged: next.cells.length, fault });
        known = next;
      }
      const fault = await checkOnce(profile, address, known);
      const last = outcomes.at(-1)!;
      last.fault ??= fault;
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return outcomes;
}

async function runAndKill(
  profile: string,
  address: string,
  known: Acknowledged,
  random: Random,
): Promise<[fault: string | undefined, next: Acknowledged]> {
  const browser = await start(profile, address);
  let last = known;
  try {
    const found = await readKept(browser.page);
    const fault = compare(known, found);
    await browser.page.exposeFunction('acknowledge', (said: Acknowledged) => (last = said));
    const work = browser.page.evaluate(workOn, random.below(1e6)).catch(() => undefined);
    await Promise.race([work, sleep(random.below(longestWorkMs))]);
    return [fault, last.cells.length >= found.cells.length ? last : found];
  } finally {
    await kill(browser.process);
  }
}

async function checkOnce(
  profile: string,
  address: string,
  known: Acknowledged,
): Promise<string | undefined> {
  const browser = await start(profile, address);
  try {
    return compare(known, await readKept(browser.page));
  } finally {
    await kill(browser.process);
  }
}

/** What was acknowledged is there, in order and with its results; more may be. */
function compare(known: Acknowledged, found: Acknowledged): string | undefined {
  const wrong = known.cells.find(
    ({ id, name }, index) => found.cells[index]?.id !== id || found.cells[index].name !== name,
  );
  if (wrong)
    return `${wrong.id} ${wrong.name} was saved and is not there: ${JSON.stringify(found.cells)}`;
  const lost = Object.keys(known.results).find((id) => found.results[id] !== known.results[id]);
  return lost && `the result of ${lost} was saved and is another: ${found.results[lost]}`;
}

async function start(profile: string, address: string): Promise<Running> {
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
  await page.evaluate(defineKept);
  return { process: browser, page };
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

/** All its processes at once, with no chance to tidy up. */
async function kill(browser: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  process.kill(-browser.pid!, 'SIGKILL');
  await ended;
}

/** What scripts of these runs find in the page. */
interface KillPage extends PageGlobal {
  /** What is there, once all of it is on the disk. */
  keptNow(): Promise<Acknowledged>;
  acknowledge(said: Acknowledged): Promise<void>;
}

function readKept(page: Page): Promise<Acknowledged> {
  return page.evaluate(() => (globalThis as unknown as KillPage).keptNow());
}

/** Runs in the page. */
function defineKept(): void {
  const page = globalThis as unknown as KillPage;
  page.keptNow = async () => {
    await page.assay.saved();
    const all = page.assay.cells();
    const results: Record<string, string> = {};
    for (const { id, operator } of all) {
      if (!operator.startsWith('profile.')) continue;
      try {
        results[id] = JSON.stringify(page.assay.result(id));
      } catch {
        continue;
      }
    }
    return { cells: all.map(({ id, name }) => ({ id, name })), results };
  };
}

/** Runs in the page: edits, imports, profiles and a model, each acknowledged once it is on the disk. */
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
    await page.acknowledge(await page.keptNow());
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
