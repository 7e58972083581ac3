import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { kindsQuery, readKinds } from '../../src/data/kinds';
import type { ColumnInfo } from '../../src/data/table';
import { createNodeEngine, type NodeEngine } from '../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

async function kindsOf(select: string): Promise<ColumnInfo[]> {
  return (await engine.table(select)).columns;
}

async function kindOf(expression: string, rows = 1000): Promise<ColumnInfo> {
  const columns = await kindsOf(`SELECT ${expression} AS x FROM range(${rows}) AS r(i)`);
  return columns[0]!;
}

describe('kinds of whole numbers', () => {
  it('takes at most 20 distinct values in at most 5 % of the rows for categories, and says so', async () => {
    const few = await kindOf('i % 20');
    expect(few.kind).toBe('category');
    expect(few.reason).toBe(
      '20 distinct whole numbers in 1,000 rows: groups, unless you predict it as a number',
    );
    expect((await kindOf('i % 21')).kind).toBe('integer');
    expect((await kindOf('i % 20', 399)).kind).toBe('integer');
  });

  it('takes one distinct value a row for an identifier, but not where some are missing', async () => {
    expect(await kindOf('i * 7 + (i % 3)')).toMatchObject({
      kind: 'identifier',
      reason: '1,000 distinct values in 1,000 rows: one for each row',
    });
    expect((await kindOf('CASE WHEN i > 5 THEN i * 7 END')).kind).toBe('integer');
  });

  it('takes consecutive numbers for an identifier even where some are missing', async () => {
    expect((await kindOf('CASE WHEN i > 5 THEN i END')).kind).toBe('identifier');
    expect((await kindOf('CASE WHEN i = 5 THEN i END', 12)).kind).toBe('integer');
  });

  it('leaves unique times since 1970 whole numbers, and says what they look like', async () => {
    const seconds = await kindOf('1500000000 + i * 61');
    expect(seconds).toMatchObject({
      kind: 'integer',
      reason: 'whole numbers; they look like seconds since 1970',
    });
    expect((await kindOf('(1500000000 + i * 61) * 1000')).reason).toContain('milliseconds');
    expect((await kindOf('(1500000000 + i * 61) * 1000000')).reason).toContain('microseconds');
    expect((await kindOf('(1500000000 + i * 61) * 1000000000')).reason).toContain('nanoseconds');
    expect((await kindOf('1500000000 + i * 61', 99)).kind).toBe('identifier');
  });

  it('finds whole numbers that are stored as floats', async () => {
    expect((await kindOf('(i % 7)::DOUBLE')).kind).toBe('category');
    expect((await kindOf('(i * 3)::DOUBLE')).kind).toBe('integer');
    expect((await kindOf('i / 2')).kind).toBe('number');
    expect((await kindOf("CASE WHEN i = 3 THEN 'inf'::DOUBLE ELSE i % 7 END")).kind).toBe('number');
  });
});

describe('kinds of texts', () => {
  it('takes codes for categories however many there are', async () => {
    const codes = await kindOf("'K' || (i % 900)");
    expect(codes).toMatchObject({ kind: 'category', distinct: 900, distinctIsEstimate: false });
  });

  it('takes texts of three words or more for prose, even where each is different', async () => {
    expect((await kindOf("'row number ' || i")).kind).toBe('text');
    expect((await kindOf("'row ' || i")).kind).toBe('identifier');
  });

  it('takes long texts that mostly differ for prose', async () => {
    const long = await kindOf("repeat('x', 30) || (i % 600)");
    expect(long.kind).toBe('text');
    expect(long.reason).toBe('60 % of the values are distinct and 33 characters long on average');
    expect((await kindOf("repeat('x', 30) || (i % 500)")).kind).toBe('category');
  });
});

describe('kinds without values', () => {
  it('calls a column empty where no row has a value, and constant where all have the same', async () => {
    expect(await kindOf('NULL::INTEGER')).toMatchObject({ kind: 'empty', missing: 1000 });
    expect(await kindOf("'NaN'::DOUBLE")).toMatchObject({ kind: 'empty', missing: 0, distinct: 0 });
    expect(await kindOf("'a'")).toMatchObject({ kind: 'constant', distinct: 1 });
    expect((await kindOf("CASE WHEN i > 0 THEN 'a' END")).kind).toBe('category');
  });

  it('calls every column of a table without rows empty', async () => {
    const [column] = await kindsOf(`SELECT 1 AS x WHERE false`);
    expect(column).toMatchObject({ kind: 'empty', reason: 'the table has no rows', missing: 0 });
  });

  it('asks a question that can be answered about no columns', async () => {
    const answer = await engine.query(kindsQuery('range(3)', [], 3));
    expect(readKinds([answer], [], 3)).toEqual([]);
  });
});

