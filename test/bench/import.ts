import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenBenchPage } from './bench-page';
import { makeMixedTable, mixedRows, openNative } from './mixed-table';
import { median, type BenchRow } from './report';

const runs = 3;

/** How long the page is left alone before a file of the second figure is dropped: nobody finds a file sooner. */
const idleMs = 6000;

interface Workload {
  id: string;
  file: string;
  /** How native DuckDB writes the file. */
  copy: string;
  /** Native DuckDB's time at most so many times. */
  limit: number;
}

const workloads: Workload[] = [
  { id: 'B1', file: 'mixed.csv', copy: 'HEADER', limit: 1 },
  { id: 'B2', file: 'mixed.parquet', copy: 'FORMAT parquet', limit: 1.5 },
];

/** B1, B2: a file of mixed columns from drop to full profile, against CREATE TABLE and SUMMARIZE in native DuckDB. */
export async function measureImport(
  ids: readonly string[],
  open: OpenBenchPage,
): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const rows: BenchRow[] = [];
    for (const workload of workloads.filter(({ id }) => ids.includes(id))) {
      const path = join(folder, workload.file);
      await writeMixed(path, workload.copy);
      rows.push(...(await measureFile(workload, path, open)));
      rmSync(path);
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureFile(
  { id, file, limit }: Workload,
  path: string,
  open: OpenBenchPage,
): Promise<BenchRow[]> {
  const own: number[] = [];
  const afterIdle: number[] = [];
  const native: number[] = [];
  const longest: BenchRow[] = [];
  for (let run = 0; run < runs; run += 1) {
    native.push(await timeNative(path));
    for (const [durations, waitMs] of [
      [own, 0],
      [afterIdle, idleMs],
    ] as const) {
      const page = await open();
      await page.page.waitForTimeout(waitMs);
      durations.push(await page.profileFile(path));
      longest.push(await page.longestTask(id));
      await page.close();
    }
  }
  const theirs = median(native);
  const megabytes = Math.round(statSync(path).size / 1e6);
  const row = (value: number, when: string): BenchRow => ({
    id,
    workload: `${mixedRows} × 20, ${file} of ${megabytes} MB, dropped ${when}: until its full profile`,
    value,
    unit: 'ms',
    against: { what: 'CREATE TABLE and SUMMARIZE in native DuckDB, one thread', value: theirs },
    ratio: value / theirs,
    target: { text: `≤ ${limit} ×`, isMet: value <= limit * theirs },
  });
  return [
    row(median(own), 'in the moment that the page is ready'),
    row(median(afterIdle), `on a page that has been open for ${idleMs / 1000} s`),
    longest.reduce((worst, next) => (next.value > worst.value ? next : worst)),
  ];
}

/** A file of mixed columns, written by native DuckDB. */
export async function writeMixed(path: string, copy: string): Promise<void> {
  const connection = await openNative();
  await makeMixedTable(connection);
  await connection.run(`COPY mixed TO '${path}' (${copy})`);
  connection.closeSync();
}

async function timeNative(path: string): Promise<number> {
  const connection = await openNative();
  const start = performance.now();
  await connection.run(`CREATE TABLE t AS FROM '${path}'`);
  await connection.runAndReadAll('SUMMARIZE t');
  const durationMs = performance.now() - start;
  connection.closeSync();
  return durationMs;
}
