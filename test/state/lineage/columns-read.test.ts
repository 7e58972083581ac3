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
    texts: new Set<string>(),
  };
  expect(await findColumnsRead(engine.query, table, names, run)).toEqual(['age', 'town']);
  expect(await findColumnsRead(engine.query, made, names, run)).toEqual([]);
});
