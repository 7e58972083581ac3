import { beforeAll, describe, expect, it } from 'vitest';
import type { FeatureSet } from '../../../src/data/artifact';
import type { Model } from '../../../src/data/model';
import type { TableInfo } from '../../../src/data/table';
import { getOperator } from '../../../src/operators/operator-list';
import type { Estimate } from '../../../src/operators/select/estimate';
import estimate from '../../../src/operators/select/estimate';
import featureSet from '../../../src/operators/select/feature-set';
import type { FeatureRow, FeatureSetResult } from '../../../src/operators/select/feature-rows';
import type { MeasuredImportance } from '../../../src/operators/select/measure-importance';
import importance from '../../../src/operators/select/permutation-importance';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { plantedTable } from './planted-table';

let engine: NodeEngine;
let table: TableInfo;
let result: FeatureSetResult;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(plantedTable);
  result = await engine.run(featureSet, { table }, { target: 'churn' });
}, 60_000);

describe('select.feature-set', () => {
  it('proposes what tells something and nothing that could fool or is said already', () => {
    expect(chosen(result)).toEqual(['amount', 'plan']);
    expect(row(result, 'closed').reason).toBe('looks like the target in disguise');
    expect(row(result, 'ticket').reason).toBe('is nearly unique: its information is mostly chance');
    expect(row(result, 'plan_code')).toMatchObject({
      sameAs: 'plan',
      reason: 'says exactly the same as plan',
    });
    expect(row(result, 'noise').reason).toMatch(/^tells nothing beyond chance \(p = /);
  });

  it('takes a choice, with the advice beside it', async () => {
    const byHand = await run({ columns: ['closed', 'amount'] });
    expect(chosen(byHand)).toEqual(['closed', 'amount']);
    expect(row(byHand, 'closed').reason).toBe(
      'chosen by hand, although it looks like the target in disguise',
    );
    const statements = featureSet.describe(byHand, {} as never);
    expect(statements.some(({ level, text }) => level === 'problem' && /closed/.test(text))).toBe(
      true,
    );
    expect(statements.map(({ text }) => text)).toContain('Left out by hand: plan.');
  });

  it('adds up costs of the chosen and warns of a special category', async () => {
    const priced = await run({
      costs: [
        ['amount', 5],
        ['plan', 2],
        ['noise', 100],
      ],
      sensitivity: [['plan', 'special category']],
      name: 'cheap',
    });
    expect(priced.set).toMatchObject({ name: 'cheap', totalCost: 7, target: 'churn' });
    const texts = featureSet.describe(priced, {} as never).map(({ text }) => text);
    expect(texts).toContain('They cost 7 of 107 for all columns.');
    expect(texts.some((text) => text.startsWith('plan is of a special category'))).toBe(true);
  });

  it('refuses costs and scores that are none', async () => {
    const bad = [
      { costs: [['a', -1]] },
      { costs: 'x' },
      { sensitivity: [['a', 'secret']] },
      { score: 3 },
    ];
    for (const params of bad)
      await expect(run(params)).rejects.toMatchObject({ code: 'bad_param' });
  });

  it('shows each column against the target', () => {
    const picture = row(result, 'plan').picture!;
    expect(picture.classes).toEqual(['no', 'yes']);
    expect(picture.levels.map(({ label }) => label).sort()).toEqual(['basic', 'plus', 'pro']);
    for (const { shares } of picture.levels) expect(shares[0] + shares[1]).toBeCloseTo(1, 12);
    expect(row(result, 'amount').picture!.levels).toHaveLength(10);
  });

  it('says where redundant columns belong', () => {
    const [one, other] = [row(result, 'plan'), row(result, 'plan_code')];
    expect(one.cluster).toBeGreaterThanOrEqual(0);
    expect(other.cluster).toBe(one.cluster);
    expect(row(result, 'noise').cluster).toBe(-1);
    expect(row(result, 'closed').mrmrRank).toBe(1);
  });

  it('is what training takes', async () => {
    const [proposal] = featureSet.next!(result, {} as never);
    expect(proposal).toMatchObject({ inputs: { table: 'table', features: 'self' } });
    const features = featureSet.value!(result) as FeatureSet;
    const trees = getOperator(proposal.operator);
    const model = await engine.run<Model>(
      trees,
      { table, features },
      { ...proposal.params, rounds: 20 },
    );
    expect([...model.columns].sort()).toEqual(['amount', 'plan']);
  });

  it('measures anew for another target', async () => {
    const other = await run({ target: 'plan' });
    expect(other.target.name).toBe('plan');
    expect(row(other, 'plan_code').reason).toBe('looks like the target in disguise');
  });
});

describe('select.estimate', () => {
  it('scores columns out of fold: more where they tell something', async () => {
    const good = await engine.run<Estimate>(
      estimate,
      { table },
      { target: 'churn', columns: ['amount', 'plan'] },
    );
    const noise = await engine.run<Estimate>(
      estimate,
      { table },
      { target: 'churn', columns: ['noise'] },
    );
    expect(good).toMatchObject({ metric: 'roc-auc', folds: 3, rows: 2000, rowsOf: 2000 });
    expect(good.mean).toBeGreaterThan(0.7);
    expect(Math.abs(noise.mean - 0.5)).toBeLessThan(0.06);
    expect(estimate.describe(good, {} as never)[0].text).toMatch(
      /^ROC AUC 0\.\d+ ± 0\.\d+ with 2 columns: .* 3 folds, 2,000 rows/,
    );
  });

  it('scores numbers by R², and samples where rows are many', async () => {
    const large = await engine.table(
      'SELECT i % 100 AS a, (i % 100 + hash(i) % 20)::DOUBLE AS t FROM range(20000) r(i)',
    );
    const score = await engine.run<Estimate>(estimate, { table: large }, { target: 't' });
    expect(score).toMatchObject({ metric: 'r2', rows: 8000, rowsOf: 20000 });
    expect(score.mean).toBeGreaterThan(0.9);
  });

  it('refuses a target that cannot be folded, in words', async () => {
    const tiny = await engine.table('SELECT i AS a, i % 2 AS t FROM range(5) r(i)');
    await expect(engine.run(estimate, { table: tiny }, { target: 't' })).rejects.toMatchObject({
      code: 'bad_param',
      message: expect.stringContaining('3 folds need at least 6'),
    });
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const hooks = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(engine.run(estimate, { table }, { target: 'churn' }, hooks)).rejects.toMatchObject(
      { code: 'cancelled' },
    );
  });
});

describe('select.permutation-importance', () => {
  it('measures what a model loses on rows that it did not learn from', async () => {
    const columns = ['amount', 'plan', 'plan_code', 'noise'];
    const trees = getOperator('train.boosted-trees');
    const model = await engine.run<Model>(
      trees,
      { table },
      { target: 'churn', columns, rounds: 40 },
    );
    const found = await engine.run<MeasuredImportance>(importance, { model, table }, {});
    expect(found).toMatchObject({ metric: 'roc-auc', part: 'test', rows: 300, repeats: 5 });
    expect(meanOf(found, 'amount')).toBeGreaterThan(0.1);
    expect(Math.abs(meanOf(found, 'noise'))).toBeLessThan(0.03);
    const [group] = found.groups;
    expect([...group.columns].sort()).toEqual(['plan', 'plan_code']);
    expect(group.mean).toBeGreaterThan(
      Math.max(meanOf(found, 'plan'), meanOf(found, 'plan_code')) - 0.05,
    );
    const texts = importance.describe(found, {} as never).map(({ text }) => text);
    expect(texts[0]).toMatch(
      /^The model needs .*amount \(0\.\d+ ± 0\.\d+\).* 300 held-out test rows\.$/,
    );
    expect(texts.join('\n')).toContain('say much the same and hide each other');
  });

  it('refuses a score of another kind of target', async () => {
    const trees = getOperator('train.boosted-trees');
    const model = await engine.run<Model>(
      trees,
      { table },
      { target: 'churn', columns: ['plan'], rounds: 5 },
    );
    await expect(engine.run(importance, { model, table }, { metric: 'r2' })).rejects.toMatchObject({
      code: 'bad_param',
    });
  });
});

function run(params: object): Promise<FeatureSetResult> {
  return engine.run<FeatureSetResult>(featureSet, { table }, { target: 'churn', ...params });
}

function chosen({ rows }: FeatureSetResult): string[] {
  return rows.filter((each) => each.chosen).map(({ column }) => column);
}

function row({ rows }: FeatureSetResult, name: string): FeatureRow {
  return rows.find(({ column }) => column === name)!;
}

function meanOf({ columns }: MeasuredImportance, name: string): number {
  return columns.find((each) => each.columns[0] === name)!.mean;
}
