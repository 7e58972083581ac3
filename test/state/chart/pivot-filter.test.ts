import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import pivot, { type PivotResult } from '../../../src/operators/prepare/pivot';
import { filterWords } from '../../../src/state/filter/grid-filter-words';
import { isPicked, pickedFilters, togglePick } from '../../../src/state/chart/pivot-filter';
import { TableFilter } from '../../../src/state/filter/table-filter.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(`SELECT
    CASE WHEN i % 7 = 0 THEN NULL WHEN i % 7 = 1 THEN '' ELSE 'it''s ' || i % 5 END AS word,
    CASE WHEN i % 50 = 3 THEN 'nan'::DOUBLE WHEN i % 50 = 4 THEN NULL ELSE i / 10 END AS amount,
    CASE WHEN i % 40 = 5 THEN NULL ELSE TIMESTAMP '2023-12-28 22:00:00' + to_hours(13 * i::INT) END AS at,
    (i % 3)::TINYINT AS code FROM range(400) r(i)`);
});

const cross = (params: object): Promise<PivotResult> =>
  engine.run<PivotResult>(pivot, { table }, params);

/** The filter of the table after one pick, and how many rows it leaves. */
async function rowsOf(where: string | undefined): Promise<number> {
  const sql = `SELECT count(*)::DOUBLE AS n FROM ${table.relation} WHERE ${where ?? 'true'}`;
  return (await engine.query(sql)).numbers('n')[0]!;
}

const keyings = [
  { rows: ['word'], columns: ['code'] },
  { rows: ['amount'], columns: ['code'], bins: 8 },
  { rows: ['amount'], columns: [], bins: 0, mostRows: 12 },
  ...['exact', 'year', 'quarter', 'month', 'week', 'day', 'weekday', 'hour'].map((dates) => ({
    rows: ['at'],
    columns: ['code'],
    dates,
    mostRows: 9,
  })),
  { rows: ['code', 'word'], columns: ['at'], dates: 'year' },
  { rows: ['word', 'at'], columns: ['code'], dates: 'quarter', mostRows: 5 },
  { rows: ['code'], columns: ['word', 'at'], dates: 'weekday', mostColumns: 4 },
];

describe('a pick in a pivot', () => {
  it.each(keyings)('leaves as many rows as its cell counts: %o', async (params) => {
    const result = await cross({ ...params, values: null });
    const width = result.columns.length + 1;
    const places = (count: number): (number | undefined)[] => [
      ...Array.from({ length: count }, (_, place) => place),
      undefined,
    ];
    let tried = 0;
    for (const row of places(result.rows.length)) {
      for (const column of places(result.columns.length)) {
        const wanted = pickedFilters(result, { row, column });
        if (wanted.length === 0) continue;
        tried += 1;
        const filter = new TableFilter(table);
        togglePick(filter, result, wanted);
        const at = (row ?? result.rows.length) * width + (column ?? result.columns.length);
        const counted = result.values[at]!;
        expect(await rowsOf(filter.where)).toBe(Number.isNaN(counted) ? 0 : counted);
      }
    }
    expect(tried).toBeGreaterThan(2);
  });

  it('takes the first labels of a row alone where only those are picked', async () => {
    const result = await cross({ rows: ['code', 'word'], columns: [] });
    expect(pickedFilters(result, { row: 0, labels: 1 })).toEqual([
      { test: 'values', column: 'code', values: ['0'] },
    ]);
  });

  it('says all other groups of two columns as one condition, and asks nothing of the total of all', async () => {
    const result = await cross({ rows: ['code', 'word'], columns: [], mostRows: 2 });
    const wanted = pickedFilters(result, { row: 2 });
    expect(wanted.map(filterWords)).toEqual(['code and word together are none of 2 groups']);
    expect(pickedFilters(result, {})).toEqual([]);
    const filter = new TableFilter(table);
    togglePick(filter, result, wanted);
    expect(isPicked(filter, result, wanted)).toBe(true);
    const less = { ...table, columns: table.columns.filter(({ name }) => name !== 'word') };
    const older = new TableFilter(less);
    older.set({ filters: wanted });
    expect(older.where).toBeUndefined();
  });

  it('gives way to the next pick and is taken away by the same one; other conditions stay', async () => {
    const result = await cross({ rows: ['word'], columns: ['code'] });
    const filter = new TableFilter(table);
    filter.setFilter({ test: 'range', column: 'amount', min: '3' });
    const [first, second] = [{ row: 1, column: 0 }, { row: 1 }].map((pick) =>
      pickedFilters(result, pick),
    ) as [never[], never[]];
    togglePick(filter, result, first);
    expect([isPicked(filter, result, first), isPicked(filter, result, second)]).toEqual([
      true,
      false,
    ]);
    togglePick(filter, result, second);
    expect(filter.filters.map(({ column }) => column)).toEqual(['amount', 'word']);
    togglePick(filter, result, second);
    expect(filter.filters.map(({ column }) => column)).toEqual(['amount']);
  });

  it('is said in words', async () => {
    const result = await cross({ rows: ['at'], columns: ['amount'], dates: 'weekday', bins: 4 });
    const [day, bin] = pickedFilters(result, { row: 0, column: 0 });
    expect([filterWords(day!), filterWords(bin!)]).toEqual([
      'weekday of at is Monday',
      'amount is 0 to below 10',
    ]);
  });
});
