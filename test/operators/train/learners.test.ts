import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FeatureSet } from '../../../src/data/artifact';
import type { Model } from '../../../src/data/model';
import type { Split } from '../../../src/data/split';
import type { TableInfo } from '../../../src/data/table';
import type { TrainingProgress } from '../../../src/figures/train/draw-history';
import { predict } from '../../../src/methods/train/predict';
import { rowLosses } from '../../../src/methods/train/row-losses';
import type { Operator } from '../../../src/operators/contract';
import baseline from '../../../src/operators/train/baseline';
import trees from '../../../src/operators/train/boosted-trees';
import linear from '../../../src/operators/train/linear';
import network from '../../../src/operators/train/neural-network';
import { heldOutRows, readFeatures, readTarget } from '../../../src/operators/train/read-features';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { tensorCount, useTensors } from '../../support/tensors';

let engine: NodeEngine;
let table: TableInfo;

/** Two columns with signal, one of noise, one text with signal, dates, a constant and an identifier. */
const select = `
  SELECT i AS id, hash(i) % 1000 / 100.0 AS size,
    CASE WHEN hash(i + 7) % 9 = 0 THEN NULL ELSE 'g' || (hash(i + 1) % 4) END AS "group",
    hash(i + 2) % 100 / 10.0 AS noise, 'same' AS constant, DATE '2024-01-01' + (i % 300)::INT AS day,
    CASE WHEN hash(i + 3) % 3 = 0 THEN 'please call ' ELSE 'nothing new from ' END || 'number ' || hash(i + 4) % 5000 || ' again' AS note,
    CASE WHEN i % 40 = 0 THEN NULL
      WHEN hash(i) % 1000 / 100.0 + (hash(i + 1) % 4) + (hash(i + 5) % 100) / 40.0 + CASE WHEN hash(i + 3) % 3 = 0 THEN 4 ELSE 0 END > 8 THEN 'yes' ELSE 'no' END AS answer,
    'c' || (hash(i) % 1000 // 334) AS third,
    hash(i) % 1000 / 100.0 * 3 + (hash(i + 1) % 4) * 5 + hash(i + 6) % 100 / 50.0 AS amount
  FROM range(800) r(i)`;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(select);
  await useTensors('cpu');
}, 60_000);
afterEach(() => expect(tensorCount()).toBe(0));

const learners: [string, Operator, object][] = [
  ['train.baseline', baseline, {}],
  ['train.linear', linear, {}],
  ['train.boosted-trees', trees, { rounds: 60 }],
  ['train.neural-network', network, { hidden: '16', epochs: 30, learningRate: 0.01 }],
];

const train = (operator: Operator, params: object, inputs: object = {}, hooks = {}) =>
  engine.run<Model>(operator, { table, ...inputs }, params, hooks);

const say = (operator: Operator, model: Model): string => {
  const defaults = Object.entries(operator.params).map(([name, param]) => [name, param.default]);
  return operator
    .describe(model, Object.fromEntries(defaults))
    .map(({ text }) => text)
    .join('\n');
};

const accuracyOnTest = async (model: Model): Promise<number> => {
  const features = await readFeatures(engine.context(), table, model.columns);
  const target = await readTarget(engine.context(), table, model.target, model.classes);
  const { right } = rowLosses(predict(model, features), target, heldOutRows(model));
  return right.reduce((sum, each) => sum + each, 0) / right.length;
};

