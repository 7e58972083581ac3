import { beforeAll, describe, expect, it } from 'vitest';
import { mostRows } from '../../../../src/data/fit';
import { createDecoder } from '../../../../src/engine/decode/decoder';
import { lookAtWide, planTable } from '../../../../src/engine/decode/csv/wide-csv';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';
import { readers } from '../../../support/readers';

const columnCount = 17_000;
const rowCount = 40;
const line = (value: (column: number) => string): string =>
  Array.from({ length: columnCount }, (_, column) => value(column)).join(',');
const rows = Array.from({ length: rowCount }, (_, row) =>
  line((column) => (column === 1 ? `"w, ${row}"` : String((column * 7 + row) % 100))),
);
const file = new Blob([`${line((column) => `gene_${column}`)}\n${rows.join('\n')}\n`]);
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe('a CSV with more columns than a table may have', () => {
  it('is known by its names and its first rows', async () => {
    const { look, sketch } = (await lookAtWide(file, 'a.csv', {}))!;
    expect(look.columnCount).toBe(columnCount);
    expect(look.columns.slice(0, 3)).toEqual([
      { name: 'gene_0', type: 'BIGINT' },
      { name: 'gene_1', type: 'VARCHAR' },
      { name: 'gene_2', type: 'BIGINT' },
    ]);
    expect(look.rows[1]!.slice(0, 3)).toEqual(['1', 'w, 1', '15']);
    expect(sketch.wide!.names).toHaveLength(columnCount);
    expect(sketch.wide!.names.at(-1)).toBe('gene_16999');
    expect(Math.abs(sketch.rowCount - rowCount)).toBeLessThanOrEqual(2);
    expect(mostRows(sketch, 1e9, ['gene_1', 'gene_2'])).toBe(sketch.rowCount);
  });

  it('is planned only where columns of it were chosen, and then as how many there are', async () => {
    await expect(planTable(file, 'a.csv', {})).rejects.toMatchObject({ code: 'too_large' });
    expect(await planTable(file, 'a.csv', { columns: ['gene_5'] })).toEqual({ wide: columnCount });
    expect(await planTable(new Blob(['a,b\n1,2\n']), 'a.csv', {})).toMatchObject({
      names: ['a', 'b'],
    });
  });

  it('gives the columns and rows that were chosen', async () => {
    const table = await harness.read(file, 'a.csv', {
      columns: ['gene_1', 'gene_16999'],
      rows: { from: 3, count: 2 },
    });
    expect(await harness.texts(table)).toEqual([
      ['w, 2', String((16_999 * 7 + 2) % 100)],
      ['w, 3', String((16_999 * 7 + 3) % 100)],
    ]);
    expect(table.extract).toMatchObject({ manner: 'range', rows: 2, from: 3 });
    expect(table.notes).toContain('2 columns of the 17,000 in the file were read, as chosen.');
    const sample = await harness.read(file, 'a.csv', {
      columns: ['gene_1'],
      sample: { rows: 5, seed: 1 },
    });
    expect(sample.extract).toMatchObject({ rows: 5, of: rowCount });
  });

  it('is previewed, also where its first line alone is longer than what is looked at of others', async () => {
    const decoder = createDecoder(readers);
    const options = { columns: ['gene_1', 'gene_3'] };
    const { columns, rows: shown } = await decoder.preview(file, 'a.csv', options);
    expect(columns.map(({ name }) => name)).toEqual(options.columns);
    expect(shown[0]).toEqual(['w, 0', '21']);
    const long = new Blob([
      `${line((column) => `a_long_name_of_gene_${column}`)}\n`,
      rows.join('\n'),
    ]);
    const wanted = { columns: ['a_long_name_of_gene_3', 'a_long_name_of_gene_1'] };
    const wide = await decoder.preview(long, 'a.csv', wanted);
    expect(wide.columns.map(({ name }) => name)).toEqual(wanted.columns.toReversed());
    expect(wide.rows[0]).toEqual(['w, 0', '21']);
  });
});
