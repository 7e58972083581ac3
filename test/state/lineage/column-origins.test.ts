import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { findOrigins } from '../../../src/state/lineage/column-origins';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let people: TableInfo;
let towns: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  people = await engine.table(
    'SELECT i AS id, i % 90 AS age, i * 10 AS income, i % 7 AS town FROM range(500) r(i)',
  );
  towns = await engine.table(
    "SELECT i AS town, 't' || i AS name, i * 2 AS size FROM range(7) r(i)",
  );
});

async function origins(
  sql: string,
  outputs: string[],
): Promise<Record<string, string> | undefined> {
  const tables = [people, towns];
  const statement = { sql, names: ['people', 'towns'], tables };
  const found = await findOrigins(engine.query, statement, outputs);
  const words = (all: readonly [number, string][]): string =>
    all.map(([table, column]) => `${['people', 'towns'][table]}.${column}`).join(' ');
  return (
    found && {
      ...Object.fromEntries([...found.direct].map(([name, all]) => [name, words(all)])),
      rows: words(found.indirect),
    }
  );
}

describe('the origins of columns of a SELECT', () => {
  it('are the columns that each is made of, under whatever name', async () => {
    const sql =
      'SELECT id, income / 12 AS monthly, age + income AS both FROM people WHERE town > 3;';
    expect(await origins(sql, ['id', 'monthly', 'both'])).toEqual({
      id: 'people.id',
      monthly: 'people.income',
      both: 'people.age people.income',
      rows: 'people.town',
    });
  });

  it('tell two tables and the columns of a join apart', async () => {
    const sql = `SELECT people.*, upper(name) AS place FROM people LEFT JOIN towns USING (town)`;
    const found = await origins(sql, ['id', 'age', 'income', 'town', 'place']);
    expect(found).toMatchObject({ id: 'people.id', place: 'towns.name' });
    expect(found!.rows).toContain('town');
  });

  it('leave out what rows are only chosen or grouped by', async () => {
    const sql =
      'SELECT town AS place, count(*) AS n, max(income) AS most FROM people GROUP BY town';
    expect(await origins(sql, ['place', 'n', 'most'])).toEqual({
      place: 'people.town',
      n: '',
      most: 'people.income',
      rows: 'people.town',
    });
    const filtered = 'SELECT age, income AS pay FROM people WHERE age > 30';
    expect(await origins(filtered, ['age', 'pay'])).toMatchObject({
      age: 'people.age',
      pay: 'people.income',
    });
  });

  it('go through WITH and subqueries', async () => {
    const sql = 'WITH a AS (SELECT income * 2 AS x, age FROM people) SELECT x + 1 AS y FROM a';
    expect(await origins(sql, ['y'])).toEqual({ y: 'people.income', rows: '' });
  });

  it('are unknown where a table is gone', async () => {
    const gone = { ...people, relation: '"artifacts"."gone"' };
    const statement = { sql: 'SELECT id FROM people', names: ['people'], tables: [gone] };
    expect(await findOrigins(engine.query, statement, ['id'])).toBeUndefined();
  });
});
