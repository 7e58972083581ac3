import { beforeAll, describe, expect, it } from 'vitest';
import applyFeatures, { type AppliedFeatures } from '../../../src/operators/prepare/apply-features';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

describe('a feature set by definition', () => {
  it('makes the same features of any table that it is applied to', async () => {
    const sql = 'SELECT id, income / 12 AS monthly FROM source WHERE income > 0;';
    for (const income of [120, 1200]) {
      const table = await engine.table(`SELECT 1 AS id, ${income} AS income UNION ALL SELECT 2, 0`);
      const result = await engine.run<AppliedFeatures>(applyFeatures, { table }, { sql });
      const made = await engine.query(`SELECT id, monthly FROM ${result.table.relation}`);
      expect([...made.numbers('monthly')]).toEqual([income / 12]);
      expect(result.rowsRead).toBe(2);
    }
  });

  it('says what is wrong at its place, and takes one statement only', async () => {
    const table = await engine.table('SELECT 1 AS id');
    const sql = 'SELECT nope FROM source';
    await expect(engine.run(applyFeatures, { table }, { sql })).rejects.toMatchObject({
      code: 'query_failed',
      details: { position: 7 },
    });
    const two = { sql: 'SELECT 1; SELECT 2' };
    await expect(engine.run(applyFeatures, { table }, two)).rejects.toThrow();
    await expect(engine.run(applyFeatures, { table }, { sql: ' ; ' })).rejects.toThrow(
      /write a SELECT/,
    );
  });

  it('says which columns a table lacks for it, and which are of another type', async () => {
    const sql = 'SELECT id, income / 12 AS monthly FROM source';
    const needs = [
      ['id', 'BIGINT'],
      ['income', 'DOUBLE'],
    ];
    const lacking = await engine.table('SELECT 1 AS id, 2 AS incme');
    await expect(
      engine.run(applyFeatures, { table: lacking }, { sql, needs }),
    ).rejects.toMatchObject({
      code: 'unknown_column',
      message: expect.stringContaining('"income" (DOUBLE; is it "incme"?)') as string,
    });
    const other = await engine.table("SELECT 'a' AS id, 12 AS income");
    const result = await engine.run<AppliedFeatures>(
      applyFeatures,
      { table: other },
      { sql, needs },
    );
    expect(result.others).toEqual([{ name: 'id', needed: 'BIGINT', found: 'VARCHAR' }]);
  });
});
