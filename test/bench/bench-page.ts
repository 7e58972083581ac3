import type { Browser, Page } from 'playwright-core';
import type { BenchRow } from './report';

/** The page under measurement. */
export interface BenchPage {
  /** For keys and scrolling. */
  page: Page;
  /** Adds a cell through `globalThis.assay`; answers its id and how long it took. */
  add(operator: string, cell: object): Promise<{ id: string; durationMs: number }>;
  open(name: string, text: string): Promise<{ id: string; durationMs: number }>;
  /** Hands the page a file of this machine, in an input of its own. */
  choose(path: string): Promise<void>;
  /** Opens a file of this machine as if dropped; how long until its profile stands, in milliseconds. */
  profileFile(path: string): Promise<number>;
  /** One part of a result, by its path: fetching all of it would itself hold up the page. */
  part<T>(id: string, path: (string | number)[]): Promise<T>;
  /** B8: the longest task on the UI thread since the page was opened, in a workload named by its row. */
  longestTask(workload: string): Promise<BenchRow>;
  close(): Promise<void>;
}

/** Opens the page anew, with its engine up. */
export type OpenBenchPage = () => Promise<BenchPage>;

interface Timed {
  id: string;
  durationMs: number;
}

/** What the page has when it runs: the scripting interface, and what the observer below has seen. */
interface BenchGlobal {
  assay: {
    ready: Promise<void>;
    add(operator: string, cell: object): Promise<string>;
    open(files: Iterable<File>): Promise<string[]>;
    result(id: string): unknown;
    cells(): { id: string; operator: string }[];
  };
  longTasks: number[];
}

export async function openBenchPage(browser: Browser, address: string): Promise<BenchPage> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  await page.addInitScript(observeLongTasks);
  await page.goto(address);
  await page.evaluate(() => (globalThis as unknown as BenchGlobal).assay.ready);
  const choose = async (path: string): Promise<void> => {
    await page.evaluate(addFileInput);
    await page.setInputFiles('#bench-file', path);
  };
  return {
    page,
    choose,
    add: (operator, cell) => page.evaluate(addCell, { operator, cell }),
    open: (name, text) => page.evaluate(openText, { name, text }),
    profileFile: async (path) => {
      await choose(path);
      return page.evaluate(profileChosen);
    },
    part: <T>(id: string, path: (string | number)[]) =>
      page.evaluate(partOf, { id, path }) as Promise<T>,
    longestTask: async (workload) =>
      longestRow(
        workload,
        await page.evaluate(() => (globalThis as unknown as BenchGlobal).longTasks),
      ),
    close: () => page.close(),
  };
}

function longestRow(workload: string, tasks: number[]): BenchRow {
  const value = Math.max(0, ...tasks);
  return {
    id: 'B8',
    workload: `longest task on the UI thread in ${workload} (${tasks.length} of 50 ms and more)`,
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

function addFileInput(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.id = 'bench-file';
  document.body.append(input);
}

async function profileChosen(): Promise<number> {
  const { assay } = globalThis as unknown as BenchGlobal;
  const input = document.querySelector<HTMLInputElement>('#bench-file')!;
  const files = [...input.files!];
  input.remove();
  const start = performance.now();
  await assay.open(files);
  const profile = assay.cells().find(({ operator }) => operator === 'profile.table')!;
  for (;;) {
    try {
      assay.result(profile.id);
      return performance.now() - start;
    } catch (thrown) {
      if (performance.now() - start > 120_000) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  }
}
