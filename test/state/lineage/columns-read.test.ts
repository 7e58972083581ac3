import { expect, it } from 'vitest';
import { findColumnsRead } from '../../../src/state/lineage/columns-read';
import { createNodeEngine } from '../../support/node-engine';

it('tells the columns that were read of a table that was brought back from the disk', async () => {
  const engine = await createNodeEngine();
  const made = await engine.table(
    'SELECT i AS age, i % 9 AS pay, i % 3 AS town FROM range(90) r(i)',
  );
  await engine.query(`ATTACH ':memory:' AS "${made.fingerprint}"`);
  const relation = `"${made.fingerprint}"."main"."t"`;
  await engine.query(`CREATE TABLE ${relation} AS SELECT * FROM ${made.relation}`);
  const table = { ...made, relation };
  const names = table.columns.map(({ name }) => name);
  const run = {
    inputs: { table },
    params: {},
    statements: new Set([`SELECT sum(age) FROM ${relation} WHERE town > 1`]),
    texts: new Map<string, string[]>(),
  };
  expect(await findColumnsRead(engine.query, table, names, run)).toEqual(['age', 'town']);
  expect(await findColumnsRead(engine.query, made, names, run)).toEqual([]);
});

it('tells the columns whose counted texts were asked for, beside those of statements', async () => {
  const engine = await createNodeEngine();
  const table = await engine.table(
    "SELECT i AS age, 'x' AS town, 'y' AS street FROM range(9) r(i)",
  );
  const names = table.columns.map(({ name }) => name);
  const read = (
    texts: [string, string[] | undefined][],
    ...statements: string[]
  ): Promise<string[]> =>
    findColumnsRead(engine.query, table, names, {
      inputs: { table },
      params: {},
      statements: new Set(statements),
      texts: new Map(texts),
    });
  const { fingerprint, relation } = table;
  expect(await read([[fingerprint, ['town', 'none such']]])).toEqual(['town']);
  const sum = `SELECT sum(age) FROM ${relation}`;
  expect(await read([[fingerprint, ['town']]], sum)).toEqual(['age', 'town']);
  expect(await read([[fingerprint, undefined]])).toEqual(names);
  expect(await read([['another', undefined]], sum)).toEqual(['age']);
});