describe.each(learners)('%s', (id, operator, params) => {
  it('learns two classes, leaves out rows without a target, and says how it compares', async () => {
    const model = await train(operator, { ...params, target: 'answer' });
    expect(model).toMatchObject({ task: 'binary', classes: ['no', 'yes'], rows: { leftOut: 20 } });
    expect(model.rows.train + model.rows.validation + model.rows.test).toBe(780);
    expect(say(operator, model)).toContain('20 rows left out');
    expect(say(operator, model)).toMatch(/^Right on \d+\.\d % of 117 validation rows/);
    if (id !== 'train.baseline') {
      expect(model.quality!.gain.low).toBeGreaterThan(0);
      expect(await accuracyOnTest(model)).toBeGreaterThan(0.75);
    }
  });

  it('learns three classes and numbers', async () => {
    const third = await train(operator, { ...params, target: 'third', columns: ['size', 'group'] });
    expect(third).toMatchObject({ task: 'multiclass', classes: ['c0', 'c1', 'c2'] });
    const amount = await train(operator, {
      ...params,
      target: 'amount',
      columns: ['size', 'group'],
    });
    expect(amount).toMatchObject({ task: 'regression', classes: [] });
    expect(say(operator, amount)).toContain('RMSE');
  });

  it('drops constants and identifiers, and says so', async () => {
    const model = await train(operator, { ...params, target: 'answer' });
    expect(model.columns).not.toContain('constant');
    expect(model.columns).not.toContain('id');
    expect(say(operator, model)).toContain('constant (the same in every row)');
  });

  it('takes the columns of a feature set, and never the target', async () => {
    const choices = ['size', 'answer', 'noise'].map((column) => ({
      column,
      chosen: column !== 'noise',
    }));
    const features = {
      name: 'two',
      target: 'answer',
      choices,
      totalCost: 0,
    } as unknown as FeatureSet;
    const model = await train(operator, { ...params, target: 'answer' }, { features });
    expect(model.columns).toEqual(['size']);
  });

  it('keeps to a given split', async () => {
    const assignment = Uint8Array.from({ length: 800 }, (_, row) => row % 3);
    const split = { method: 'random', seed: 5, assignment } as Split;
    const model = await train(operator, { ...params, target: 'answer' }, { split });
    model.split.assignment.forEach((part, row) => expect(part).toBe(row % 40 === 0 ? 3 : row % 3));
    const short = { ...split, assignment: assignment.slice(1) };
    await expect(
      train(operator, { ...params, target: 'answer' }, { split: short }),
    ).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The split is of 799 rows, the table has 800: split this table',
    });
  });

  it('gives the same answer for the same seed', async () => {
    const [one, other] = [
      await train(operator, { ...params, target: 'answer' }),
      await train(operator, { ...params, target: 'answer' }),
    ];
    expect(other.parameters).toEqual(one.parameters);
    expect(other.quality).toEqual(one.quality);
  });

  it('refuses a target of one class, and columns that do not vary', async () => {
    await expect(train(operator, { ...params, target: 'constant' })).rejects.toMatchObject({
      code: 'training_failed',
      message: expect.stringContaining('constant: only one value in the 560 training rows: same'),
    });
    await expect(
      train(operator, { ...params, target: 'answer', columns: ['constant'] }),
    ).rejects.toMatchObject({
      code: 'training_failed',
      message: expect.stringContaining('No column varies in the 546 training rows: constant'),
    });
  });

  it('is cancelled at any time without a trace', async () => {
    const controller = new AbortController();
    const hooks = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(train(operator, { ...params, target: 'answer' }, {}, hooks)).rejects.toMatchObject(
      {
        code: 'cancelled',
      },
    );
  });
});

describe.each(learners.slice(1))('%s, while it runs', (_, operator, params) => {
  it('tells its losses', async () => {
    const told: TrainingProgress[] = [];
    const onProgress = (share: number, message: string, partial?: object) => {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
      expect(message).not.toBe('');
      if (partial) told.push(partial as TrainingProgress);
    };
    await train(operator, { ...params, target: 'answer' }, {}, { onProgress });
    expect(told[0]).toMatchObject({
      kind: 'training',
      task: 'binary',
      history: { train: { length: 1 } },
    });
  });

  it('keeps the best so far when the user stops it', async () => {
    const stopper = new AbortController();
    stopper.abort();
    const model = await train(
      operator,
      { ...params, target: 'answer' },
      {},
      { stop: stopper.signal },
    );
    expect(model.history).toMatchObject({ stopped: 'by user', bestRound: 1 });
    expect(say(operator, model)).toContain('stopped by you after 1');
  });
});

describe('bad input', () => {
  it('trees refuse 1,000 classes with the reason; a linear model learns them', async () => {
    const many = await engine.table(
      `SELECT (i % 50)::DOUBLE AS size, (i % 20)::DOUBLE AS other, 'class ' || (i % 1000) AS target FROM range(3000) r(i)`,
    );
    await expect(engine.run(trees, { table: many }, { target: 'target' })).rejects.toMatchObject({
      code: 'training_failed',
      message: expect.stringMatching(
        /1000 classes: boosted trees grow a tree for each class in each round, so at most 100/,
      ),
    });
    const model = await engine.run<Model>(
      linear,
      { table: many },
      { target: 'target', iterations: 5 },
    );
    expect(model.classes).toHaveLength(1000);
    expect(say(linear, model)).toContain('1,000 classes');
  });

  it('says when there are more columns than rows', async () => {
    const list = Array.from(
      { length: 60 },
      (_, column) => `(hash(i * 61 + ${column}) % 100)::DOUBLE AS c${column}`,
    );
    const wide = await engine.table(
      `SELECT ${list.join(', ')}, CASE WHEN i % 3 = 0 THEN 'yes' ELSE 'no' END AS target FROM range(40) r(i)`,
    );
    for (const [, operator, params] of learners.slice(1)) {
      const model = await engine.run<Model>(
        operator,
        { table: wide },
        { ...params, target: 'target' },
      );
      expect(say(operator, model)).toContain('more columns (60) than training rows (28)');
    }
  });

  it('a training that diverges says at which learning rate, and what to do', async () => {
    const hidden = Array.from({ length: 6 }, () => 128).join(', ');
    const params = { target: 'amount', columns: ['size'], learningRate: 1000, epochs: 20, hidden };
    await expect(train(network, params)).rejects.toMatchObject({
      code: 'training_failed',
      message: expect.stringContaining('at learning rate 1000: lower the learning rate'),
    });
  });

  it('a hidden layer that is no number is refused', async () => {
    await expect(train(network, { target: 'answer', hidden: '64, many' })).rejects.toMatchObject({
      code: 'bad_param',
    });
  });
});
