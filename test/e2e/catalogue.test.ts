import { describe, expect, it } from 'vitest';
import { useApp } from '../support/use-app';

const used = useApp({ isShared: true });

const rows = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => row(index)).join('\n');
const towns = `key,town\n${rows(700, (index) => `t${index},Town ${index}`)}\n`;
const day = (number: number): string =>
  `2024-0${1 + Math.floor(number / 28)}-${10 + (number % 28)}`;
const visits = Array.from({ length: 900 }, (_, row) => ({ place: (row * 7) % 600, on: row % 20 }));
const visitsCsv = `row,place,visited\n${visits.map(({ place, on }, row) => `${row},t${place},${day(on)}`).join('\n')}\n`;
const checks = Array.from({ length: 600 }, (_, row) => ({ place: row % 150, on: (row * 3) % 17 }));
const checksCsv = `place,checked\n${checks.map(({ place, on }) => `t${place},${day(on)}`).join('\n')}\n`;
/** The checks of a place that had been visited by that day. */
const visitedChecks = checks.filter((check) =>
  visits.some(({ place, on }) => place === check.place && on <= check.on),
).length;

describe('the catalogue', () => {
  it('proposes joins by the values of columns, counts them, and joins', async () => {
    const { app, page } = used;
    await app.open({ name: 'towns.csv', bytes: towns }, { name: 'visits.csv', bytes: visitsCsv });
    await page.getByRole('button', { name: /: projects$/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Projects' });
    await dialog.getByRole('button', { name: 'Columns that tables could be joined by' }).click();
    await dialog.getByText('1 proposed join', { exact: true }).waitFor();
    const join = dialog.getByRole('list', { name: 'Proposed joins' }).getByRole('listitem');
    expect(await join.textContent()).toMatch(/visits\.place matches towns\.key/);
    await join.getByRole('button', { name: 'Count exactly' }).press('Enter');
    await join.getByText(/Counted: 600 of 600 different values .* 85\.7 % the other way/).waitFor();
    await join.getByRole('button', { name: 'Join', exact: true }).press('Enter');
    await page.getByText('900 rows × 4 columns').waitFor();
    expect(await app.query('SELECT count(town) FROM visits_towns')).toEqual([[900n]]);
  });

  it('brings a table of another project here and joins it as known at the time', async () => {
    const { app, page } = used;
    await app.open({ name: 'checks.csv', bytes: checksCsv });
    await page.getByRole('button', { name: 'Saved: projects' }).click();
    const dialog = page.getByRole('dialog', { name: 'Projects' });
    await dialog.getByLabel('Find in all projects').fill('kind:join checks visits.place');
    const join = dialog.getByRole('list', { name: 'Proposed joins' }).getByRole('listitem');
    await join.getByRole('button', { name: 'Bring and join as known at the time' }).press('Enter');
    await page.getByText(`${visitedChecks} of 600 label rows`).waitFor();
    const joined = 'checks_as_of LEFT JOIN visits USING (row)';
    const late = 'count(*) FILTER (visited > checked)';
    expect(await app.query(`SELECT count(visited), ${late} FROM ${joined}`)).toEqual([
      [BigInt(visitedChecks), 0n],
    ]);
  });

  it('keeps feature sets with their versions, and applies any of them to another table', async () => {
    const { app, page } = used;
    const [table] = await app.open(
      { name: 'towns.csv', bytes: towns },
      { name: 'visits.csv', bytes: visitsCsv },
    );
    const features = await app.add('prepare.apply-features', {
      inputs: { table },
      params: { name: 'lengths', sql: 'SELECT key, length(town) AS letters FROM source' },
      name: 'lengths',
    });
    const cell = page.locator(`#cell-${features}`);
    await cell.getByRole('button', { name: 'Keep for all projects' }).press('Enter');
    await cell.getByText('Kept for all projects as version 1.').waitFor();
    await cell.getByRole('textbox', { name: 'SQL' }).fill('SELECT key FROM source');
    await cell.getByRole('textbox', { name: 'SQL' }).blur();
    await cell.getByRole('button', { name: 'Run' }).first().press('Enter');
    await cell.getByRole('button', { name: 'Keep as version 2' }).press('Enter');
    await cell.getByText('Kept for all projects as version 2.').waitFor();
    await cell.getByRole('button', { name: 'All feature sets' }).press('Enter');
    const sets = page.getByRole('list', { name: 'Feature sets' });
    await sets.getByRole('button', { name: 'Versions' }).press('Enter');
    const first = sets
      .getByRole('list', { name: 'Versions of lengths' })
      .getByRole('listitem')
      .last();
    await first.getByText('It needs key (VARCHAR), town (VARCHAR).').waitFor();
    await first.getByRole('button', { name: 'Apply version 1' }).press('Enter');
    await page.getByRole('menuitem', { name: 'visits: lacks key, town' }).press('Enter');
    const failure = page.getByRole('group', { name: 'Failure' });
    await failure.getByText(/needs 2 columns that the source lacks/).waitFor();
  });
});
