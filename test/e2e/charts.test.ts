import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../support/use-app';

const used = useApp({ isShared: true });
let table: string;

beforeEach(async () => {
  const sql = `SELECT (i % 100)::DOUBLE AS x, (i % 40)::DOUBLE / 4 AS y, (i * 7 % 90)::DOUBLE AS z, 'g' || i % 4 AS g FROM range(20000) r(i)`;
  table = await used.app.add('source.sql', { name: 'made', params: { sql } });
});

const cellOf = (index: number): Locator => used.app.page.getByRole('article').nth(index);
const gridRows = (): Locator => cellOf(0).locator('section p[role=status]').first();

const drag = async (area: Locator, from: [number, number], to: [number, number]): Promise<void> => {
  await area.scrollIntoViewIfNeeded();
  const box = (await area.boundingBox())!;
  const at = ([x, y]: [number, number]): [number, number] => [
    box.x + x * box.width,
    box.y + y * box.height,
  ];
  await used.app.page.mouse.move(...at(from));
  await used.app.page.mouse.down();
  await used.app.page.mouse.move(...at(to), { steps: 8 });
  await used.app.page.mouse.up();
};

describe('linked pictures', () => {
  let linked: Locator;

  beforeEach(async () => {
    const params = { columns: ['x', 'y', 'g'], across: 'z', up: 'y' };
    await used.app.add('profile.crossfilter', { inputs: { table }, params });
    linked = used.app.page.getByRole('region', { name: /Linked pictures/ });
    await linked.getByRole('group', { name: 'Histogram of x' }).waitFor();
  });

  it('filter each other by a drag, and the grid follows', async () => {
    await drag(
      linked.getByRole('group', { name: 'Histogram of x' }).locator('.area'),
      [0, 0.5],
      [0.5, 0.5],
    );
    await expect.poll(() => linked.locator('strong').textContent()).toContain('10,000 of 20,000');
    await expect.poll(() => gridRows().textContent()).toContain('10,000 of 20,000 rows');
    await linked.getByRole('button', { name: /g1: / }).click();
    await expect.poll(() => linked.locator('strong').textContent()).toContain('2,600 of 20,000');
    await expect.poll(() => gridRows().textContent()).toContain('2,600 of 20,000 rows');
    await linked.getByRole('button', { name: 'Clear all brushes' }).click();
    await expect.poll(() => gridRows().textContent()).toContain('20,000 rows ×');
  });

  it('are brushed by keyboard, in words', async () => {
    const end = linked.getByRole('slider', { name: 'x: upper end' });
    await end.focus();
    await used.app.page.keyboard.press('Home');
    await expect.poll(() => linked.locator('strong').textContent()).toContain('200 of 20,000');
    await used.app.page.keyboard.press('ArrowRight');
    await expect.poll(() => end.getAttribute('aria-valuetext')).toContain('400 rows');
    await used.app.page.keyboard.press('Control+ArrowRight');
    await expect.poll(() => end.getAttribute('aria-valuenow')).toBe('3');
    await used.app.page.keyboard.press('Escape');
    await expect.poll(() => linked.locator('strong').textContent()).toContain('20,000 of 20,000');
  });

  it('brush an area of the heat map, and leave out what the grid leaves out', async () => {
    await drag(
      linked.getByRole('group', { name: /Heat map/ }).locator('.area'),
      [0.01, 0.99],
      [0.49, 0.51],
    );
    const chosen = async (): Promise<number> =>
      Number((await linked.locator('strong').textContent())!.split(' ')[0]!.replaceAll(',', ''));
    await expect.poll(chosen).toBeLessThan(8000);
    await expect
      .poll(async () =>
        Number((await gridRows().textContent())!.split(' ')[0]!.replaceAll(',', '')),
      )
      .toBe(await chosen());
    const before = await chosen();
    await cellOf(0)
      .getByRole('columnheader', { name: 'g,' })
      .getByRole('button', { name: 'g1' })
      .click();
    await expect.poll(chosen).toBeLessThan(before);
  });
});

describe('a chart', () => {
  it('is chosen by its columns, filters the grid by a click, and follows the filter', async () => {
    await used.app.add('profile.chart', { inputs: { table }, params: { columns: ['g'] } });
    const chart = cellOf(1);
    const picture = chart.locator('figure .picture');
    await picture.waitFor();
    expect(await picture.getAttribute('aria-label')).toContain('Bars of rows by g');
    await picture.click({ position: { x: 200, y: 30 } });
    await expect.poll(() => gridRows().textContent()).toContain('5,000 of 20,000 rows');
    await expect.poll(() => chart.getByText('5,000 of 20,000 rows').count()).toBe(1);
    await chart.getByRole('button', { name: 'Show all rows' }).click();
    await expect.poll(() => gridRows().textContent()).toContain('20,000 rows ×');
  });

  it('filters from the keyboard, and by an area', async () => {
    await used.app.add('profile.chart', { inputs: { table }, params: { columns: ['x'] } });
    const marks = cellOf(1).getByRole('slider', { name: /Marks of the chart/ });
    await marks.focus();
    await used.app.page.keyboard.press('ArrowRight');
    await used.app.page.keyboard.press('Enter');
    await expect.poll(() => gridRows().textContent()).toMatch(/^(200|400) of 20,000 rows/);
    await used.app.page.keyboard.press('Enter');
    await expect.poll(() => gridRows().textContent()).toContain('20,000 rows ×');
    await drag(cellOf(1).locator('figure .scene'), [0.2, 0.3], [0.6, 0.5]);
    await expect.poll(() => gridRows().textContent()).toMatch(/^\d{1,2},\d00 of 20,000 rows/);
  });

  it('says what does not fit, beside the cell', async () => {
    const failure = await used.app.failureOf('profile.chart', {
      inputs: { table },
      params: { columns: ['g'], kind: 'scatter' },
    });
    expect(failure.message).toContain('needs two numbers');
  });
});
