import { beforeAll, describe, expect, it } from 'vitest';
import { quoteName } from '../../../src/data/sql';
import { joinSql, renameSql } from '../../../src/state/catalogue/join-sql';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

/** Column names of a query over tables that are there under their names only here. */
async function columnsOf(tables: Record<string, string[]>, sql: string): Promise<string[]> {
  const parts = Object.entries(tables).map(
    ([name, columns]) =>
      `${quoteName(name)} AS (SELECT ${columns.map((column) => `1 AS ${quoteName(column)}`).join(', ')})`,
  );
  const { columns } = await engine.table(`WITH ${parts.join(', ')} SELECT * FROM (${sql})`);
  return columns.map(({ name }) => name);
}

describe('the SQL of a proposed join', () => {
  it('brings all columns, and gives those of names that both have that of their table', async () => {
    const tables = {
      orders: ['id', 'customer_id', 'name'],
      customers: ['id', 'Name', 'town', 'customers_id'],
    };
    const sql = joinSql(
      { name: 'orders', columns: tables.orders, by: 'customer_id' },
      { name: 'customers', columns: tables.customers, by: 'id' },
    );
    expect(sql).toContain('LEFT JOIN customers ON orders.customer_id = customers.id');
    expect(await columnsOf(tables, sql)).toEqual([
      ...['id', 'customer_id', 'name', 'town', 'customers_id', 'customers_Name'],
    ]);
  });

  it('works where the second table has nothing but its key, or only names of the first', async () => {
    const side = (name: string, columns: string[]): Parameters<typeof joinSql>[0] => ({
      name,
      columns,
      by: 'a',
    });
    const key = joinSql(side('one', ['a', 'b']), side('two', ['a']));
    expect(await columnsOf({ one: ['a', 'b'], two: ['a'] }, key)).toEqual(['a', 'b']);
    const same = joinSql(side('one', ['a', 'b']), side('two', ['a', 'b']));
    expect(await columnsOf({ one: ['a', 'b'], two: ['a', 'b'] }, same)).toEqual([
      ...['a', 'b', 'two_b'],
    ]);
  });

  it('takes names as text, whatever is in them', async () => {
    const [one, two] = ['order', 'a "quoted" table; DROP TABLE x --'];
    const tables = { [one]: ['select', 'né e'], [two]: ['__proto__', 'NÉ E'] };
    const sql = joinSql(
      { name: one, columns: tables[one]!, by: 'select' },
      { name: two, columns: Object.values(tables)[1]!, by: '__proto__' },
    );
    expect(await columnsOf(tables, sql)).toEqual(['select', 'né e', `${two}_NÉ E`]);
    expect(await columnsOf(tables, renameSql(two, '__proto__', 'select'))).toEqual([
      'select',
      'NÉ E',
    ]);
  });
});
