import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import pivot, { groupLabel, type PivotResult } from '../../../src/operators/prepare/pivot';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

interface Cell {
  row: string | null;
  column: string | null;
  value: number | null;
}

/** Made by pandas; see make_pivot.py beside it. */
const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/prepare/pivot.json'), 'utf8'),
) as {
  rows: (string | number | null)[][];
  aggregates: Record<string, Cell[]>;
  dates: Record<string, Cell[]>;
  bins: Record<string, number>;
  rowShares: Record<string, number>;
  columnShares: Record<string, number>;
};

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  const raw = await engine.tableFromRows(
    ['region', 'product', 'price', 'quantity', 'day'],
    fixture.rows,
  );
  table = await engine.table(
    `SELECT region, product, price::DOUBLE AS price, quantity, "day"::DATE AS "day" FROM ${raw.relation}`,
  );
});

const run = (params: object, from = table): Promise<PivotResult> =>
  engine.run<PivotResult>(pivot, { table: from }, params);

/** The value of the cell of two groups; `(all)` is a total. */
function valueOf(result: PivotResult, row: string | null, column: string | null): number {
  const find = (groups: PivotResult['rows'], label: string | null): number =>
    label === '(all)' ? groups.length : groups.findIndex((group) => group?.[0] === label);
  const place = find(result.rows, row) * (result.columns.length + 1) + find(result.columns, column);
  return result.values[place]!;
}

function checkCells(result: PivotResult, cells: readonly Cell[]): void {
  expect(cells.length).toBeGreaterThan(10);
  for (const { row, column, value } of cells) {
    const found = valueOf(result, row, column);
    if (value === null) expect([row, column, found]).toEqual([row, column, NaN]);
    else expect(found).toBeCloseTo(value, 9);
  }
}

