import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppPage, type PageGlobal } from '../support/app-page';
import { launch } from '../support/browser';
import { serveBuild, type Served } from '../support/serve';

let served: Served;
let browser: Browser;

beforeAll(async () => {
  served = await serveBuild();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const root = resolve(import.meta.dirname, '../..');
const adult = resolve(root, '../shared/data/tabular/adult_train.csv');
const planted = resolve(root, 'public/samples/planted.csv');

/** Adult where it is at hand; else the sample with planted problems, which every clone has. */
const table = existsSync(adult)
  ? {
      path: adult,
      rows: '22,792 rows',
      target: 'income',
      trap: 'fnlwgt',
      twins: ['education', 'education_num'],
    }
  : { path: planted, rows: '2,004 rows', target: 'churned', trap: 'customer_id', twins: [] };

const cellsOf = (page: Page) =>
  page.evaluate(() => [...(globalThis as unknown as PageGlobal).assay.cells()]);

/** The id of the newest cell of an operator, once it is there. */
const cellOf = async (page: Page, operator: string): Promise<string> => {
  const find = async () => (await cellsOf(page)).findLast((cell) => cell.operator === operator)?.id;
  await expect.poll(find, { timeout: 20_000 }).toBeTruthy();
  return (await find())!;
};

const resultOf = async <T>(app: AppPage, operator: string): Promise<T> => {
  const id = await cellOf(app.page, operator);
  await expect
    .poll(
      () =>
        app.result(id).then(
          () => 'there',
          () => 'waiting',
        ),
      { timeout: 90_000 },
    )
    .toBe('there');
  return app.result<T>(id);
};

const choose = async (page: Page, action: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(action, { delay: 5 });
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

const foreignRequests = (page: Page, address: string): string[] => {
  const seen: string[] = [];
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(address))
      seen.push(request.url());
  });
  return seen;
};

interface Evaluated {
  evaluation: { models: { scores: { metric: string; value: number }[] }[] };
}

const scoreOf = ({ evaluation }: Evaluated, metric: string): number =>
  evaluation.models[0]!.scores.find((score) => score.metric === metric)!.value;

describe('a table, from the drop to a judged model', () => {
  it('is done by mouse, without a script', async () => {
    const app = await openApp(browser, served.address);
    const { page } = app;
    const foreign = foreignRequests(page, served.address);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await (await chooser).setFiles(table.path);
    const main = page.getByRole('main');
    await main.getByText(table.rows).first().waitFor({ timeout: 30_000 });
    await resultOf(app, 'profile.table');
    for (const twin of table.twins) expect(await main.innerText()).toContain(twin);

    await main
      .getByRole('button', { name: new RegExp(`something about ${table.target}`) })
      .first()
      .click();
    const signal = await resultOf<object>(app, 'select.signal');
    expect(JSON.stringify(signal)).toContain(table.trap);
    await expect
      .poll(() => main.innerText(), { timeout: 20_000 })
      .toMatch(new RegExp(`${table.trap}.* is a trap`));

    const menu = page.getByRole('complementary').first();
    await menu.getByRole('button', { name: 'Feature set' }).click();
    await resultOf(app, 'select.feature-set');
    await menu.getByRole('button', { name: 'Boosted trees' }).click();
    await resultOf(app, 'train.boosted-trees');
    const trained = (await cellsOf(page)).find((cell) => cell.operator === 'train.boosted-trees')!;
    expect(trained.inputs).toHaveProperty('features');
    await menu.getByRole('button', { name: 'How good it is' }).click();
    const evaluated = await resultOf<Evaluated>(app, 'evaluate.model');
    expect(scoreOf(evaluated, 'accuracy')).toBeGreaterThan(0.8);
    await expect.poll(() => main.innerText(), { timeout: 20_000 }).toMatch(/% right/);
    expect(foreign).toEqual([]);
    expect(app.errors).toEqual([]);
    await app.close();
  });
});

describe('the samples, by keyboard', () => {
  it('penguins: three classes, missing values', async () => {
    const app = await openApp(browser, served.address);
    await choose(app.page, 'penguins');
    await resultOf(app, 'profile.table');
    expect(await app.query('SELECT count(*)::INT FROM penguins')).toEqual([[344]]);
    await choose(app.page, 'signal of each');
    await resultOf(app, 'select.signal');
    await choose(app.page, 'neural network');
    const model = await resultOf<{ task: string; classes: string[] }>(app, 'train.neural-network');
    expect(model).toMatchObject({ task: 'multiclass', classes: ['Adelie', 'Chinstrap', 'Gentoo'] });
    await choose(app.page, 'how good it is');
    expect(scoreOf(await resultOf<Evaluated>(app, 'evaluate.model'), 'accuracy')).toBeGreaterThan(
      0.9,
    );
    expect(app.errors).toEqual([]);
    await app.close();
  });

  it('wages: a regression', async () => {
    const app = await openApp(browser, served.address);
    await choose(app.page, 'wages');
    await resultOf(app, 'profile.table');
    await choose(app.page, 'linear model');
    expect(await resultOf(app, 'train.linear')).toMatchObject({
      task: 'regression',
      target: 'wage',
    });
    await choose(app.page, 'how good it is');
    const evaluated = await resultOf<Evaluated>(app, 'evaluate.model');
    expect(scoreOf(evaluated, 'r2')).toBeGreaterThan(0.1);
    expect(app.errors).toEqual([]);
    await app.close();
  });

  it('flights: three million rows load, are profiled, and filter', async () => {
    const app = await openApp(browser, served.address);
    await choose(app.page, 'flights');
    await resultOf(app, 'source.file');
    expect(await app.query('SELECT count(*)::INT FROM flights')).toEqual([[3_000_000]]);
    await resultOf(app, 'profile.table');
    const grid = app.page.getByRole('grid').first();
    await grid.waitFor();
    const bars = grid.locator('.bars').first();
    await bars.waitFor({ timeout: 30_000 });
    const box = (await bars.boundingBox())!;
    await app.page.mouse.move(box.x + 1, box.y + 10);
    await app.page.mouse.down();
    await app.page.mouse.move(box.x + box.width / 2, box.y + 10, { steps: 4 });
    await app.page.mouse.up();
    const main = app.page.getByRole('main');
    await expect
      .poll(() => main.innerText(), { timeout: 30_000 })
      .toMatch(/[\d,]+ of 3,000,000 rows/);
    expect(app.errors).toEqual([]);
    await app.close();
  });
});

describe('the notebook', () => {
  it('takes a deletion back with its result', async () => {
    const app = await openApp(browser, served.address);
    const { page } = app;
    const [source] = await app.open({ name: 'planted.csv', bytes: readFileSync(planted) });
    const signal = await app.add('select.signal', {
      inputs: { table: source },
      params: { target: 'churned' },
    });
    const before = await cellsOf(page);
    await choose(page, 'delete');
    await expect.poll(async () => (await cellsOf(page)).length).toBe(before.length - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => cellsOf(page)).toEqual(before);
    expect(await app.result(signal)).toBeTruthy();
    expect(app.errors).toEqual([]);
    await app.close();
  });

  it('opens a saved notebook, and asks for the file that it read', async () => {
    const app = await openApp(browser, served.address);
    await app.open({ name: 'planted.csv', bytes: readFileSync(planted) });
    const loaded = await app.page.evaluate(async () => {
      const { assay } = globalThis as unknown as PageGlobal;
      const blob = await assay.save();
      await assay.load(new File([blob], 'notebook.json'));
      return assay.cells().map((cell) => cell.operator);
    });
    expect(loaded).toEqual(['source.file', 'profile.table']);
    await app.close();
  });
});
