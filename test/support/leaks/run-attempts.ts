import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchProfile } from '../browser';
import {
  leavingAttempts,
  openTrustedTypes,
  quietAttempts,
  sqlAttempts,
  type Attempt,
  type Target,
} from './attempts';
import { Listener } from './listener';
import { findChannels, readLookups } from './net-log';

export interface Outcome {
  /** Channels that were tried. */
  tried: string[];
  /** Channels through which a request or packet arrived. */
  arrived: string[];
  /** Channels of which at least the name was looked up or a connection opened. */
  out: string[];
  /** SQL that was not refused. */
  acceptedSql: string[];
}

/** How long to listen after the last attempt of a page. */
const patienceMs = 2500;

/** Tries every way out of the page at `address`, in a browser of its own. */
export async function runAttempts(
  address: string,
  browserArguments: string[] = [],
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-leaks-'));
  const log = join(folder, 'net-log.json');
  const listener = await Listener.start();
  const browser = await launchProfile({ args: [`--log-net-log=${log}`, ...browserArguments] });
  try {
    const page = await browser.newPage();
    await openPage(page, address);
    const tried = await tryAll(page, quietAttempts, listener);
    const { accepted, sql } = await trySql(page, listener);
    await page.waitForTimeout(patienceMs);
    for (const [channel, attempt] of Object.entries(leavingAttempts)) {
      const other = await browser.newPage();
      await openPage(other, address);
      await tryOne(other, attempt, await listener.target(channel));
    }
    await page.waitForTimeout(patienceMs);
    await browser.close();
    const arrived = [...listener.heard].sort();
    const out = [...new Set([...arrived, ...findChannels(readLookups(log))])].sort();
    const all = [...tried, ...sql, ...Object.keys(leavingAttempts)];
    return { tried: all, arrived, out, acceptedSql: accepted };
  } finally {
    await browser.close();
    await listener.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.evaluate(openTrustedTypes);
}

async function tryAll(
  page: Page,
  attempts: Record<string, Attempt>,
  listener: Listener,
): Promise<string[]> {
  for (const [channel, attempt] of Object.entries(attempts)) {
    await tryOne(page, attempt, await listener.target(channel));
  }
  return Object.keys(attempts);
}

/** A failure is what the walls are for: it is not looked at, only what arrives outside is. */
async function tryOne(page: Page, attempt: Attempt, to: Target): Promise<void> {
  const call = `(${attempt})(${JSON.stringify(to)})`;
  await page.evaluate(`void (async () => ${call})().catch(() => undefined)`).catch(() => undefined);
}

async function trySql(
  page: Page,
  listener: Listener,
): Promise<{ sql: string[]; accepted: string[] }> {
  const hasEngine = await page.evaluate(async () => {
    const { assay } = globalThis as unknown as { assay?: { ready: Promise<void> } };
    await assay?.ready;
    return assay !== undefined;
  });
  if (!hasEngine) return { sql: [], accepted: [] };
  const accepted: string[] = [];
  for (const [channel, write] of Object.entries(sqlAttempts)) {
    const sql = write(await listener.target(channel));
    const isAccepted = await page.evaluate((text) => {
      const { assay } = globalThis as unknown as { assay: { query(sql: string): Promise<void> } };
      return assay.query(text).then(
        () => true,
        () => false,
      );
    }, sql);
    if (isAccepted) accepted.push(channel);
  }
  return { sql: Object.keys(sqlAttempts), accepted };
}
