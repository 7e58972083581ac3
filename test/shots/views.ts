import type { Page } from 'playwright-core';
import type { PageGlobal } from '../support/app-page';

/** Saves what the page shows now under a name. */
export type Shoot = (view: string) => Promise<void>;

/** A cell to add: its operator, params, and which cells made before feed which inputs. */
interface Step {
  view: string;
  operator: string;
  params?: object;
  inputs: Record<string, string | string[]>;
}

const target = { target: 'churned' };

/** A whole journey over one table; `table` is the cell of the file, other names are views above. */
const steps: Step[] = [
  { view: 'association', operator: 'profile.association', inputs: { table: 'table' } },
  {
    view: 'compare',
    operator: 'profile.compare',
    params: { where: "churned = 'yes'" },
    inputs: { table: 'table' },
  },
  ...chartSteps(),
  { view: 'look-around', operator: 'profile.crossfilter', inputs: { table: 'table' } },
  { view: 'signal', operator: 'select.signal', params: target, inputs: { table: 'table' } },
  { view: 'leaks', operator: 'select.leaks', params: target, inputs: { table: 'table' } },
  { view: 'redundancy', operator: 'select.redundancy', params: target, inputs: { table: 'table' } },
  { view: 'features', operator: 'select.feature-set', params: target, inputs: { table: 'table' } },
  {
    view: 'trees',
    operator: 'train.boosted-trees',
    params: target,
    inputs: { table: 'table', features: 'features' },
  },
  {
    view: 'linear',
    operator: 'train.linear',
    params: target,
    inputs: { table: 'table', features: 'features' },
  },
  {
    view: 'evaluation',
    operator: 'evaluate.model',
    inputs: { table: 'table', models: ['trees', 'linear'] },
  },
  {
    view: 'sql',
    operator: 'source.sql',
    params: {
      sql: 'SELECT plan, count(*) AS customers\nFROM churn\nGROUP BY plan',
      names: ['churn'],
    },
    inputs: { tables: ['table'] },
  },
  {
    view: 'pivot',
    operator: 'prepare.pivot',
    params: { rows: ['country'], columns: ['plan'], values: 'monthly_fee', aggregate: 'mean' },
    inputs: { table: 'table' },
  },
  {
    view: 'failed',
    operator: 'source.sql',
    params: { sql: 'SELECT plan, nothing FROM churn', names: ['churn'] },
    inputs: { tables: ['table'] },
  },
  {
    view: 'note',
    operator: 'publish.note',
    params: { text: '# What we learned\n\nTenure and plan tell **most**.\n\n- next: labels' },
    inputs: {},
  },
];

/** A chart of each kind. */
function chartSteps(): Step[] {
  const charts: [view: string, params: object][] = [
    ['bars', { columns: ['country'], colour: 'plan' }],
    ['line', { columns: ['tenure_months', 'monthly_fee'], kind: 'line', aggregate: 'mean' }],
    ['histogram', { columns: ['tenure_months'], colour: 'churned' }],
    ['boxes', { columns: ['plan', 'usage_gb'] }],
    ['scatter', { columns: ['tenure_months', 'usage_gb'], colour: 'plan' }],
    ['density', { columns: ['usage_gb'], kind: 'density', colour: 'churned' }],
    ['heat-map', { columns: ['country', 'plan'] }],
    ['parallel', { columns: ['tenure_months', 'usage_gb', 'monthly_fee', 'churned'] }],
    ['matrix', { columns: ['tenure_months', 'usage_gb', 'monthly_fee'] }],
  ];
  return charts.map(([view, params]) => ({
    view: `chart-${view}`,
    operator: 'profile.chart',
    params,
    inputs: { table: 'table' },
  }));
}

const overlays: [view: string, key: string][] = [
  ['palette', 'Control+k'],
  ['shortcuts', '?'],
];

/** Walks through the page and saves each view. */
export async function shootViews(page: Page, shoot: Shoot): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as PageGlobal).assay.ready);
  await settle(page);
  await shoot('empty');
  await page.getByText('Customers, with problems').first().click();
  await page.locator('article').nth(1).locator('figure').first().waitFor({ timeout: 60_000 });
  await shootCells(page, shoot);
  for (const [view, key] of overlays) {
    await page.keyboard.press(key);
    await settle(page);
    await shoot(view);
    await page.keyboard.press('Escape');
  }
  await shootPanels(page, shoot);
}

async function shootCells(page: Page, shoot: Shoot): Promise<void> {
  const [table, profile] = await page.evaluate(() =>
    (globalThis as unknown as PageGlobal).assay.cells().map((cell) => cell.id),
  );
  await shootCell(page, 'table', table!, shoot);
  await shootCell(page, 'profile', profile!, shoot);
  const made = new Map([['table', table!]]);
  for (const step of steps) {
    const id = await addStep(page, step, made);
    if (id === undefined) continue;
    made.set(step.view, id);
    await shootCell(page, step.view, id, shoot);
  }
}

/** Adds a cell and waits for its run, whatever comes of it. */
async function addStep(
  page: Page,
  { operator, params, inputs }: Step,
  made: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const resolved = Object.fromEntries(
    Object.entries(inputs).map(([name, views]) => [
      name,
      Array.isArray(views) ? views.map((view) => made.get(view)!) : made.get(views)!,
    ]),
  );
  return page.evaluate(
    async ([id, cell]) => {
      const { assay } = globalThis as unknown as PageGlobal;
      if (!assay.operators().some((known) => known.id === id)) return undefined;
      await assay.add(id, cell).catch(() => undefined);
      return assay.cells().at(-1)?.id;
    },
    [operator, { params: { ...params }, inputs: resolved }] as const,
  );
}

/** The head of a cell, and what follows where it is taller than the window. */
async function shootCell(page: Page, view: string, id: string, shoot: Shoot): Promise<void> {
  const cell = page.locator(`#cell-${id}`);
  await cell.evaluate((element) =>
    element.scrollIntoView({ block: 'start', behavior: 'instant' as ScrollBehavior }),
  );
  await settle(page);
  await shoot(view);
  const height = (await cell.boundingBox())?.height ?? 0;
  const { height: windowHeight } = page.viewportSize()!;
  if (height < windowHeight) return;
  await page
    .locator('main')
    .evaluate(
      (main, by) => main.scrollBy({ top: by, behavior: 'instant' as ScrollBehavior }),
      windowHeight - 120,
    );
  await settle(page);
  await shoot(`${view}-2`);
}

async function shootPanels(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).first().click();
  await settle(page);
  await shoot('export');
  await page.keyboard.press('Escape');
  for (const [view, name] of [
    ['privacy', /Privacy/],
    ['tasks', /Tasks/],
    ['project', /^Project$/],
    ['inspector', /^Inspector$/],
  ] as const) {
    await page.getByRole('banner').getByRole('button', { name }).click();
    await settle(page);
    await shoot(view);
    await page.keyboard.press('Escape');
  }
}

/** Lets figures draw and motion end. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(900);
}
