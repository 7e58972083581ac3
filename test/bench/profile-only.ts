import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { BenchPage, OpenBenchPage } from './bench-page';
import { writeMixed } from './import';
import type { BenchRow } from './report';

/** How large the file is, in GB; 8 unless `BENCH_GB` says otherwise. */
const gigabytes = Number(process.env['BENCH_GB'] ?? 8);
const patienceMs = 3_600_000;

/**
 * B10: a CSV that does not fit, profiled in one pass without a table. It holds the rows of B1 over and over.
 * Memory is the most that the process of the tab had resident at once, all of its workers and its code with it.
 */
export async function measureProfileOnly(
  browser: Browser,
  open: OpenBenchPage,
): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const single = join(folder, 'once.csv');
  const path = join(folder, 'large.csv');
  try {
    await writeMixed(single, 'HEADER');
    const usual = await open();
    const usualSpeed = statSync(single).size / (await usual.profileFile(single));
    await usual.close();
    await repeat(single, path, gigabytes * 1e9);
    const bench = await open();
    const durationMs = await profileOnly(bench, path);
    const speed = statSync(path).size / durationMs;
    const peakBytes = await peakOfTab(browser);
    const longest = await bench.longestTask('B10');
    await bench.close();
    const size = `${(statSync(path).size / 1e9).toPrecision(2)} GB of CSV profiled in one pass`;
    return [
      {
        id: 'B10',
        workload: `${size}: MB a second`,
        value: speed / 1000,
        unit: 'MB/s',
        against: { what: 'B1 in this run', value: usualSpeed / 1000 },
        ratio: speed / usualSpeed,
        target: { text: '≥ 0.8 ×', isMet: speed >= 0.8 * usualSpeed },
      },
      {
        id: 'B10',
        workload: `${size}: most memory of the tab`,
        value: peakBytes / 1e6,
        unit: 'MB',
        target: { text: '≤ 1000 MB', isMet: peakBytes <= 1e9 },
      },
      longest,
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The file with its rows over and over, up to about `bytes`. */
async function repeat(from: string, to: string, bytes: number): Promise<void> {
  copyFileSync(from, to);
  const header = readFileSync(from).indexOf(0x0a) + 1;
  for (let times = Math.round(bytes / statSync(from).size); times > 1; times -= 1) {
    const out = createWriteStream(to, { flags: 'a' });
    createReadStream(from, { start: header }).pipe(out);
    await once(out, 'close');
  }
}

/** From the choice of a profile alone to its words. */
async function profileOnly({ page, choose }: BenchPage, path: string): Promise<number> {
  await choose(path);
  await page.evaluate(dropChosen);
  const form = page.getByRole('form', { name: /^How much of/ });
  await form.getByRole('radio', { name: 'No table: a profile in one pass' }).check();
  const start = performance.now();
  await form.getByRole('button', { name: 'Profile it' }).click();
  await page
    .getByText('All rows were read once; no table was made.')
    .waitFor({ timeout: patienceMs });
  return performance.now() - start;
}

/** In the page: a file of any size asks what to read of it. */
function dropChosen(): void {
  const { assay } = globalThis as unknown as {
    assay: { budget(bytes: number): number; open(files: File[]): Promise<string[]> };
  };
  assay.budget(100_000_000);
  const input = document.querySelector<HTMLInputElement>('#bench-file')!;
  const files = [...input.files!];
  input.remove();
  assay.open(files).catch(() => undefined);
}

/** The most resident bytes that a renderer has had. Linux only; NaN elsewhere. */
async function peakOfTab(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakOf(id));
  return Math.max(...peaks);
}

function peakOf(pid: number): number {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
  } catch {
    return NaN;
  }
}
