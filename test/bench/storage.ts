import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchPage, OpenBenchPage } from './bench-page';
import { makeMixedTable, mixedRows, openNative } from './mixed-table';
import { median, quantile, type BenchRow } from './report';

const runs = 3;
const edits = 200;

/** What the screen says once all steps are on the disk. */
const savedLabel = 'Saved: projects';

/** S1, S3: what it costs who waits that a project is kept: an import, and each edit. */
export async function measureKeeping(
  ids: readonly string[],
  open: OpenBenchPage,
): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const path = join(folder, 'mixed.csv');
  try {
    const connection = await openNative();
    await makeMixedTable(connection);
    await connection.run(`COPY mixed TO '${path}' (HEADER)`);
    connection.closeSync();
    return [
      ...(ids.includes('S1') ? await measureImports(path, open) : []),
      ...(ids.includes('S3') ? await measureEdits(path, open) : []),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureImports(path: string, open: OpenBenchPage): Promise<BenchRow[]> {
  const inMemory: number[] = [];
  const kept: number[] = [];
  const settled: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const memory = await open();
    await beginInMemory(memory);
    inMemory.push(await memory.profileFile(path));
    await memory.close();
    const disk = await open();
    kept.push(await disk.profileFile(path));
    settled.push(await disk.page.evaluate(awaitSaved));
    await disk.close();
  }
  const [value, theirs] = [median(kept), median(inMemory)];
  const megabytes = Math.round(statSync(path).size / 1e6);
  const workload = `${mixedRows} × 20, CSV of ${megabytes} MB, in a project that is kept`;
  return [
    {
      id: 'S1',
      workload: `${workload}: from drop to full profile`,
      value,
      unit: 'ms',
      against: { what: 'the same in a project for memory alone', value: theirs },
      ratio: value / theirs,
      target: { text: '≤ 1.3 ×', isMet: value <= 1.3 * theirs },
    },
    {
      id: 'S1',
      workload: `${workload}: from the profile until all is on the disk`,
      value: median(settled),
      unit: 'ms',
    },
  ];
}

/** Renames of a cell, one after the other, each until the screen says that it is saved. */
async function measureEdits(path: string, open: OpenBenchPage): Promise<BenchRow[]> {
  const bench = await open();
  await bench.profileFile(path);
  await bench.page.evaluate(awaitSaved);
  const times = await bench.page.evaluate(renameOften, { edits, savedLabel });
  await bench.close();
  const value = quantile(times, 0.95);
  return [
    {
      id: 'S3',
      workload: `an edit until the screen shows it as saved, p95 of ${times.length} (longest ${Math.round(Math.max(...times))} ms)`,
      value,
      unit: 'ms',
      target: { text: '≤ 50 ms', isMet: value <= 50 },
    },
  ];
}

async function beginInMemory({ page }: BenchPage): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('begin a project that is not kept');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

interface KeepingPage {
  assay: { saved(): Promise<void> };
}

async function awaitSaved(): Promise<number> {
  const start = performance.now();
  await (globalThis as unknown as KeepingPage).assay.saved();
  return performance.now() - start;
}

async function renameOften({
  edits,
  savedLabel,
}: {
  edits: number;
  savedLabel: string;
}): Promise<number[]> {
  const times: number[] = [];
  const field = document.querySelector<HTMLInputElement>(
    'input[aria-label="Name of what this cell makes"]',
  )!;
  const status = document.querySelector('[aria-label$=": projects"]')!;
  for (let edit = 0; edit < edits; edit += 1) {
    const start = performance.now();
    const saved = new Promise<void>((resolve, reject) => {
      const labels: (string | null)[] = [];
      const observer = new MutationObserver(() => {
        labels.push(status.getAttribute('aria-label'));
        if (labels.at(-1) !== savedLabel) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(status, { attributeFilter: ['aria-label'] });
      setTimeout(() => reject(new Error(`not saved: ${labels.join(', ')}`)), 10_000);
    });
    field.focus();
    field.value = `name_${edit}`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    field.blur();
    await saved;
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}
