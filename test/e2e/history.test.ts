import { describe, expect, it } from 'vitest';
import type { PageGlobal } from '../support/app-page';
import { useApp } from '../support/use-app';

const rows = Array.from(
  { length: 200 },
  (_, index) => `${['Bern', 'Basel', 'Chur'][index % 3]},${20 + ((index * 7) % 50)},${index % 2}`,
);
const csv = (lines: readonly string[]): string => `city,age,member\n${lines.join('\n')}\n`;

describe('history, lineage and replay', () => {
  const used = useApp();

  it('go back to any step, show what was made from what, and replay a notebook', async () => {
    const { app, page } = used;
    const [table] = await app.open({ name: 'people.csv', bytes: csv(rows) });
    const add = (sql: string): Promise<string> =>
      app.add('source.sql', {
        inputs: { tables: table },
        params: { sql, names: ['people'] },
        name: 'towns',
      });
    const towns = await add('SELECT city, avg(age) AS mean FROM people GROUP BY city');
    const cell = page.locator(`#cell-${towns}`);

    // A branch, and back to the one that was left.
    await page.getByRole('button', { name: /^Undo: add SQL/ }).click();
    await expect.poll(() => cell.count()).toBe(0);
    await app.add('profile.column', { inputs: { table }, params: { column: 'age' } });
    await page.getByRole('button', { name: 'History' }).click();
    const history = page.getByRole('dialog', { name: 'History' });
    const left = history.getByRole('button', { name: /Add SQL.*on another branch/ });
    await left.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => cell.count()).toBe(1);
    expect(await history.getByRole('button', { name: /Add SQL.*shown now/ }).count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await app.result<{ rowsRead: number }>(towns)).toMatchObject({ rowsRead: 200 });

    // What depends on a column.
    await cell.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Lineage' }).click();
    const lineage = page.getByRole('dialog', { name: 'Lineage' });
    await lineage.getByRole('button', { name: 'List' }).click();
    await lineage
      .getByRole('rowheader')
      .getByRole('button', { name: 'people', exact: true })
      .click();
    await lineage.getByRole('button', { name: 'Column' }).click();
    await page.keyboard.type('age');
    await page.keyboard.press('Enter');
    expect(await lineage.getByRole('row', { name: /^towns/ }).textContent()).toContain('reads it');
    expect(await lineage.getByRole('row', { name: /^people_profile/ }).textContent()).toContain(
      'reads the whole table',
    );
    await page.keyboard.press('Escape');

    // The same file once more from a notebook, with other bytes.
    const saved = await page.evaluate(async () =>
      (await (globalThis as unknown as PageGlobal).assay.saveNotebook()).text(),
    );
    const notebook = saved.replace(/"sha256": "[0-9a-f]{64}"/g, `"sha256": "${'0'.repeat(64)}"`);
    await drop('people.assay.json', notebook);
    const replay = page.getByRole('dialog', { name: 'Replay' });
    await replay.getByText('not here').waitFor();
    await drop('people.csv', csv(rows.slice(0, 150)));
    await replay.getByText('holds something else').waitFor();
    await replay.getByRole('button', { name: 'Use it all the same' }).click();
    await replay.getByRole('button', { name: 'Run all' }).click();
    await replay.getByText('200 rows were 150 now').waitFor();
    expect(await replay.getByText('different', { exact: true }).count()).toBeGreaterThan(0);

    async function drop(name: string, text: string): Promise<void> {
      await page.evaluate(
        ([fileName, content]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([content], fileName));
          const target = document.querySelector('dialog[open]') ?? document.body;
          target.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer }));
        },
        [name, text] as const,
      );
    }
  });
});
