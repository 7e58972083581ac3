import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/data/app-error';
import { quoteName } from '../../../src/data/sql';
import { findStatementEnd } from '../../../src/data/sql-words';
import { closestName, editDistance } from '../../../src/operators/source/closest-name';
import type { BindEngine, NamedTable } from '../../../src/operators/contract';
import { bindStatement } from '../../../src/operators/source/bind-statement';
import { tableNames, tableReferences } from '../../../src/operators/source/sql-names';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let node: NodeEngine;
let engine: BindEngine;
let known: NamedTable[];

beforeAll(async () => {
  node = await createNodeEngine();
  engine = { query: node.query, tableNames: async (sql) => node.session.tableNames(sql) };
});

beforeEach(() => {
  known = [];
});

/** A table with the view that the workbench keeps under its name. */
async function addTable(name: string, select: string): Promise<void> {
  const table = await node.table(select);
  await node.query(`CREATE OR REPLACE VIEW ${quoteName(name)} AS SELECT * FROM ${table.relation}`);
  known.push({ cellId: `cell of ${name}`, name, table });
}

const bound = async (sql: string): Promise<string[]> =>
  (await bindStatement(engine, sql, known)).map(({ name }) => name);

const errorOf = (sql: string): Promise<AppError> =>
  bindStatement(engine, sql, known).then(
    () => Promise.reject(new Error(`binds: ${sql}`)),
    (thrown: AppError) => thrown,
  );

describe('bindStatement', () => {
  beforeEach(async () => {
    await addTable('adult', 'SELECT 39 AS age, 1 AS sex');
    await addTable('two words', 'SELECT 1 AS x');
  });

  it.each([
    ['SELECT * FROM adult', ['adult']],
    ['select age from ADULT a join "two words" w on a.sex = w.x', ['adult', 'two words']],
    ['WITH t AS (SELECT * FROM adult) SELECT * FROM t', ['adult']],
    ['SELECT (SELECT max(x) FROM "two words")', ['two words']],
    ['FROM adult SELECT age;', ['adult']],
    ['SELECT * FROM range(3)', []],
    ['  ', []],
    ['SELECT * FROM adult -- a comment at the end', ['adult']],
  ])('finds the tables of %s', async (sql, names) => {
    expect((await bound(sql)).sort()).toEqual(names);
  });

  it('takes the cell that the statement names where two made the same table', async () => {
    known.push({ ...known[0]!, cellId: 'copy', name: 'adult_2' });
    await node.query(
      `CREATE OR REPLACE VIEW adult_2 AS SELECT * FROM ${known[0]!.table!.relation}`,
    );
    expect(await bound('SELECT * FROM adult_2')).toEqual(['adult_2']);
  });

  it('finds a table under the name that it had before', async () => {
    known[0] = { ...known[0]!, name: 'people' };
    await node.query('DROP VIEW adult');
    known.push({ ...known[0], name: 'adult' });
    expect(await bound('SELECT age FROM adult')).toEqual(['adult']);
  });

  it('finds a table that is yet to be made, without looking at its columns', async () => {
    known.push({ cellId: 'later', name: 'later', table: undefined });
    expect(await bound('SELECT anything FROM later')).toEqual(['later']);
  });

  it('names the nearest table at the place where an unknown one stands', async () => {
    const sql = 'SELECT age,\n  sex FROM adlut';
    const error = await errorOf(sql);
    expect(error.message).toBe('unknown table: adlut. Did you mean adult?');
    expect(sql.slice(error.details.position as number)).toBe('adlut');
    expect(error.details.closest).toBe('adult');
  });

  it('lists the tables where none is near', async () => {
    expect((await errorOf('SELECT * FROM zzzzzz')).message).toBe(
      'unknown table: zzzzzz. This notebook has adult, two words.',
    );
  });

  it.each([
    ['SELECT nope FROM adult', 'nope FROM adult'],
    ["SELECT '😀', nope FROM adult", 'nope FROM adult'],
    ['SELEC age FROM adult', 'SELEC age FROM adult'],
    ['SELECT age FROM adult GROUP BY', ''],
    ['SELECT summ(age) FROM adult', 'summ(age) FROM adult'],
    ["SELECT age FROM adult WHERE sex = 'x", "'x"],
    ['SELECT 1; SELECT 2', '; SELECT 2'],
    ['SELECT 1) t; DROP VIEW adult; FROM (SELECT 1', ') t; DROP VIEW adult; FROM (SELECT 1'],
  ])('marks the place in %s', async (sql, rest) => {
    const error = await errorOf(sql);
    expect(error.code).toBe('query_failed');
    expect(sql.slice(error.details.position as number)).toBe(rest);
  });

  it.each([
    'DROP VIEW adult',
    'SELECT 1; SELECT 2',
    'CREATE TABLE t AS SELECT 1',
    'SELECT 1) AS x; DROP VIEW adult; SELECT * FROM (SELECT 1',
  ])('refuses %s, and nothing happens', async (sql) => {
    await errorOf(sql);
    expect(await bound('SELECT * FROM adult')).toEqual(['adult']);
    expect((await node.query('FROM adult')).rowCount).toBe(1);
  });

  it('does not let a cell read what is made from it', async () => {
    known[0] = { ...known[0]!, isBelow: true };
    const error = await errorOf('SELECT * FROM adult');
    expect(error.message).toMatch(/made from this cell/);
    expect(error.details.position).toBe('SELECT * FROM '.length);
  });
});

