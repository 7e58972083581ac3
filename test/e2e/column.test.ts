import { describe, expect, it } from 'vitest';
import { useApp } from '../support/use-app';

const used = useApp();

describe('one column', () => {
  it('is looked at from the inspector, and a value of it filters the table', async () => {
    const { app, page } = used;
    await app.add('source.sql', {
      name: 'people',
      params: { sql: `SELECT i AS id, 'town ' || i % 120 AS town FROM range(6000) r(i)` },
    });
    await page.getByRole('button', { name: 'Look at town' }).click();
    const values = page.getByRole('region', { name: 'Values of town' });
    await expect
      .poll(() => values.getByRole('status').textContent())
      .toBe('120 values in 6,000 rows');
    await values.getByRole('button', { name: 'Next' }).click();
    await values.getByRole('button', { name: 'By value' }).click();
    await values.getByLabel('Find a value of town').fill('TOWN 11');
    await expect.poll(() => values.getByRole('checkbox').count()).toBe(11);
    await values.getByRole('checkbox', { name: 'town 11 50' }).check();
    const rows = page.locator('section p[role=status]').first();
    await expect.poll(() => rows.textContent()).toContain('50 of 6,000 rows');
    const operators = await page.evaluate(() =>
      (globalThis as unknown as { assay: { cells(): { operator: string }[] } }).assay
        .cells()
        .map(({ operator }) => operator),
    );
    expect(operators).toEqual(['source.sql', 'profile.column']);
  });

  it('pages 400,000 values while the page answers', async () => {
    const { app, page } = used;
    const table = await app.add('source.sql', {
      params: { sql: `SELECT 'v' || i AS v FROM range(400000) r(i)` },
    });
    await app.add('profile.column', { inputs: { table }, params: { column: 'v' } });
    const values = page.getByRole('region', { name: 'Values of v' });
    await expect.poll(() => values.getByText('of 8,000').count()).toBe(1);
    await values.getByRole('spinbutton').fill('8000');
    await values.getByRole('spinbutton').press('Enter');
    await expect.poll(() => values.getByRole('checkbox').count()).toBe(50);
    await expect.poll(() => values.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
  });
});

describe('comparing', () => {
  it('says beside the field which condition cannot be read, and compares once it is mended', async () => {
    const { app, page } = used;
    const table = await app.add('source.sql', {
      params: { sql: `SELECT i % 2 AS side, i % 2 * 10 + i % 7 AS x FROM range(4000) r(i)` },
    });
    const failure = await app.failureOf('profile.compare', {
      inputs: { table },
      params: { where: 'sied = 0' },
    });
    expect(failure.code).toBe('bad_param');
    const field = page.getByLabel('Rows of the first side');
    await field.fill('side = 0');
    await field.press('Enter');
    await page.getByRole('article').last().getByRole('button', { name: /^Run/ }).first().click();
    await expect
      .poll(() => page.getByText(/2 columns of 2 differ by more than chance/).count())
      .toBeGreaterThan(0);
  });
});