describe('pivot', () => {
  it.each(Object.entries(fixture.aggregates))(
    'computes %s and its totals as pandas does',
    async (aggregate, cells) => {
      const params = { rows: ['region'], columns: ['product'], values: 'price', aggregate };
      checkCells(await run(params), cells);
    },
  );

  it.each(Object.entries(fixture.dates))(
    'groups dates by %s as pandas does',
    async (dates, cells) => {
      const params = {
        rows: ['day'],
        columns: ['region'],
        values: 'quantity',
        aggregate: 'sum',
        dates,
      };
      const result = await run(params);
      checkCells(result, cells);
      const labels = result.rows.map((group) => group![0]!);
      const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
      expect(labels).toEqual(dates === 'weekday' ? days : [...labels].sort());
    },
  );

  it('bins numbers by steps that a person would choose, missing ones apart', async () => {
    const result = await run({ rows: ['price'], bins: 8 });
    const counts = result.rows.map((group, index) => [group![0], result.values[index * 2]]);
    const expected = Object.entries(fixture.bins).map(([low, count]) => [
      `${low} to below ${Number(low) + 5}`,
      count,
    ]);
    expect(counts.slice(0, -1)).toEqual(expected);
    expect(counts.at(-1)![0]).toBeNull();
  });

  it.each([
    ['row', fixture.rowShares],
    ['column', fixture.columnShares],
  ] as const)('has shares of the %s in its table, as pandas does', async (share, shares) => {
    const { table: made } = await run({ rows: ['region'], columns: ['product'], share });
    const answer = await engine.query(`SELECT * FROM ${made.relation}`);
    const regions = answer.texts('region').map((region) => region ?? 'missing');
    for (const product of ['tea', 'coffee', 'milk', 'empty']) {
      const values = answer.numbers(product);
      regions.forEach((region, index) => {
        const key = `${region}|${product === 'empty' ? '' : product}`;
        expect(values[index]).toBeCloseTo(shares[key]!, 12);
      });
    }
  });

  it('makes a table that later cells can read, with the same values', async () => {
    const result = await run({
      rows: ['region'],
      columns: ['product'],
      values: 'quantity',
      aggregate: 'sum',
    });
    expect(result.table.columns.map(({ name }) => name)).toEqual([
      'region',
      'empty',
      'coffee',
      'milk',
      'tea',
    ]);
    const answer = await engine.query(`SELECT * FROM ${result.table.relation}`);
    expect(answer.texts('region')).toEqual(['East', 'North', 'South', null]);
    expect(answer.numbers('tea')[1]).toBe(valueOf(result, 'North', 'tea'));
  });

  it('keeps the largest groups and puts all others together, which it says', async () => {
    const many = await engine.table(
      `SELECT 'g' || (i % 50) AS g, i % 40 AS h, 1 AS one FROM range(2000) r(i) UNION ALL SELECT 'big', 7, 1 FROM range(500)`,
    );
    const params = { rows: ['g'], columns: ['h'], mostRows: 3, mostColumns: 2, sort: 'size' };
    const result = await run(params, many);
    expect(result.rows.map((group) => groupLabel(group))).toEqual(['big', 'g0', 'g1', 'other']);
    expect(result.columns.map((group) => groupLabel(group))).toEqual(['7', '0', 'other']);
    expect([result.rowGroups, result.columnGroups]).toEqual([51, 40]);
    expect(result.values.at(-1)).toBe(2500);
    expect(result.values[3 * 4 + 3]).toBe(2000 - 2 * 40);
    const words = pivot.describe(result, { ...params, totals: true, share: 'value' } as never);
    expect(words.map(({ text }) => text).join(' ')).toContain(
      'There are 51 groups of rows: the 3 with the most rows of data are shown, all others together as "other".',
    );
    const other = await engine.query(`SELECT * FROM ${result.table.relation} WHERE g = 'other'`);
    expect(other.rowCount).toBe(1);
  });

  it('crosses several columns on each side', async () => {
    const result = await run({ rows: ['region', 'day'], columns: ['product'], dates: 'year' });
    expect(result.rows[0]).toEqual(['East', '2023']);
    expect(result.table.columns.slice(0, 2).map(({ name }) => name)).toEqual(['region', 'day']);
  });

  it('keeps sums of large integers exact and the smallest of dates and texts', async () => {
    const big = await engine.table(
      `SELECT 9007199254740993 AS id, DATE '2024-01-02' AS "day", 'b' AS word UNION ALL SELECT 2, DATE '2023-01-02', 'a'`,
    );
    const text = async (values: string, aggregate: string): Promise<string | null> =>
      (await run({ rows: [], columns: ['word'], values, aggregate }, big)).texts.at(-1)!;
    expect(await text('id', 'sum')).toBe('9007199254740995');
    expect(await text('day', 'min')).toBe('2023-01-02');
    expect(await text('word', 'max')).toBe('b');
  });

  it('begins with the first column of categories and counts rows', async () => {
    const result = await run({});
    expect(result.rowKeys).toEqual(['region']);
    expect(pivot.describe(result, { totals: true, share: 'value' } as never)[0]!.text).toBe(
      'Rows by region: 4 rows × 1 column, from 400 rows.',
    );
  });

  it.each([
    [{ rows: ['region'], aggregate: 'sum' }, 'choose the column to compute the sum of'],
    [{ rows: ['region'], values: 'product', aggregate: 'mean' }, 'needs a column of numbers'],
    [
      { rows: ['region'], values: 'price', aggregate: 'mean', share: 'row' },
      'shares are for counts and sums',
    ],
  ])('refuses %j in words', async (params, words) => {
    await expect(run(params)).rejects.toMatchObject({ code: 'bad_param' });
    await expect(run(params)).rejects.toThrow(words);
  });

  it('gives names of columns that hold labels like those of the rows', async () => {
    const same = await engine.tableFromRows(
      ['a', 'b'],
      [
        ['x', 'a'],
        ['y', null],
        ['y', 'missing'],
      ],
    );
    const { table: made } = await run({ rows: ['a'], columns: ['b'] }, same);
    expect(made.columns.map(({ name }) => name)).toEqual(['a', 'a_1', 'missing', 'missing_1']);
  });
});
