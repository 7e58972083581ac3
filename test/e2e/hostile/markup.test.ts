import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import type { PageGlobal } from '../../support/app-page';
import { launchProfile } from '../../support/browser';
import { hostileMarkup } from '../../support/leaks/hostile-markup';
import { Listener } from '../../support/leaks/listener';
import { findChannels, readLookups } from '../../support/leaks/net-log';
import {
  serveBare,
  serveBuild,
  withoutPolicy,
  withoutScript,
  type Served,
} from '../../support/serve';

/** Where a text from outside may stand. */
const places = ['value', 'column', 'title', 'name', 'note'] as const;
type Place = (typeof places)[number];

const patienceMs = 2000;
let listener: Listener;
let texts: Record<Place, string[]>;

beforeEach(async () => {
  listener = await Listener.start();
  texts = Object.fromEntries(
    await Promise.all(places.map(async (place) => [place, await textsFor(place)] as const)),
  ) as typeof texts;
});

afterEach(() => listener.close());

describe('hostile markup (as value, column name, title, cell name and Markdown note)', () => {
  it('gets nothing out of the page, though all of it is shown', async (context) => {
    count(context);
    const out = await watched(serveBuild, async (page) => {
      await page.evaluate(() => (globalThis as unknown as PageGlobal).assay.ready);
      await showTables(page);
      await showNotebooks(page);
      expect(await findMarkup(page)).toEqual([]);
    });
    expect(out).toEqual([]);
  });

  it('gets out of a page that takes it for markup and has no policy', async (context) => {
    count(context);
    const bare = (html: string): string => withoutScript(withoutPolicy(html));
    const serve = (): Promise<Served> => serveBare({ changePage: bare });
    const out = await watched(serve, (page) => takeInTurns(page, texts.value));
    expect(out.length).toBeGreaterThanOrEqual(50);
  });
});

function count({ task }: TestContext): void {
  task.meta.inputs = hostileMarkup.length * places.length;
}

function textsFor(place: Place): Promise<string[]> {
  return Promise.all(
    hostileMarkup.map(async (vector, index) =>
      vector((await listener.target(`markup-${place}-${index}`)).http),
    ),
  );
}

/** The channels of which anything got out while something was done on the page. */
async function watched(
  serve: () => Promise<Served>,
  act: (page: Page) => Promise<void>,
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-markup-'));
  const log = join(folder, 'net-log.json');
  const served = await serve();
  const browser = await launchProfile({ args: [`--log-net-log=${log}`] });
  try {
    const page = await browser.newPage();
    await page.goto(served.address);
    await act(page);
    await page.waitForTimeout(patienceMs);
    await browser.close();
    return [...new Set([...listener.heard, ...findChannels(readLookups(log))])].sort();
  } finally {
    await browser.close();
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A table with every text as a value, and one with every text as the name of a column; both with their profile. */
async function showTables(page: Page): Promise<void> {
  const rows = texts.value.map((text, id) => ({ id, text, again: text }));
  const wide = [1, 2, 3].map((row) =>
    Object.fromEntries(texts.column.map((text, index) => [text, row * (index + 1)])),
  );
  for (const [name, table] of Object.entries({ values: rows, columns: wide })) {
    await page.evaluate(openJson, { name: `${name}.json`, text: JSON.stringify(table) });
    await page.waitForFunction(allDone);
    await scrollThrough(page);
  }
}

/** Notebooks of notes, one text each: as its Markdown, its name, and the title of the notebook. */
async function showNotebooks(page: Page): Promise<void> {
  const cells = texts.note.map((text, index) => ({
    id: `c${index + 1}`,
    operator: 'publish.note',
    name: texts.name[index]!,
    inputs: {},
    params: { text },
    note: texts.name[index]!,
  }));
  for (const title of texts.title)
    await page.evaluate(loadNotebook, { format: 1, title, cells: [] });
  await page.evaluate(loadNotebook, { format: 1, title: texts.title[0]!, cells });
  await scrollThrough(page);
}

/** So that all that is drawn only when it comes near is drawn. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 25));
    const main = document.querySelector('main')!;
    for (const box of [main, ...main.querySelectorAll('[role=grid], [role=grid] *')]) {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = box;
      for (let top = 0; top < scrollHeight - clientHeight; top += clientHeight) {
        box.scrollTop = top;
        await pause();
      }
      for (let left = 0; left < scrollWidth - clientWidth; left += clientWidth) {
        box.scrollLeft = left;
        await pause();
      }
    }
  });
}

/** Elements that hold an address of the listener where a browser would follow it by itself. */
function findMarkup(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) =>
        [...element.attributes].some(
          ({ name, value }) =>
            /^(src|srcset|poster|data|background|action|formaction|ping|style)$|^on/.test(name) &&
            !value.startsWith('data:') &&
            value.includes('leak.localhost'),
        ),
      )
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
  );
}

function openJson({ name, text }: { name: string; text: string }): Promise<string[]> {
  return (globalThis as unknown as PageGlobal).assay.open([new File([text], name)]);
}

function loadNotebook(document: object): Promise<void> {
  const file = new Blob([JSON.stringify(document)]);
  return (globalThis as unknown as PageGlobal).assay.load(file);
}

function allDone(): boolean {
  return document.querySelector('[role=progressbar]') === null;
}

/** A few texts a page, since some lead it away before the others have had their turn. */
async function takeInTurns(page: Page, given: readonly string[]): Promise<void> {
  const address = page.url();
  const textsOfPage = 20;
  for (let first = 0; first < given.length; first += textsOfPage) {
    await page.goto(address);
    await page.evaluate(takeForMarkup, given.slice(first, first + textsOfPage));
    await page.waitForTimeout(patienceMs / 2);
  }
}

/** What a page does that trusts what it is given. */
function takeForMarkup(given: string[]): void {
  for (const text of given) {
    const box = document.createElement('div');
    box.innerHTML = text;
    document.body.append(box);
  }
}
