import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { emptyDocument } from '../../src/notebook/document';
import { writeDocument } from '../../src/notebook/write-document';
import type { AssayApi } from '../../src/state/assay-api';

/** What scripts in the page see. */
export interface PageGlobal {
  assay: AssayApi;
}

/** A failure as a test reads it. */
export interface PageFailure {
  code: string;
  message: string;
  details: Record<string, unknown>;
}

/** The built page, open and with its engine up; page errors are collected and must stay empty. */
export interface AppPage {
  page: Page;
  errors: string[];
  /** Opens files as if dropped; the ids of their cells. */
  open(...files: { name: string; bytes: string | Uint8Array }[]): Promise<string[]>;
  add(operator: string, cell?: object): Promise<string>;
  result<T>(id: string): Promise<T>;
  query(sql: string): Promise<unknown[][]>;
  /** The failure of a call that must fail. */
  failureOf(operator: string, cell?: object): Promise<PageFailure>;
  /** Begins an empty notebook in place of the one that is open. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Without the copy for offline use, which would be made anew for each page: `offline.test.ts` has it. */
const pageDefaults = {
  viewport: { width: 1440, height: 900 },
  serviceWorkers: 'block',
} as const satisfies BrowserContextOptions;

export async function openApp(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<AppPage> {
  const context = await browser.newContext({ ...pageDefaults, ...options });
  await context.addInitScript(dismissRefusal);
  return openIn(context, address);
}

/** Opens the built page in a context that is there; `close` closes that too. */
export async function openIn(context: BrowserContext, address: string): Promise<AppPage> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  await page.evaluate(() => (globalThis as unknown as PageGlobal).assay.ready);
  return {
    page,
    errors,
    open: (...files) => page.evaluate(openFiles, files.map(toParts)),
    add: (operator, cell = {}) =>
      page.evaluate(([id, given]) => (globalThis as unknown as PageGlobal).assay.add(id, given), [
        operator,
        cell,
      ] as const),
    result: <T>(id: string) =>
      page.evaluate(
        (cell) => (globalThis as unknown as PageGlobal).assay.result(cell),
        id,
      ) as Promise<T>,
    query: (sql) => page.evaluate(runQuery, sql),
    failureOf: (operator, cell = {}) => page.evaluate(failingAdd, [operator, cell] as const),
    clear: async () => {
      await page.mouse.move(0, 0);
      await page.evaluate(loadNotebook, writeDocument(emptyDocument));
    },
    close: () => context.close(),
  };
}

/** Every one of these contexts is a private window, of which the page would tell each time that it is cleared. */
function dismissRefusal(): void {
  localStorage.setItem('assay-may-be-cleared', 'known');
}

interface FileParts {
  name: string;
  base64: string;
}

function loadNotebook(json: string): Promise<void> {
  const { assay } = globalThis as unknown as PageGlobal;
  return assay.load(new File([json], 'empty.json'));
}

function toParts({ name, bytes }: { name: string; bytes: string | Uint8Array }): FileParts {
  return { name, base64: Buffer.from(bytes as Uint8Array).toString('base64') };
}

function openFiles(files: FileParts[]): Promise<string[]> {
  const made = files.map(({ name, base64 }) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new File([bytes], name);
  });
  return (globalThis as unknown as PageGlobal).assay.open(made);
}

async function runQuery(sql: string): Promise<unknown[][]> {
  return (await (globalThis as unknown as PageGlobal).assay.query(sql)).rows;
}

async function failingAdd([operator, cell]: readonly [string, object]): Promise<PageFailure> {
  try {
    await (globalThis as unknown as PageGlobal).assay.add(operator, cell);
  } catch (thrown) {
    const { code, message, details } = thrown as PageFailure;
    return { code, message, details: { ...details } };
  }
  throw new Error(`${operator} did not fail`);
}
