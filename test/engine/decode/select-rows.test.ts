import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedTable } from '../../../src/engine/decode/import-ports';
import { createImportHarness, type ImportHarness } from '../../support/import-harness';

let harness: ImportHarness;

/** The table of the whole file, and the first value of its rows. */
let whole: ImportedTable;
let allIds: number[];

beforeAll(async () => {
  harness = await createImportHarness();
  whole = await harness.read(csv, 'a.csv');
  allIds = (await harness.texts(whole)).map((row) => Number(row[0]));
});

const rowCount = 2_000;
/** Every tenth row is long, so that drawing bytes instead of rows would show; two lines are no rows. */
const lines = Array.from(
  { length: rowCount },
  (_, row) => `${row},${row % 3},"${row % 10 === 0 ? 'long, '.repeat(60) : 's'}"`,
);
const bad = [
  ...lines.slice(0, 700),
  '1,2',
  ...lines.slice(700, 1_500),
  'x,"y',
  ...lines.slice(1_500),
];
const csv = `id,group,note\n${bad.join('\n')}`;
const flights = resolve(
  import.meta.dirname,
  '../../../node_modules/vega-datasets/data/flights-3m.parquet',
);

const ids = async (options: object, content = csv, name = 'a.csv'): Promise<number[]> => {
  const table = await harness.read(content, name, options);
  return (await harness.texts(table)).map((row) => Number(row[0]));
};

describe('a part of a CSV', () => {
  it('is a range of rows, counted from 1, without the lines that are none', async () => {
    const table = await harness.read(csv, 'a.csv', { rows: { from: 650, count: 100 } });
    expect((await harness.texts(table)).map((row) => Number(row[0]))).toEqual(
      allIds.slice(649, 749),
    );
    expect(table.extract).toMatchObject({
      manner: 'range',
      rows: 100,
      from: 650,
      ofIsEstimate: true,
    });
    const last = await harness.read(csv, 'a.csv', { rows: { from: 1_991, count: 100 } });
    expect(last.extract).toEqual({
      manner: 'range',
      rows: whole.rowCount - 1_990,
      of: whole.rowCount,
      ofIsEstimate: false,
      from: 1_991,
    });
  });

  it('is a random sample of exactly so many rows, the same for the same seed', async () => {
    const table = await harness.read(csv, 'a.csv', { sample: { rows: 150, seed: 3 } });
    expect(table).toMatchObject({
      rowCount: 150,
      rejected: whole.rejected,
      extract: { manner: 'sample', rows: 150, of: whole.rowCount, ofIsEstimate: false, seed: 3 },
    });
    expect(whole.rejected.count).toBeGreaterThan(0);
    const first = await ids({ sample: { rows: 150, seed: 3 } });
    expect(new Set(first).size).toBe(150);
    expect(await ids({ sample: { rows: 150, seed: 3 } })).toEqual(first);
    expect(await ids({ sample: { rows: 150, seed: 4 } })).not.toEqual(first);
    expect(await ids({ sample: { rows: 9_999, seed: 1 } })).toHaveLength(whole.rowCount);
  });

  it('favours no row, be it long or early', async () => {
    const parts = new Array<number>(10).fill(0);
    let long = 0;
    const rounds = 40;
    for (let seed = 1; seed <= rounds; seed += 1) {
      for (const id of await ids({ sample: { rows: 200, seed } })) {
        parts[Math.floor(id / 200)]! += 1;
        if (id % 10 === 0) long += 1;
      }
    }
    const expected = (rounds * 200) / 10;
    const chiSquared = parts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 99.9 % of a chi-squared distribution with 9 degrees of freedom (SciPy).
    expect(chiSquared).toBeLessThan(27.88);
    expect(Math.abs(long / (rounds * 200) - 0.1)).toBeLessThan(0.012);
  });

  it('is some of the columns', async () => {
    const table = await harness.read(csv, 'a.csv', { columns: ['group', 'id'] });
    expect(table.columns.map(({ name }) => name)).toEqual(['id', 'group']);
    expect(table.rowCount).toBe(whole.rowCount);
    expect(table.extract).toBeUndefined();
  });

  it('is some of the columns of some of the rows', async () => {
    const options = { columns: ['id'], rows: { from: 3, count: 2 } };
    const table = await harness.read('id,note\n1,a\n2,b\n3,c\n4,d\n5,e\n', 'b.csv', options);
    expect(await harness.texts(table)).toEqual([['3'], ['4']]);
  });
});

describe('a part of a file in pieces', () => {
  const ndjson = Array.from({ length: 3_000 }, (_, row) => `{"id": ${row}, "b": "x"}`).join('\n');

  it.each([
    [{ rows: { from: 11, count: 5 } }, { manner: 'range', rows: 5, from: 11 }],
    [{ sample: { rows: 40, seed: 2 } }, { manner: 'sample', rows: 40, of: 3_000, seed: 2 }],
  ])('is rows of lines of JSON: %o', async (options, extract) => {
    const table = await harness.read(ndjson, 'a.ndjson', { ...options, columns: ['id'] });
    expect(table.columns).toHaveLength(1);
    expect(table.extract).toMatchObject(extract);
    const found = (await harness.texts(table)).map((row) => Number(row[0]));
    expect(found).toHaveLength(extract.rows);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    if (extract.manner === 'range') expect(found).toEqual([10, 11, 12, 13, 14]);
    expect(await harness.leftovers()).not.toContainEqual(expect.stringMatching(/piece/));
  });

  it('is a sample of three million flights in Parquet', async () => {
    const file = new Blob([readFileSync(flights)]);
    const table = await harness.read(file, 'flights.parquet', { sample: { rows: 5_000, seed: 1 } });
    expect(table.extract).toMatchObject({ rows: 5_000, of: 3_000_000, ofIsEstimate: false });
    expect(table.rowCount).toBe(5_000);
  });
});