describe('kinds of other types', () => {
  const cases: [string, string][] = [
    ['i % 2 = 0', 'boolean'],
    ["DATE '2020-01-01' + i::INTEGER", 'date'],
    ["TIMESTAMP '2020-01-01' + to_seconds(i)", 'datetime'],
    ["(TIMESTAMP '2020-01-01' + to_seconds(i))::TIMESTAMP_NS", 'datetime'],
    ["(TIMESTAMP '2020-01-01' + to_seconds(i))::TIMESTAMPTZ", 'datetime'],
    ["TIME '10:00:00' + to_seconds(i)", 'text'],
    ['to_seconds(i)', 'text'],
    ['[i, i]', 'text'],
    ['[i, i]::INTEGER[2]', 'text'],
    ["{'a': i}", 'text'],
    ["MAP {'a': i}", 'text'],
    ['union_value(a := i)', 'text'],
    ['encode(i::VARCHAR)', 'text'],
    ['(i % 2)::BIT', 'category'],
    ['[i % 2]', 'category'],
    ["(CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END)::ENUM('a', 'b', 'it''s')", 'category'],
    ['md5(i::VARCHAR)::UUID', 'identifier'],
    ['md5((i % 9)::VARCHAR)::UUID', 'category'],
    ['i * 170141183460469231731687303715884::HUGEINT - 1', 'identifier'],
    ['i::UBIGINT * 18446744073709551', 'identifier'],
    ['i::UHUGEINT * 340282366920938463463374607431768211', 'identifier'],
    ['(i * 1000)::DECIMAL(38,0)', 'identifier'],
    ['(i / 10)::DECIMAL(18,3)', 'number'],
    ['(i % 3)::TINYINT', 'category'],
    ['i::FLOAT / 3', 'number'],
  ];

  it.each(cases)('%s is %s', async (expression, kind) => {
    const column = await kindOf(expression);
    expect(column).toMatchObject({ kind, missing: 0 });
  });
});

describe('kinds of large tables', () => {
  it('estimates only what decides nothing, and says that it did', async () => {
    const rows = 1_000_000;
    const select = `SELECT i AS id, i % 20 AS few, i % 21 AS more, 'K' || (i % 500000) AS code,
      repeat('x', 21) || (i % 510000) AS prose, i / 7 AS amount, CASE WHEN i > 1 THEN i END AS nearly,
      i - (i % 2) * 2 AS swapped, least(i, 999998) AS last_twice
      FROM range(${rows}) AS r(i)`;
    const columns = await kindsOf(select);
    const found = columns.map(({ name, kind, distinctIsEstimate }) => [
      name,
      kind,
      distinctIsEstimate,
    ]);
    expect(found).toEqual([
      ['id', 'identifier', false],
      ['few', 'category', false],
      ['more', 'integer', false],
      ['code', 'category', true],
      ['prose', 'text', false],
      ['amount', 'number', true],
      ['nearly', 'identifier', false],
      ['swapped', 'identifier', false],
      ['last_twice', 'integer', false],
    ]);
    expect(
      columns
        .filter(({ distinctIsEstimate }) => !distinctIsEstimate)
        .map(({ distinct }) => distinct),
    ).toEqual([1_000_000, 20, 21, 510_000, 999_998, 1_000_000, 999_999]);
    const code = columns[3]!;
    expect(Math.abs(code.distinct / 500_000 - 1)).toBeLessThan(0.5);
    expect(code.reason).toMatch(/^about [\d,]+ distinct values in 1,000,000 rows$/);
  });

  it('looks over a thousand columns at once', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `i + ${index} AS "c ${index}"`);
    names[500] = 'NULL::BIGINT AS "c 500"';
    const columns = await kindsOf(`SELECT ${names.join(', ')} FROM range(100) AS r(i)`);
    expect(columns).toHaveLength(1000);
    const others = columns.filter(({ kind }) => kind !== 'identifier');
    expect(others.map(({ name, kind }) => [name, kind])).toEqual([['c 500', 'empty']]);
  });
});

describe('kinds set by hand', () => {
  it('keeps what the user has set, with that reason', async () => {
    const table = await engine.table('SELECT i % 5 AS rings FROM range(1000) AS r(i)');
    const columns = [{ name: 'rings', type: 'BIGINT' }];
    const answer = await engine.query(kindsQuery(table.relation, columns, 1000));
    const [rings] = readKinds([answer], columns, 1000, [['rings', 'integer']]);
    expect(rings).toMatchObject({ kind: 'integer', reason: 'set by hand', distinct: 5 });
  });

  it('reads columns of any name', async () => {
    const names = [
      'a "quoted" name',
      '__proto__',
      'select',
      "it's",
      '😀',
      ' ',
      't',
      's',
      'c0_present',
    ];
    const table = await engine.table(
      `SELECT ${names.map((name) => `i % 2 AS "${name.replaceAll('"', '""')}"`).join(', ')} FROM range(100) AS r(i)`,
    );
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    expect(table.columns.every(({ kind }) => kind === 'category')).toBe(true);
  });
});

const adultPath = resolve(import.meta.dirname, '../../../shared/data/tabular/adult_train.csv');

describe.runIf(existsSync(adultPath))('kinds of Adult', () => {
  it('tells survey weights and amounts from codes', async () => {
    const table = await engine.tableFromCsv(readFileSync(adultPath, 'utf8'));
    const kinds = table.columns.map(({ name, kind }) => `${name}: ${kind}`);
    expect(kinds).toEqual([
      'age: integer',
      'workclass: category',
      'fnlwgt: integer',
      'education: category',
      'education_num: category',
      'marital_status: category',
      'occupation: category',
      'relationship: category',
      'race: category',
      'sex: category',
      'capital_gain: integer',
      'capital_loss: integer',
      'hours_per_week: integer',
      'native_country: category',
      'income: category',
    ]);
  });
});
