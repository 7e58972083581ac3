import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../src/data/table';
import { getOperator } from '../../src/operators/operator-list';
import { checkParams } from '../../src/operators/params';
import type { EngineRead } from '../../src/operators/watch-reads';
import { findColumnsRead } from '../../src/state/lineage/columns-read';
import { createNodeEngine, type NodeEngine } from '../support/node-engine';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(
    `SELECT range AS id, (range * 7) % 50 AS age, sin(range) AS income, range % 3 AS grade,
      CASE WHEN (range * 7) % 50 > 20 THEN 'yes' ELSE 'no' END AS target FROM range(400)`,
  );
});

describe('an operator that says which columns it reads', () => {
  it.each([
    ['select.signal', { target: 'target', columns: ['age'] }],
    ['train.split', { target: 'target' }],
    ['train.split', { method: 'group', column: 'grade' }],
    ['train.linear', { target: 'target', columns: ['age', 'income'] }],
    ['train.baseline', { target: 'target', columns: ['age'] }],
    ['train.boosted-trees', { target: 'target', columns: ['age'], rounds: 3 }],
    ['profile.chart', { columns: ['age', 'income'], colour: 'target' }],
    ['profile.chart', {}],
  ])('has the engine scan no others: %s %j', async (id, given) => {
    const operator = getOperator(id);
    const params = checkParams(operator.params, given, { table });
    const declared = operator.columnsRead!({ table } as never, params as never)!;
    const statements = new Set<string>();
    const texts = new Map<string, readonly string[] | undefined>();
    const context = engine.context({}, undefined, ({ sql, fingerprint, columns }: EngineRead) => {
      if (sql !== undefined) statements.add(sql);
      if (fingerprint !== undefined) texts.set(fingerprint, columns);
    });
    await operator.run({ table } as never, params as never, context);
    const names = table.columns.map(({ name }) => name);
    const scanned = await findColumnsRead(engine.query, table, names, {
      inputs: { table },
      params,
      statements,
      texts,
    });
    expect(names.filter((name) => !declared.includes(name) && scanned.includes(name))).toEqual([]);
    expect(declared.length).toBeGreaterThan(0);
  });

  it('says none where it may read all', () => {
    const { columnsRead } = getOperator('select.signal');
    expect(columnsRead!({ table } as never, { target: 'target', columns: [] } as never)).toBe(
      undefined,
    );
  });
});
