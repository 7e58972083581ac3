import { DuckDBInstance } from '@duckdb/node-api';
import type { Page } from 'playwright-core';
import type { OpenBenchPage } from './bench-page';
import { quantile, type BenchRow } from './report';

const rowCount = 10_000_000;
const columnCount = 40;
const jumps = 30;

/** An identifier, a number to sort by, a code, a text, and bytes for the rest, as wide as fits into the engine uncompressed. */
const named = [
  'i AS id',
  '((i * 2654435761 + 12345) % 1000003)::DOUBLE / 7 AS x',
  '(i % 1000)::INTEGER AS code',
  `'v' || i % 50000 AS words`,
];
const bytes = Array.from(
  { length: columnCount - named.length },
  (_, index) => `((i + ${index}) % ${101 + (index % 150)})::UTINYINT AS b${index}`,
);
const select = `SELECT ${[...named, ...bytes].join(', ')} FROM range(${rowCount}) r(i)`;
const order = 'SELECT rowid AS source_row FROM b7b ORDER BY x ASC NULLS LAST, rowid';

/** B7b: 10,000,000 rows × 40 columns (200 do not fit the engine) sorted by a number, then jumps to any place: by the bar, and by a row number. */
export async function measureGrid(open: OpenBenchPage): Promise<BenchRow[]> {
  const { page, add, longestTask, close } = await open();
  await add('source.sql', { inputs: {}, params: { sql: select }, name: 'b7b' });
  await page.getByRole('grid').first().scrollIntoViewIfNeeded();
  await page.evaluate(drawn);
  const sorted = await page.evaluate(sortBy, 'x');
  const native = await measureNative();
  const early = await page.evaluate(jumpByBar, jumps);
  await page.evaluate(saved);
  const barJumps = await page.evaluate(jumpByBar, jumps);
  const numberJumps = await jumpByNumber(page);
  const scrolling = await page.evaluate(scrollOn, 3000);
  const longest = await longestTask('B7b, all of it');
  await close();
  return [
    {
      id: 'B7b',
      workload: `sort ${rowCount} rows × ${columnCount} columns by a number, click to drawn rows`,
      value: sorted,
      unit: 'ms',
      against: { what: 'list of row ids in native DuckDB, one thread', value: native },
      ratio: sorted / native,
    },
    jumpRow('the scroll bar, the table being kept meanwhile', early),
    jumpRow('the scroll bar', barJumps),
    jumpRow('a row number and Enter', numberJumps),
    {
      id: 'B8',
      workload: 'longest task while scrolling through them',
      value: scrolling,
      unit: 'ms',
      target: { text: '≤ 50 ms', isMet: scrolling <= 50 },
    },
    longest,
  ];
}

function jumpRow(how: string, times: number[]): BenchRow {
  const value = quantile(times, 0.95);
  return {
    id: 'B7b',
    workload: `jump to any place in ${rowCount} sorted rows by ${how}, p95 of ${times.length}`,
    value,
    unit: 'ms',
    target: { text: '≤ 100 ms', isMet: value <= 100 },
  };
}

async function measureNative(): Promise<number> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run(`CREATE TABLE b7b AS SELECT ${named[1]} FROM range(${rowCount}) r(i)`);
  const start = performance.now();
  await connection.run(`CREATE TABLE list AS ${order}`);
  const durationMs = performance.now() - start;
  connection.closeSync();
  return durationMs;
}

/** In the page: resolves once the project and its tables are kept on this machine. */
function saved(): Promise<void> {
  return (globalThis as unknown as { assay: { saved(): Promise<void> } }).assay.saved();
}

/** Types row numbers; the time counts from the key that sends it. */
async function jumpByNumber(page: Page): Promise<number[]> {
  const field = page.getByLabel('Row of the table; type another to go there').first();
  const times: number[] = [];
  for (let jump = 0; jump < jumps; jump += 1) {
    await field.fill(String(1 + ((jump * 7_368_787) % rowCount)));
    const watched = page.evaluate(timeNextKey);
    await field.press('Enter');
    times.push(await watched);
  }
  return times;
}

/** Resolves when every cell in view has its text and the browser has painted it. Runs in the page. */
function drawn(): Promise<void> {
  const grid = document.querySelector('[role=grid]')!;
  return new Promise((resolve) => {
    const look = (): void => {
      const isDrawn = grid.querySelector('[role=gridcell]') && !grid.querySelector('.loading');
      if (isDrawn) setTimeout(resolve);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

async function sortBy(name: string): Promise<number> {
  const grid = document.querySelector('[role=grid]')!;
  const heads = [...grid.querySelectorAll<HTMLElement>('[role=columnheader]')];
  const head = heads.find((each) => each.ariaLabel?.startsWith(`${name},`))!;
  const numbers = (): string => grid.querySelector('[role=rowheader]')!.textContent;
  const before = numbers();
  const start = performance.now();
  head.querySelector<HTMLElement>('button.name')!.click();
  await new Promise<void>((resolve) => {
    const look = (): void => {
      const isSorted = head.ariaSort === 'ascending' && numbers() !== before && numbers() !== '';
      if (isSorted && !grid.querySelector('.loading')) setTimeout(resolve);
      else requestAnimationFrame(look);
    };
    look();
  });
  return performance.now() - start;
}

async function jumpByBar(count: number): Promise<number[]> {
  const grid = document.querySelector('[role=grid]')!;
  const firstRow = (): number =>
    Number(grid.querySelector<HTMLElement>('[role=row]:not([data-row="-1"])')?.dataset['row']);
  const times: number[] = [];
  for (let jump = 1; jump <= count; jump += 1) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = firstRow();
    const start = performance.now();
    grid.scrollTop = ((jump * 0.618_034) % 1) * (grid.scrollHeight - grid.clientHeight);
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (firstRow() !== before && !grid.querySelector('.loading')) setTimeout(resolve);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    times.push(performance.now() - start);
  }
  return times;
}

function timeNextKey(): Promise<number> {
  const grid = document.querySelector('[role=grid]')!;
  const firstRow = (): number =>
    Number(grid.querySelector<HTMLElement>('[role=row]:not([data-row="-1"])')?.dataset['row']);
  const before = firstRow();
  return new Promise((resolve) => {
    const pressed = ({ timeStamp }: KeyboardEvent): void => {
      const look = (): void => {
        if (firstRow() !== before && !grid.querySelector('.loading'))
          setTimeout(() => resolve(performance.now() - timeStamp));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    addEventListener('keydown', pressed, { capture: true, once: true });
  });
}

/** Scrolls as with a wheel that does not stop, down and to the right; the longest task meanwhile. */
async function scrollOn(durationMs: number): Promise<number> {
  const grid = document.querySelector('[role=grid]')!;
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const end = performance.now() + durationMs;
  while (performance.now() < end) {
    grid.scrollBy({ top: 120, left: 30 });
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  return longest;
}
