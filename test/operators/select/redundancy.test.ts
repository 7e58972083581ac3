import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import redundancy, { type RedundancyResult } from '../../../src/operators/select/redundancy';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { plantedTable } from './planted-table';

let engine: NodeEngine;
let table: TableInfo;
let result: RedundancyResult;
const params = { target: 'churn', threshold: 0.7, seed: 1 } as never;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(plantedTable);
  result = await engine.run(redundancy, { table }, { target: 'churn' });
}, 60_000);

describe('select.redundancy', () => {
  it('names columns of which each decides the other, checked on all rows', () => {
    expect(result.bijections).toEqual([{ first: 'plan', second: 'plan_code', equal: false }]);
    const texts = redundancy.describe(result, params).map(({ text }) => text);
    expect(texts[1]).toBe(
      'plan and plan_code say exactly the same in other words: each value of one goes with one value of the other, in all rows. One is enough: keep plan.',
    );
  });

  it('puts what goes together into one cluster, with one column to stand for it', () => {
    const shared = result.clusters.filter(({ columns }) => columns.length > 1);
    expect(shared.map(({ columns }) => [...columns].sort())).toEqual(
      expect.arrayContaining([
        ['plan', 'plan_code'],
        ['asked', 'paid'],
      ]),
    );
    expect(result.association[0]).toBe(1);
  });

  it('orders columns by what each adds, the copy behind what is new', () => {
    const order = result.mrmr.map(({ column }) => column);
    expect(order[0]).toBe('closed');
    expect(order.indexOf('plan_code')).toBeGreaterThan(order.indexOf('plan'));
    expect(redundancy.table!(result, params).map(({ title }) => title)).toEqual([
      'Clusters',
      'Order by what each column adds',
    ]);
  });

  it('does without a target: then the column closest to all others stands for a cluster', async () => {
    const alone = await engine.run<RedundancyResult>(redundancy, { table }, {});
    expect(alone.names).toContain('churn');
    expect(alone.mrmr).toEqual([]);
    const text = redundancy
      .describe(alone, params)
      .map((each) => each.text)
      .join('\n');
    expect(text).toContain('which is closest to all others');
  });

  it('draws the tree with a line where it is cut', () => {
    const [figure] = redundancy.figures!(result, params);
    expect(figure.layout.shapes![0]).toMatchObject({ x0: 0.7, x1: 0.7 });
    expect(figure.alt).toContain('meet at an association of 1');
  });
});
