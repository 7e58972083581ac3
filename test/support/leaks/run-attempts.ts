import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page, Worker } from 'playwright-core';
import type { LeakTarget } from '../../../src/engine/walls/leak-test/way-out';
import { launchProfile } from '../browser';
import { bundleKit } from './bundle-kit';
import type { LeakKit } from './leak-kit';
import { Listener } from './listener';
import { findChannels, readLookups } from './net-log';

/** Where attempts are made, as it stands before their names: `worker.fetch-post`. */
export type TriedRealm = 'page' | 'worker' | 'fresh' | 'module' | 'service' | 'engine' | 'user';

export interface Outcome {
  /** Channels that were tried, each with its realm before it. */
  tried: string[];
  /** Channels through which a request or packet arrived. */
  arrived: string[];
  /** Channels of which at least the name was looked up or a connection opened. */
  out: string[];
  /** SQL that was not refused. */
  acceptedSql: string[];
}

/** How long to listen after the last attempt. */
const patienceMs = 2500;

/** Anything that scripts can be run in. */
interface RunsScript {
  evaluate(script: string): Promise<unknown>;
}

/** Tries every way out of the page at `address` and of its workers, in a browser of its own. */
export async function runAttempts(
  address: string,
  browserArguments: string[] = [],
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-leaks-'));
  const log = join(folder, 'net-log.json');
  const listener = await Listener.start();
  const browser = await launchProfile({ args: [`--log-net-log=${log}`, ...browserArguments] });
  try {
    const run = new AttemptRun(browser, address, listener, await bundleKit());
    await run.tryAll();
    await browser.close();
    const arrived = [...listener.heard].sort();
    const out = [...new Set([...arrived, ...findChannels(readLookups(log))])].sort();
    return { tried: run.tried, arrived, out, acceptedSql: run.acceptedSql };
  } finally {
    await browser.close();
    await listener.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

class AttemptRun {
  readonly tried: string[] = [];
  readonly acceptedSql: string[] = [];

  constructor(
    private readonly browser: BrowserContext,
    private readonly address: string,
    private readonly listener: Listener,
    private readonly kit: string,
  ) {}

  async tryAll(): Promise<void> {
    const page = await this.#openPage();
    const hasEngine = await page.evaluate(waitForEngine);
    const workers = {
      worker: page.workers()[0],
      fresh: await startFreshWorker(page, {}),
      module: await startFreshWorker(page, { type: 'module' }),
    };
    for (const [name, worker] of Object.entries(workers))
      if (worker) await this.#tryIn(worker, name as TriedRealm);
    await this.#tryServiceWorker(page);
    if (hasEngine) await this.#trySql(page);
    if (hasEngine) await this.#tryScript(page);
    await this.#tryQuiet(page, 'page');
    await this.#tryLeaving();
    await this.#wait(patienceMs);
  }

  async #openPage(): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(this.address);
    await page.evaluate(this.kit);
    return page;
  }

  async #tryIn(realm: RunsScript, name: TriedRealm): Promise<void> {
    await realm.evaluate(this.kit);
    await this.#tryQuiet(realm, name);
  }

  async #tryQuiet(realm: RunsScript, name: TriedRealm): Promise<void> {
    const ids = (await realm.evaluate('leakKit.quiet')) as string[];
    const targets = await this.#targets(name, ids);
    await realm.evaluate(`leakKit.tryAll(${JSON.stringify(targets)})`).catch(() => undefined);
  }

  /** The page's own service worker; where the page starts none, its file is registered for it. */
  async #tryServiceWorker(page: Page): Promise<void> {
    await page.evaluate(registerServiceWorker);
    const worker =
      this.browser.serviceWorkers()[0] ??
      (await this.browser.waitForEvent('serviceworker', { timeout: 5000 }).catch(() => undefined));
    if (worker) await this.#tryIn(worker, 'service');
  }

  /** One after another in the same page, as long as it stays. */
  async #tryLeaving(): Promise<void> {
    let page = await this.#openPage();
    const ids = (await page.evaluate('leakKit.leaving')) as string[];
    const targets = await this.#targets('page', ids);
    for (const id of ids) {
      const order = JSON.stringify({ [id]: targets[id] });
      await page.evaluate(`leakKit.tryAll(${order})`).catch(() => undefined);
      await this.#wait(60);
      if (!(await isStillThere(page, this.address))) {
        await page.close();
        page = await this.#openPage();
      }
    }
  }

  async #trySql(page: Page): Promise<void> {
    const ids = (await page.evaluate('leakKit.sql')) as string[];
    const targets = await this.#targets('engine', ids);
    this.acceptedSql.push(...(await page.evaluate(runSql, targets)));
  }

  #wait(durationMs: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, durationMs));
  }

  async #tryScript(page: Page): Promise<void> {
    const ids = (await page.evaluate('leakKit.scripted')) as string[];
    await page.evaluate(runScript, await this.#targets('user', ids));
  }

  async #targets(realm: TriedRealm, ids: string[]): Promise<Record<string, LeakTarget>> {
    const entries = ids.map(async (id) => {
      const channel = `${realm}-${id}`;
      this.tried.push(channel);
      return [id, await this.listener.target(channel)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }
}

/** A worker as an intruder starts it: nothing in it was taken away, only the policy holds. */
async function startFreshWorker(page: Page, how: WorkerOptions): Promise<Worker | undefined> {
  const started = page.waitForEvent('worker', { timeout: 3000 }).catch(() => undefined);
  await page.evaluate(`leakKit.startFreshWorker(${JSON.stringify(how)})`).catch(() => undefined);
  return started;
}

async function isStillThere(page: Page, address: string): Promise<boolean> {
  if (page.isClosed() || page.url().split('#')[0] !== address) return false;
  const kit = page.evaluate('typeof leakKit').catch(() => undefined);
  const late = new Promise((resolve) => setTimeout(resolve, 2000, undefined));
  return (await Promise.race([kit, late])) === 'object';
}

async function waitForEngine(): Promise<boolean> {
  const { assay } = globalThis as unknown as { assay?: { ready: Promise<void> } };
  await assay?.ready;
  return assay !== undefined;
}

async function registerServiceWorker(): Promise<void> {
  const { leakKit } = globalThis as unknown as { leakKit: { trusted(address: string): string } };
  const known = await navigator.serviceWorker.getRegistration();
  if (!known)
    await navigator.serviceWorker.register(leakKit.trusted('sw.js')).catch(() => undefined);
}

/** The statements that the engine took. */
async function runSql(targets: Record<string, LeakTarget>): Promise<string[]> {
  const { assay, leakKit } = globalThis as unknown as {
    assay: { query(sql: string): Promise<unknown> };
    leakKit: LeakKit;
  };
  const accepted: string[] = [];
  for (const [id, to] of Object.entries(targets)) {
    const isTaken = await assay.query(leakKit.writeSql(id, to)).then(
      () => true,
      () => false,
    );
    if (isTaken) accepted.push(id);
  }
  return accepted;
}

async function runScript(targets: Record<string, LeakTarget>): Promise<void> {
  const { assay, leakKit } = globalThis as unknown as {
    assay: { add(operator: string, cell: object): Promise<string> };
    leakKit: LeakKit;
  };
  const params = { code: leakKit.writeScript(targets) };
  await assay.add('profile.script', { inputs: {}, params });
}
