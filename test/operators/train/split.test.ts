import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import split from '../../../src/operators/train/split';
import type { SplitResult } from '../../../src/operators/train/split-rows';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(`
    SELECT 'p' || (i % 40) AS person, DATE '2024-01-01' + (i % 100)::INT AS day, i * 0.5 AS amount,
      CASE WHEN i % 50 = 0 THEN NULL WHEN i % 10 < 2 THEN 'yes' ELSE 'no' END AS answer
    FROM range(1000) r(i)`);
}, 60_000);

const run = (params: object) => engine.run<SplitResult>(split, { table }, params);
const words = (result: SplitResult): string =>
  split
    .describe(result, {} as never)
    .map(({ text }) => text)
    .join(' ');

describe('train.split', () => {
  it('splits by chance, 70 to 15 to 15, and keeps the shares of the target', async () => {
    const result = await run({ target: 'answer' });
    expect(result.counts).toEqual([686, 147, 147, 20]);
    const yes = result.strata!.labels.indexOf('yes');
    const shares = [0, 1, 2].map(
      (part) => result.strata!.counts[yes]![part as 0] / result.counts[part as 0],
    );
    for (const share of shares) expect(share).toBeCloseTo(180 / 980, 2);
    expect(words(result)).toContain('686 rows train, 147 validate, 147 test');
    expect(words(result)).toContain('20 rows without answer are left out.');
    expect(words(result)).toContain(
      'Share of “yes”, the rarest answer: 18.4 % of the training rows',
    );
  });

  it('warns of a date when rows are split by chance, and proposes the split by time', async () => {
    const statements = split.describe(await run({}), {} as never);
    expect(statements.at(-1)).toMatchObject({
      level: 'warning',
      proposal: { operator: 'train.split', params: { method: 'time', column: 'day' } },
    });
  });

  it('keeps groups whole', async () => {
    const { assignment, groups } = await run({ method: 'group', column: 'person' });
    for (let person = 0; person < 40; person += 1) {
      const parts = new Set(assignment.filter((_, row) => row % 40 === person));
      expect(parts.size).toBe(1);
    }
    expect(groups!.reduce((sum, count) => sum + count, 0)).toBe(40);
  });

  it('tests on the latest rows, and says from when to when', async () => {
    const result = await run({ method: 'time', column: 'day', target: 'answer' });
    expect(result.ranges!.bounds[0]![1]).toBeLessThan(result.ranges!.bounds[1]![0]);
    expect(words(result)).toContain('Training from 2024-01-01 to 2024-03-10');
  });

  it('stratifies a number by tenths', async () => {
    const { strata } = await run({ target: 'amount' });
    expect(strata).toMatchObject({ isNumber: true, labels: { length: 10 } });
    for (const rows of strata!.counts) expect(rows).toEqual([70, 15, 15]);
  });

  it('takes other shares, and refuses what does not add up', async () => {
    expect((await run({ train: 80, validation: 0 })).counts).toEqual([800, 0, 200, 0]);
    await expect(run({ train: 80, validation: 40 })).rejects.toMatchObject({
      code: 'bad_param',
      message: 'validation: 40: training and validation together are 120 %; give at most 100',
    });
  });

  it('asks for the column that groups or orders', async () => {
    await expect(run({ method: 'group' })).rejects.toMatchObject({ code: 'bad_param' });
  });

  it('says when a class has no training row', async () => {
    const lone = await engine.table(
      `SELECT i AS x, CASE WHEN i >= 90 THEN 'late' ELSE 'early' END AS answer FROM range(100) r(i)`,
    );
    const result = await engine.run<SplitResult>(
      split,
      { table: lone },
      { method: 'time', column: 'x', target: 'answer' },
    );
    expect(words(result)).toContain(
      '1 class of answer has no training row: no model can learn it.',
    );
  });
});