describe('tableNames', () => {
  it.each<[string, string[]]>([
    ['SELECT * FROM a JOIN b USING (x) LEFT JOIN c ON c.y = b.y, d', ['a', 'b', 'c', 'd']],
    ['SELECT x, y FROM (SELECT y, z FROM inner_one AS i(p, q)) t, other', ['inner_one', 'other']],
    ['FROM a SELECT b, c WHERE d IN (SELECT e FROM f)', ['a', 'f']],
    ["SELECT 'FROM no' -- FROM no\n, /* FROM no */ 1 FROM yes", ['yes']],
    ['SELECT $$ FROM no $$, $q$ FROM no $q$ FROM yes', ['yes']],
    ['SELECT * FROM "a ""quoted"" name", range(3), b', ['a "quoted" name', 'b']],
    ['SELECT * FROM main.a m JOIN b ON m.x = b.z', ['a', 'b']],
    ['SELECT a, b FROM c UNION ALL SELECT d, e FROM f ORDER BY g, h', ['c', 'f']],
    ['SELECT * FROM a, LATERAL (SELECT a.x), (VALUES (1), (2)) v', ['a']],
    ['SUMMARIZE a', ['a']],
    ['PIVOT a ON x USING sum(y)', ['a']],
    ["SELECT E'it\\'s FROM no' FROM yes", ['yes']],
    ['SELECT * FROM naïve_表', ['naïve_表']],
    ['', []],
    ["SELECT 'unfinished FROM no", []],
    ['SELECT * FROM', []],
  ])('of %s', (sql, names) => {
    expect(tableNames(sql)).toEqual(names);
  });
});

describe('tableReferences', () => {
  it('knows the other names of tables', () => {
    const sql = 'SELECT * FROM a AS x JOIN b y USING (k) LEFT JOIN "c d" ON true, e WHERE f';
    expect(tableReferences(sql)).toEqual([
      { name: 'a', alias: 'x' },
      { name: 'b', alias: 'y' },
      { name: 'c d', alias: undefined },
      { name: 'e', alias: undefined },
    ]);
  });
});

describe('findStatementEnd', () => {
  it.each(['SELECT 1', 'SELECT (1);', "SELECT ';)'", 'SELECT 1 -- ;)\n;; ', 'SELECT ")" FROM t'])(
    'finds none in %j',
    (sql) => {
      expect(findStatementEnd(sql)).toBeUndefined();
    },
  );

  it.each(['SELECT 1;SELECT 2', '; SELECT 1', 'SELECT 1)', "SELECT ('a')) FROM t"])(
    'finds one in %j',
    (sql) => {
      expect(findStatementEnd(sql)).toBeTypeOf('number');
    },
  );
});

describe('closestName', () => {
  it('counts letters put in, taken out and changed', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('is nothing where no name is near', () => {
    expect(closestName('penguins', ['adult', 'penguin', 'wages'])).toBe('penguin');
    expect(closestName('x', ['adult'])).toBeUndefined();
  });
});
