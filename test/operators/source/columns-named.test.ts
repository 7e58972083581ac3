import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { namedColumns } from '../../../src/operators/source/columns-named';
import { findColumnsRead } from '../../../src/state/lineage/columns-read';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

const columns = ['city', 'age', 'income', 'odd "name"'];

describe('columns that a statement names', () => {
  it.each([
    ['SELECT city, avg(income) AS mean FROM people GROUP BY city', ['city', 'income']],
    ['select count(*) from people where AGE > 3', ['age']],
    ['SELECT p.age * 2 FROM people AS p -- city', ['age']],
    ['SELECT "odd ""name""" FROM people WHERE city = \'income\'', ['city', 'odd "name"']],
    ['SELECT age FROM people JOIN towns USING (city)', ['city', 'age']],
    ['WITH x AS (SELECT age FROM people) SELECT max(age) FROM x', ['age']],
  ])('are those of %s', (sql, expected) => {
    expect(namedColumns(sql, columns)).toEqual(expected);
  });

  it.each([
    'SELECT * FROM people',
    'SELECT p.* FROM people p',
    'SELECT DISTINCT * FROM people',
    'FROM people',
    "SELECT COLUMNS(c -> c LIKE 'a%') FROM people",
    'SELECT age FROM people NATURAL JOIN towns',
    'SELECT people FROM people',
    'SELECT max(p) FROM people p',
    'SELECT * EXCLUDE (age) FROM people',
    'SUMMARIZE people',
  ])('cannot be told of %s', (sql) => {
    expect(namedColumns(sql, columns)).toBeUndefined();
  });

  describe('hold all that the engine scans', () => {
    let engine: NodeEngine;
    let table: TableInfo;

    beforeAll(async () => {
      engine = await createNodeEngine();
      table = await engine.table(
        "SELECT 'a' AS city, range AS age, range * 2 AS income FROM range(9)",
      );
    });

    it.each([
      'SELECT city, sum(income) FROM people WHERE age > 2 GROUP BY city',
      'SELECT age FROM people ORDER BY income',
      'SELECT b.age FROM people b JOIN range(3) r(n) ON b.income = r.n',
      'SELECT city FROM (SELECT city, row_number() OVER (PARTITION BY age) AS n FROM people) WHERE n = 1',
      'SELECT count(*) FROM people',
    ])('%s', async (sql) => {
      const statement = `WITH people AS (SELECT * FROM ${table.relation}) SELECT * FROM (${sql})`;
      const run = {
        inputs: {},
        params: {},
        statements: new Set([statement]),
        texts: new Map<string, string[]>(),
      };
      const scanned = await findColumnsRead(engine.query, table, ['city', 'age', 'income'], run);
      const named = namedColumns(sql, ['city', 'age', 'income'])!;
      expect(named).toEqual(expect.arrayContaining(scanned));
    });
  });
});
