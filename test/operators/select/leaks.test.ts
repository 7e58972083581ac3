import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import type { MeasuredLeaks } from '../../../src/operators/select/measure-leaks';
import leaks from '../../../src/operators/select/leaks';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { plantedTable } from './planted-table';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(plantedTable);
}, 60_000);

describe('select.leaks', () => {
  it('names what would fool, the worst first', async () => {
    const result = await run(table, {
      target: 'churn',
      predictionDate: 'asked',
      entity: 'customer',
    });
    const found = result.leaks.map(({ rule, columns }) => `${rule}: ${columns.join()}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'target in disguise: closed',
        'known later: paid',
        'near-unique: ticket',
        'rows on both sides: customer',
        'time: asked,paid',
      ]),
    );
    const levels = result.leaks.map(({ level }) => level);
    expect(levels).toEqual([...levels].sort((one, other) => rank(one) - rank(other)));
    expect(result.leaks.find(({ rule }) => rule === 'known later')!.value).toBeCloseTo(0.25, 12);
  });

  it('says how many things could fool, and of how many columns', async () => {
    const result = await run(table, { target: 'churn' });
    const [head] = leaks.describe(result, {} as never);
    expect(head.text).toMatch(/^\d things could fool you\. 9 columns beside churn, 2,000 rows\.$/);
    expect(leaks.table!(result, {} as never)[0].rows).toHaveLength(result.leaks.length);
  });

  it('counts rows that share their features, and the error that no model can avoid', async () => {
    const twins = await engine.table(`SELECT * FROM (VALUES
      (1, 'a', 'yes'), (1, 'a', 'yes'), (1, 'a', 'no'), (2, 'a', 'no'), (2, 'b', 'yes'),
      (3, 'b', 'no'), (3, 'b', 'yes'), (4, NULL, 'no'), (5, 'c', 'no'), (6, 'c', NULL)) t(f0, t, f1)`);
    const result = await run(twins, { target: 'f1' });
    expect(result.twins).toMatchObject({ rows: 9, groups: 6, twins: 5, conflicting: 5 });
    expect(result.twins.floor).toBeCloseTo(2 / 9, 12);
    expect(result.twins.twinsAcross).toBeCloseTo((3 * (1 - 0.09) + 2 * 0.7 + 4 * 0) / 9, 12);
    const texts = result.leaks.map(({ text }) => text).join('\n');
    expect(texts).toContain('whatever the model, at least 2 rows (22.2 %) will be wrong');
  });

  it('says what share of a number nobody can explain', async () => {
    const twins = await engine.table(
      `SELECT i % 30 AS a, (i % 30 + CASE WHEN i < 60 THEN 0 ELSE 10 END)::DOUBLE + i % 30 / 100.0 AS t FROM range(120) r(i)`,
    );
    const result = await run(twins, { target: 't' });
    const within = 25;
    const between = (30 * 30 - 1) / 12;
    expect(result.twins.floor).toBeCloseTo(within / (within + between * 1.01 ** 2), 6);
  });

  it('finds nothing in honest data', async () => {
    const honest = await engine.table(
      `SELECT hash(i) % 50 AS a, hash(i + 1) % 1000000 / 1e6 AS b, (hash(i + 1) % 1000000 / 1e6 + hash(i + 2) % 1000000 / 1e6) > 1 AS t FROM range(800) r(i)`,
    );
    const result = await run(honest, { target: 't' });
    expect(result.leaks.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(leaks.describe(result, {} as never)[0].level).toBe('good');
  });
});

function run(from: TableInfo, params: object): Promise<MeasuredLeaks> {
  return engine.run<MeasuredLeaks>(leaks, { table: from }, params);
}

function rank(level: string): number {
  return ['problem', 'warning', 'info'].indexOf(level);
}
