import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import {
  boundProblem,
  filterTests,
  wherePredicate,
  type ColumnFilter,
} from '../../../src/state/filter/grid-filter';
import { filterWords } from '../../../src/state/filter/grid-filter-words';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

/** Values of `id` in the rows that remain. */
async function remaining(
  table: TableInfo,
  filters: ColumnFilter[],
  search?: string,
): Promise<number[]> {
  const where = wherePredicate(table.columns, filters, search) ?? 'true';
  const answer = await engine.query(`SELECT id FROM ${table.relation} WHERE ${where} ORDER BY id`);
  return [...answer.numbers('id')];
}

const hostileNames = [
  `a"b`,
  `it's`,
  'select',
  'a; DROP TABLE x; --',
  '  ',
  '__proto__',
  'naïve 😀',
  '<img src=x onerror=alert(1)>',
  '/* x */',
  'tab\there',
  'line\nbreak',
];

const hostileValues = [
  `'; DROP TABLE artifacts.x; --`,
  `"`,
  `\\`,
  '%_%',
  '',
  '\u0000nul\u0000',
  '😀',
  '<script>',
  'NULL',
  'nan',
];

describe('wherePredicate', () => {
  it('is nothing where nothing is asked', () => {
    expect(wherePredicate([], [])).toBeUndefined();
  });

  it.each(hostileNames)('takes the column name %j as a name', async (name) => {
    const table = await engine.tableFromRows(
      ['id', name],
      [
        [1, 'x'],
        [2, 'y'],
        [3, null],
      ],
    );
    expect(await remaining(table, [{ test: 'values', column: name, values: ['x'] }])).toEqual([1]);
    expect(await remaining(table, [{ test: 'missing', column: name }])).toEqual([3]);
    expect(await remaining(table, [{ test: 'contains', column: name, text: 'Y' }])).toEqual([2]);
  });

  it.each(hostileValues)('finds the value %j and no other', async (value) => {
    const table = await engine.table(
      `SELECT 1 AS id, 'other' AS x UNION ALL SELECT 2, ${value
        .split('\0')
        .map((part) => `'${part.replaceAll("'", "''")}'`)
        .join(' || chr(0) || ')} UNION ALL SELECT 3, NULL`,
    );
    expect(await remaining(table, [{ test: 'values', column: 'x', values: [value] }])).toEqual([2]);
    expect(
      await remaining(table, [{ test: 'values', column: 'x', values: [value], exclude: true }]),
    ).toEqual([1, 3]);
  });

  it('keeps 64-bit integers apart that one double stands for', async () => {
    const table = await engine.table(
      'SELECT * FROM (VALUES (1, 9007199254740992), (2, 9007199254740993), (3, 9007199254740994)) t(id, big)',
    );
    const atLeast: ColumnFilter = { test: 'range', column: 'big', min: '9007199254740993' };
    expect(await remaining(table, [atLeast])).toEqual([2, 3]);
    expect(
      await remaining(table, [{ test: 'values', column: 'big', values: ['9007199254740993'] }]),
    ).toEqual([2]);
  });

  it('compares decimals without rounding', async () => {
    const table = await engine.table(
      'SELECT * FROM (VALUES (1, 0.100::DECIMAL(18,3)), (2, 0.101::DECIMAL(18,3)), (3, 0.102::DECIMAL(18,3))) t(id, price)',
    );
    const range: ColumnFilter = { test: 'range', column: 'price', min: '0.1005', max: '0.1015' };
    expect(await remaining(table, [range])).toEqual([2]);
  });

  it('takes no NaN into a range, and infinity where it belongs', async () => {
    const table = await engine.table(
      `SELECT * FROM (VALUES (1, 1.0::DOUBLE), (2, 'NaN'::DOUBLE), (3, 'Infinity'::DOUBLE), (4, NULL)) t(id, x)`,
    );
    expect(await remaining(table, [{ test: 'range', column: 'x', min: '0' }])).toEqual([1, 3]);
    expect(await remaining(table, [{ test: 'values', column: 'x', values: ['nan'] }])).toEqual([2]);
    expect(await remaining(table, [{ test: 'missing', column: 'x' }])).toEqual([4]);
  });

  it('leaves the upper bound out where asked, as bins of a histogram do', async () => {
    const table = await engine.table('SELECT i AS id, i AS x FROM range(5) r(i)');
    const bin: ColumnFilter = { test: 'range', column: 'x', min: '1', max: '3' };
    expect(await remaining(table, [bin])).toEqual([1, 2, 3]);
    expect(await remaining(table, [{ ...bin, maxExcluded: true }])).toEqual([1, 2]);
  });

  it('takes the whole last day of a span of dates', async () => {
    const table = await engine.table(
      `SELECT * FROM (VALUES (1, TIMESTAMP '2024-01-31 00:00:00'), (2, TIMESTAMP '2024-01-31 23:59:59'), (3, TIMESTAMP '2024-02-01 00:00:00')) t(id, seen)`,
    );
    const days: ColumnFilter = {
      test: 'range',
      column: 'seen',
      min: '2024-01-01',
      max: '2024-01-31',
    };
    expect(await remaining(table, [days])).toEqual([1, 2]);
  });

  it('searches all columns of texts, whatever the case', async () => {
    const table = await engine.tableFromRows(
      ['id', 'a', 'b', 'n'],
      [
        [1, 'Ärger', 'x', 5],
        [2, 'x', 'ÄRGER', 5],
        [3, 'x', null, 5],
      ],
    );
    expect(await remaining(table, [], 'ärger')).toEqual([1, 2]);
    expect(await remaining(table, [], '5')).toEqual([]);
  });

  it('keeps what fulfils all filters', async () => {
    const table = await engine.table('SELECT i AS id, i % 2 AS odd, i AS x FROM range(10) r(i)');
    const filters: ColumnFilter[] = [
      { test: 'values', column: 'odd', values: ['1'] },
      { test: 'range', column: 'x', min: '4' },
    ];
    expect(await remaining(table, filters)).toEqual([5, 7, 9]);
  });

  it('ignores filters on columns that the table no longer has', () => {
    expect(wherePredicate([], [{ test: 'missing', column: 'gone' }])).toBeUndefined();
  });
});

describe('boundProblem', () => {
  it.each(['12', '-3.5', '.5', '1e9'])('takes %s as a number', (text) => {
    expect(boundProblem(text, 'DOUBLE')).toBeUndefined();
  });

  it.each(['12a', '', '1; DROP TABLE x', '--1'])('refuses %j as a number', (text) => {
    expect(boundProblem(text, 'BIGINT')).toMatch(/give a number/);
  });

  it('takes dates that are in the calendar', () => {
    expect(boundProblem('2024-02-29', 'DATE')).toBeUndefined();
    expect(boundProblem('2024-02-29 12:30', 'TIMESTAMP')).toBeUndefined();
    expect(boundProblem('2023-02-29', 'DATE')).toMatch(/no such date/);
    expect(boundProblem('yesterday', 'DATE')).toMatch(/give a date/);
  });
});

describe('filterTests', () => {
  it('offers values first for categories and a range first for numbers', async () => {
    const table = await engine.table(
      `SELECT i AS id, random() AS x, 'g' || i % 3 AS g FROM range(500) r(i)`,
    );
    const testsOf = (name: string): string[] =>
      filterTests(table.columns.find((column) => column.name === name)!);
    expect(testsOf('x')[0]).toBe('range');
    expect(testsOf('g')[0]).toBe('values');
  });
});

describe('filterWords', () => {
  it.each<[ColumnFilter, string]>([
    [{ test: 'range', column: 'age', min: '20', max: '30' }, 'age from 20 to 30'],
    [
      { test: 'range', column: 'age', min: '20', max: '30', maxExcluded: true },
      'age from 20 to below 30',
    ],
    [{ test: 'range', column: 'age', min: '20' }, 'age from 20'],
    [
      { test: 'range', column: 'x', min: '12.350000000000001', max: '9007199254740993' },
      'x from 12.35 to 9007199254740993',
    ],
    [{ test: 'range', column: 'age', max: '30' }, 'age up to 30'],
    [{ test: 'range', column: 'age', min: '5', max: '5' }, 'age is 5'],
    [
      { test: 'values', column: 'sex', values: ['Male', null, ''] },
      'sex is Male, missing or empty text',
    ],
    [
      { test: 'values', column: 'x', values: ['a', 'b', 'c', 'd', 'e'] },
      'x is a, b, c or one of 2 more',
    ],
    [{ test: 'values', column: 'x', values: ['a'], exclude: true }, 'x is not a'],
    [{ test: 'contains', column: 'name', text: 'q' }, 'name contains “q”'],
    [{ test: 'missing', column: 'x' }, 'x is missing'],
    [{ test: 'present', column: 'x' }, 'x is not missing'],
  ])('says %j as %j', (filter, words) => {
    expect(filterWords(filter)).toBe(words);
  });
});
