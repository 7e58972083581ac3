import type { Browser, Page } from 'playwright-core';
import type { BenchRow } from './report';

/** The page under measurement. */
export interface BenchPage {
  page: Page;
  /** Adds a cell through `globalThis.assay`; answers its id and how long it took. */
  add(operator: string, cell: object): Promise<{ id: string; durationMs: number }>;
  open(name: string, text: string): Promise<{ id: string; durationMs: number }>;
  /** One part of a result, by its path: fetching all of it would itself hold up the page. */
  part<T>(id: string, path: (string | number)[]): Promise<T>;
  /** The longest task on the UI thread since the page was opened. */
  longestTasks(): Promise<BenchRow[]>;
}

interface Timed {
  id: string;
  durationMs: number;
}

/** What the page has when it runs: the scripting interface, and what the observer below has seen. */
interface BenchGlobal {
  assay: {
    ready: Promise<void>;
    add(operator: string, cell: object): Promise<string>;
    open(files: File[]): Promise<string[]>;
    result(id: string): unknown;
  };
  longTasks: number[];
}

export async function openBenchPage(browser: Browser, address: string): Promise<BenchPage> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(observeLongTasks);
  await page.goto(address);
  await page.evaluate(() => (globalThis as unknown as BenchGlobal).assay.ready);
  return {
    page,
    add: (operator, cell) => page.evaluate(addCell, { operator, cell }),
    open: (name, text) => page.evaluate(openText, { name, text }),
    part: <T>(id: string, path: (string | number)[]) =>
      page.evaluate(partOf, { id, path }) as Promise<T>,
    longestTasks: async () => [
      longestRow(await page.evaluate(() => (globalThis as unknown as BenchGlobal).longTasks)),
    ],
  };
}

function longestRow(tasks: number[]): BenchRow {
  const value = Math.max(0, ...tasks);
  return {
    id: 'B8',
    workload: `longest task on the UI thread (${tasks.length} of 50 ms and more)`,
    value,
    unit: 'ms',
    target: { text: '≤ 50 ms', isMet: value <= 50 },
  };
}

function observeLongTasks(): void {
  const seen: number[] = [];
  (globalThis as unknown as BenchGlobal).longTasks = seen;
  new PerformanceObserver((list) =>
    seen.push(...list.getEntries().map((entry) => entry.duration)),
  ).observe({
    type: 'longtask',
    buffered: true,
  });
}

function partOf({ id, path }: { id: string; path: (string | number)[] }): unknown {
  const whole = (globalThis as unknown as BenchGlobal).assay.result(id);
  const part = path.reduce<unknown>((value, key) => (value as never)[key], whole);
  return part instanceof Uint8Array ? Array.from(part) : part;
}

async function addCell({ operator, cell }: { operator: string; cell: object }): Promise<Timed> {
  const start = performance.now();
  const id = await (globalThis as unknown as BenchGlobal).assay.add(operator, cell);
  return { id, durationMs: performance.now() - start };
}

async function openText({ name, text }: { name: string; text: string }): Promise<Timed> {
  const start = performance.now();
  const [id] = await (globalThis as unknown as BenchGlobal).assay.open([new File([text], name)]);
  return { id: id!, durationMs: performance.now() - start };
}
