import { beforeAll, describe, expect, it } from 'vitest';
import type { NamedTable } from '../../../src/operators/contract';
import {
  explainStatement,
  type Explanation,
} from '../../../src/operators/source/explain-statement';
import { named } from '../../../src/operators/source/plan-names';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let tables: NamedTable[];

beforeAll(async () => {
  engine = await createNodeEngine();
  const orders = await engine.table(
    `SELECT i AS id, i % 1000 AS customer, (i % 77) * 1.5 AS price, 'c' || i % 5 AS city FROM range(200000) r(i)`,
  );
  const customers = await engine.table(
    `SELECT i AS id, 'name ' || i AS name FROM range(1000) r(i)`,
  );
  tables = [
    { cellId: 'a', name: 'orders', table: orders },
    { cellId: 'b', name: 'customers', table: customers },
  ];
});

const explain = async (sql: string): Promise<Explanation> =>
  (await explainStatement((text) => engine.query(text), sql, tables))!;

const words = async (sql: string): Promise<string[]> =>
  (await explain(sql)).steps.map(({ text }) => text);

describe('explainStatement', () => {
  it('tells what is read, grouped, sorted and kept, in the order in which it is done', async () => {
    const sql = `SELECT city, count(*), sum(price) AS total FROM orders WHERE price > 10 GROUP BY city ORDER BY total DESC LIMIT 3`;
    expect(await words(sql)).toEqual([
      'Reads orders (200,000 rows): 2 columns (price, city), keeping rows where price>10.0.',
      'Groups rows by city and computes count(*), sum(price) for each group.',
      'Sorts by sum(price), largest first and keeps the first 3 rows.',
    ]);
  });

  it('tells how tables are joined and on what', async () => {
    const sql = 'SELECT name, price FROM orders o JOIN customers c ON o.customer = c.id';
    expect((await words(sql)).at(-1)).toBe(
      'Joins orders with customers where customer = id, keeping only pairs that fit.',
    );
    const left = sql.replace('JOIN', 'LEFT JOIN');
    expect((await words(left)).at(-1)).toContain('keeping rows of the first without a partner too');
  });

  it('warns of a product of tables and of comparing all with all', async () => {
    const product = await explain('SELECT * FROM orders, customers');
    expect(product.steps.at(-1)).toMatchObject({
      text: 'Pairs every row of orders with every row of customers. Is a condition between them missing?',
      isWarning: true,
    });
    expect(product.cost.rowsMade).toBe(200_000_000);
    expect(product.cost.reasons).toEqual([
      'It pairs every row of one table with every row of another: 200,000 × 1,000 = 200,000,000 pairs.',
    ]);
    const compared = await explain(
      'SELECT * FROM orders o JOIN customers c ON o.price + c.id > 50',
    );
    expect(compared.steps.at(-1)!.text).toContain('Compares every row of orders');
    expect(compared.cost.seconds).toBeGreaterThan(2);
  });

  it('counts the rows read and expects a light statement to be light', async () => {
    const { cost } = await explain('SELECT count(*) FROM orders');
    expect(cost).toMatchObject({ rowsRead: 200_000, rowsMade: 1, reasons: [] });
    expect(cost.seconds).toBeLessThan(0.1);
  });

  it.each([
    ['SELECT DISTINCT city FROM orders', 'Keeps each different city once.'],
    [
      'SELECT DISTINCT city, price FROM orders',
      'Keeps each different combination of city, price once.',
    ],
    ['SELECT 1', 'Starts from one row without a table.'],
    ['SELECT * FROM customers WHERE false', 'Reads nothing: no row can fit the conditions.'],
    [
      'SELECT city FROM orders UNION ALL SELECT name FROM customers',
      'Puts the rows of orders and customers under one another.',
    ],
    ['SELECT id FROM orders ORDER BY price', 'Sorts all rows by price.'],
    [
      'SELECT * FROM customers WHERE id NOT IN (SELECT customer FROM orders)',
      'Keeps rows where the subquery does not hold.',
    ],
    ['SELECT unnest([1, 2])', 'Makes a row of each element of the lists in step 1.'],
  ])('tells %s', async (sql, expected) => {
    expect(await words(sql)).toContain(expected);
  });

  it('answers nothing while a table has not been made', async () => {
    const unmade = [{ cellId: 'c', name: 'later', table: undefined }];
    const query = (text: string): ReturnType<NodeEngine['query']> => engine.query(text);
    expect(await explainStatement(query, 'SELECT * FROM later', unmade)).toBeUndefined();
  });

  it('tells something of every statement that the engine takes', async () => {
    for (const sql of [
      'WITH t AS (SELECT city, avg(price) p FROM orders GROUP BY city) SELECT a.city FROM t a JOIN t b ON a.p > b.p',
      'SELECT * FROM orders o WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer)',
      'SELECT *, row_number() OVER (PARTITION BY city ORDER BY price) FROM orders',
      'FROM orders USING SAMPLE 10',
      'SUMMARIZE orders',
      'SELECT * FROM orders ASOF JOIN customers ON orders.id >= customers.id',
      'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r',
      'SELECT city, price, count(*) FROM orders GROUP BY ROLLUP (city, price)',
      'SELECT * FROM orders POSITIONAL JOIN customers',
      'SELECT (SELECT max(id) FROM customers) AS m, * FROM orders LIMIT 5 OFFSET 2',
    ]) {
      const steps = await words(sql);
      expect(steps.length).toBeGreaterThan(0);
      for (const step of steps) expect(step).toMatch(/^[A-Z].*[.?]$/s);
    }
  });
});

describe('named', () => {
  it('gives columns their names and takes away what the engine adds', () => {
    expect(named('sum(#1)', ['a', 'b'])).toBe('sum(b)');
    expect(named('__internal_decompress_integral_bigint(#0, 0)', ['city'])).toBe('city');
    expect(named('#7', ['a'])).toBe('#7');
    expect(named('count_star()', [])).toBe('count(*)');
  });
});
