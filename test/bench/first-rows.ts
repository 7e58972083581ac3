import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchPage, OpenBenchPage } from './bench-page';
import { writeMixed } from './import';
import { quantile, type BenchRow } from './report';

const runs = 5;
const sparseBytes = 4 * 2 ** 30;

interface FirstLook {
  rowsMs: number;
  picturesMs: number;
}

/** B3, B3b: from the drop to the first rows, and to a picture of every column, of the file of B1 and of one of 4 GiB. */
export async function measureFirstRows(open: OpenBenchPage): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const path = join(folder, 'mixed.csv');
  try {
    await writeMixed(path, 'HEADER');
    const looks = await lookAll(open, path);
    // The same rows and a hole behind them: no file system stores it.
    const file = openSync(path, 'r+');
    ftruncateSync(file, sparseBytes);
    closeSync(file);
    const large = await lookAll(open, path);
    return [
      row('B3', 'the file of B1: drop to first rows', looks, 300, ({ rowsMs }) => rowsMs),
      row('B3', 'a file of 4 GiB: drop to first rows', large, 300, ({ rowsMs }) => rowsMs),
      row(
        'B3b',
        'the file of B1: drop to pictures of all columns',
        looks,
        1000,
        (look) => look.picturesMs,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function lookAll(open: OpenBenchPage, path: string): Promise<FirstLook[]> {
  const looks: FirstLook[] = [];
  for (let run = 0; run < runs; run += 1) {
    const bench = await open();
    looks.push(await look(bench, path));
    await bench.close();
  }
  return looks;
}

function row(
  id: string,
  workload: string,
  looks: FirstLook[],
  limit: number,
  ms: (look: FirstLook) => number,
): BenchRow {
  const value = quantile(looks.map(ms), 0.5);
  const target = { text: `≤ ${limit} ms`, isMet: value <= limit };
  return { id, workload: `${workload}, median of ${runs}`, value, unit: 'ms', target };
}

async function look({ page, choose }: BenchPage, path: string): Promise<FirstLook> {
  await choose(path);
  return page.evaluate(lookAtChosen);
}

/** In the page: opens the chosen file, and looks at each frame what has been painted. */
async function lookAtChosen(): Promise<FirstLook> {
  const { assay } = globalThis as unknown as { assay: { open(files: File[]): Promise<string[]> } };
  const input = document.querySelector<HTMLInputElement>('#bench-file')!;
  const files = [...input.files!];
  input.remove();
  const seen = { rowsMs: NaN, picturesMs: NaN };
  const painted = (): Promise<void> =>
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const start = performance.now();
  assay.open(files).catch(() => undefined);
  while (Number.isNaN(seen.picturesMs) && performance.now() - start < 60_000) {
    await painted();
    const cells = '[aria-label^="First rows"] td, [role=gridcell]:not(.loading)';
    if (Number.isNaN(seen.rowsMs) && document.querySelector(cells))
      seen.rowsMs = performance.now() - start;
    const pictures = [...document.querySelectorAll('[aria-label^="First rows"] .picture')];
    const isDrawn = pictures.length > 0 && pictures.every((each) => each.childElementCount > 0);
    if (isDrawn || document.querySelector('[role=grid] .picture svg'))
      seen.picturesMs = performance.now() - start;
  }
  return seen;
}
