import { beforeAll, describe, expect, it } from 'vitest';
import { alertRules, type Alert, type AlertRule } from '../../../src/methods/profile/alert-rules';
import profileColumn, { type ColumnReport } from '../../../src/operators/profile/column';
import profileTable, { type TableReport } from '../../../src/operators/profile/table';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

async function alertsOf(select: string): Promise<Alert[]> {
  const table = await engine.table(select);
  return (await engine.run<TableReport>(profileTable, { table })).alerts;
}

/** What is said of a single column `x` of 1,000 rows. */
async function saidOf(expression: string): Promise<[AlertRule, string][]> {
  const table = await engine.table(`SELECT ${expression} AS x FROM range(1000) AS r(i)`);
  const { alerts } = await engine.run<ColumnReport>(profileColumn, { table }, { column: 'x' });
  return alerts.map(({ rule, finding }) => [rule, finding]);
}

describe('alerts', () => {
  const cases: [expression: string, said: [AlertRule, string][]][] = [
    ["'same'", [['constant', 'x (same)']]],
    ['NULL::VARCHAR', [['empty', 'x']]],
    ['CASE WHEN i >= 51 THEN i % 9 END', [['missing', 'x (5.1 %, 51 rows)']]],
    ['CASE WHEN i >= 50 THEN i % 9 END', []],
    ["'k' || i % 51", [['high-cardinality', 'x (51)']]],
    ["'k' || i % 50", []],
    ['i', [['unique', 'x']]],
    ['i % 501', [['near-unique', 'x (501 values in 1,000 rows)']]],
    ['i % 500', []],
    ["CASE WHEN i < 950 THEN 'a' ELSE 'b' END", [['imbalance', 'x (0.71: a in 95.0 %)']]],
    ["CASE WHEN i < 800 THEN 'a' ELSE 'b' END", []],
    ['CASE WHEN i < 501 THEN 0 ELSE i / 7 END', [['zeros', 'x (50.1 %)']]],
    ['CASE WHEN i < 500 THEN 0 ELSE i / 7 END', []],
    ['CASE WHEN i = 3 THEN 1e9 ELSE i / 7 END', [['skewed', 'x (skewness 31.6)']]],
    ["CASE WHEN i < 2 THEN 'inf'::DOUBLE ELSE i / 7 END", [['infinite', 'x (2 rows)']]],
    ["CASE WHEN i < 1 THEN 'NaN'::DOUBLE ELSE i / 7 END", [['nan', 'x (1 row)']]],
    [
      "CASE WHEN i < 7 THEN 'NA' ELSE 'kk' || i % 3 END",
      [['missing-spellings', 'x (NA in 7 rows)']],
    ],
    [
      "CASE WHEN i < 7 THEN '?' ELSE (i % 40)::VARCHAR END",
      [
        ['missing-spellings', 'x (? in 7 rows)'],
        ['numbers-as-text', 'x (all but 7 of the values)'],
      ],
    ],
    [
      "CASE WHEN i < 300 THEN i::VARCHAR ELSE 'a' || i % 3 END",
      [
        ['high-cardinality', 'x (303)'],
        ['mixed-types', 'x (30.0 % numbers)'],
      ],
    ],
    [
      "(DATE '2020-01-01' + (i % 40)::INTEGER)::VARCHAR",
      [
        ['dates-as-text', 'x (100.0 %)'],
        ['constant-length', 'x (10 characters)'],
      ],
    ],
    [
      "strftime(DATE '2020-01-01' + (i % 40)::INTEGER, '%-d %b %Y')",
      [['dates-as-text', 'x (100.0 %)']],
    ],
    ['1500000000 + 61 * i', [['times-as-numbers', 'x (seconds since 1970)']]],
    [
      "CASE i % 3 WHEN 0 THEN 'New York' WHEN 1 THEN 'new york' ELSE 'Bern' END",
      [['near-same', 'x ("New York" and "new york")']],
    ],
    ["CASE i % 3 WHEN 0 THEN 'a ' ELSE 'bc' || i % 3 END", [['padded', 'x (334 rows)']]],
    ["'b' || chr(65533) || repeat('c', (i % 3)::INTEGER)", [['replaced', 'x (1,000 rows)']]],
    ["'k' || lpad((i % 9)::VARCHAR, 3, '0')", [['constant-length', 'x (4 characters)']]],
    ["'p' || i % 40 || '@example.org'", [['personal', 'x (e-mail addresses)']]],
  ];

  it.each(cases)('of %s', async (expression, said) => {
    expect(await saidOf(expression)).toEqual(said);
  });

  it('say what is personal by name', async () => {
    const alerts = await alertsOf(
      `SELECT i % 9 AS phone, i % 4 AS race, i % 5 AS size FROM range(900) r(i)`,
    );
    const personal = alerts.filter(({ rule }) => rule === 'personal');
    expect(personal.map(({ finding }) => finding)).toEqual([
      'phone (reaches a person)',
      'race (special category)',
    ]);
  });

  it('count rows that stand twice, and the lines that made no row', async () => {
    const table = await engine.table('SELECT i % 4 AS a, i % 4 AS b FROM range(10) r(i)');
    const rejected = { count: 3, lines: [] };
    const report = await engine.run<TableReport>(profileTable, { table: { ...table, rejected } });
    expect(report.alerts.slice(0, 2).map(({ rule, finding }) => [rule, finding])).toEqual([
      ['rejected-lines', '3 lines'],
      [
        'duplicate-rows',
        '6 rows of 10 repeat an earlier one (4 different rows, one of them 3 times)',
      ],
    ]);
  });

  it('name pairs that go together once, and those with the likely target apart', async () => {
    const alerts = await alertsOf(
      `SELECT i / 7 AS a, i / 3 + 1 AS b, i % 3 AS c, ['x', 'y', 'z'][i % 3 + 1] AS d,
        (i % 3) * 10 + hash(i) % 3 / 10 AS near, i % 3 + 1 AS target FROM range(900) r(i)`,
    );
    const pairs = alerts.filter(({ columns }) => columns.length === 2);
    expect(pairs.map(({ rule, columns }) => [rule, columns.join(' ')])).toEqual([
      ['bijection', 'c d'],
      ['association', 'a b'],
      ['association', 'c near'],
      ['association', 'd near'],
      ['with-target', 'c target'],
      ['with-target', 'd target'],
      ['with-target', 'near target'],
    ]);
  });

  it('say nothing of an ordinary column, or of a table without rows', async () => {
    expect(await saidOf('(i * 37) % 101 / 4')).toEqual([]);
    expect(await alertsOf(`SELECT 1 AS x WHERE false`)).toEqual([]);
  });

  it('have a title and an advice each', () => {
    for (const { title, advice } of Object.values(alertRules)) {
      expect(advice).toMatch(/[.?]$/);
      expect(
        title({
          missingShare: 0.05,
          zeroShare: 0.5,
          categories: 50,
          skewness: 20,
          imbalance: 0.5,
          association: 0.9,
        }),
      ).not.toMatch(/[.]$/);
    }
  });
});
