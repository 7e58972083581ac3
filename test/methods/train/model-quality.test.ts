import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import { fitConstant } from '../../../src/methods/train/baseline';
import { fitBoostedTrees } from '../../../src/methods/train/boosted-trees';
import { assessQuality } from '../../../src/methods/train/model-quality';
import { fitOneRule } from '../../../src/methods/train/one-rule';
import { predict } from '../../../src/methods/train/predict';
import { rowLosses, summariseLosses } from '../../../src/methods/train/row-losses';
import {
  categoryColumn,
  classTarget,
  featuresOf,
  noRows,
  numberColumn,
  numberTarget,
  rowRange,
} from '../../support/features';

const random = createRandom(8);
const count = 1000;
const size = Float64Array.from({ length: count }, () => random.normal());
const noise = Float64Array.from({ length: count }, () => random.normal());
const group = Array.from({ length: count }, () => 'abc'.charAt(random.below(3)));
const features = featuresOf([
  numberColumn('noise', noise),
  numberColumn('size', size),
  categoryColumn('group', group),
]);
const rows = { train: rowRange(0, 700), validation: rowRange(700, count) };
const signal = classTarget(
  size.map((value, row) =>
    Number(value + (group[row] === 'a' ? 2.5 : 0) + 0.5 * random.normal() > 0),
  ),
  2,
);
const chance = classTarget(
  size.map(() => Number(random.next() < 0.3)),
  2,
);
const number = numberTarget(size.map((value) => 10 + 2 * value + random.normal()));

describe('fitConstant', () => {
  it('says the shares of the classes, or the mean, of the training rows', () => {
    const target = classTarget([0, 1, 1, 1], 2);
    const said = predict(
      fitConstant(target, { train: rowRange(0, 3), validation: noRows }),
      featuresOf([numberColumn('x', [0, 0])]),
    );
    expect(said).toMatchObject({
      task: 'binary',
      probabilities: Float64Array.of(1 / 3, 2 / 3, 1 / 3, 2 / 3),
    });
    const mean = fitConstant(numberTarget([1, 2, 6]), {
      train: rowRange(0, 3),
      validation: noRows,
    });
    expect(predict(mean, featuresOf([numberColumn('x', [0])]))).toEqual({
      task: 'regression',
      values: Float64Array.of(3),
    });
  });
});

describe('fitOneRule', () => {
  it('finds the column that says most', () => {
    expect(fitOneRule(features, signal, rows)!.columns).toEqual(['size']);
    expect(fitOneRule(features, number, rows)!.columns).toEqual(['size']);
  });

  it('says the shares of each value, drawn a little to those of all', () => {
    const own = featuresOf([
      categoryColumn(
        'g',
        Array.from({ length: 200 }, (_, row) => (row % 2 ? 'x' : 'y')),
      ),
    ]);
    const target = classTarget(
      Array.from({ length: 200 }, (_, row) => row % 2),
      2,
    );
    const rule = fitOneRule(own, target, { train: rowRange(0, 200), validation: noRows })!;
    const said = predict(rule, featuresOf([categoryColumn('g', ['x', 'y', 'never seen'])]));
    if (said.task === 'regression') throw new Error('not a classification');
    [105 / 110, 5 / 110, 0.5].forEach((share, row) =>
      expect(said.probabilities[2 * row + 1]).toBeCloseTo(share, 9),
    );
  });

  it('does not fall for a column in which every value is another', () => {
    const unique = categoryColumn(
      'id',
      Array.from({ length: count }, (_, row) => `id ${row}`),
    );
    const own = featuresOf([unique, ...features.columns]);
    expect(fitOneRule(own, signal, rows)!.columns).toEqual(['size']);
  });

  it('is nothing where no column varies', () => {
    const own = featuresOf([numberColumn('same', new Float64Array(10))]);
    const target = classTarget(
      Array.from({ length: 10 }, (_, row) => row % 2),
      2,
    );
    expect(fitOneRule(own, target, { train: rowRange(0, 10), validation: noRows })).toBeUndefined();
  });
});

describe('assessQuality', () => {
  const assess = async (target: typeof signal) => {
    const model = await fitBoostedTrees(features, target, rows, { rounds: 50 });
    return assessQuality(model, features, target, rows, 1);
  };

  it('finds that a model with signal beats the baselines by more than chance', async () => {
    const quality = await assess(signal);
    expect(quality).toMatchObject({ on: 'validation', rows: 300 });
    expect(quality.baselines.map(({ learner }) => learner)).toEqual(['majority', 'one-rule']);
    expect(quality.gain.low).toBeGreaterThan(0);
    expect(quality.mcNemar!.pValue).toBeLessThan(0.05);
  });

  it('finds that a model of chance does not', async () => {
    const { gain } = await assess(chance);
    expect(gain.low).toBeLessThan(0);
  });

  it('weighs squared errors of numbers, without McNemar', async () => {
    const quality = await assess(number);
    expect(quality.mcNemar).toBeUndefined();
    expect(quality.gain.low).toBeGreaterThan(0);
    expect(quality.baselines.map(({ learner }) => learner)).toEqual(['mean', 'one-rule']);
  });

  it('falls back on the training rows, and says so', async () => {
    const alone = { train: rows.train, validation: noRows };
    const quality = await assessQuality(fitConstant(signal, alone), features, signal, alone, 1);
    expect(quality).toMatchObject({ on: 'training', rows: 700 });
  });

  it('is the same for the same seed', async () => {
    expect(await assess(signal)).toEqual(await assess(signal));
  });
});

describe('summariseLosses', () => {
  it('gives accuracy and log loss, RMSE, MAE and R²', () => {
    const target = numberTarget([1, 2, 3, 4]);
    const losses = rowLosses(
      { task: 'regression', values: Float64Array.of(1, 2, 3, 6) },
      target,
      rowRange(0, 4),
    );
    expect(summariseLosses(losses, target, rowRange(0, 4))).toEqual({
      rmse: 1,
      mae: 0.5,
      r2: 1 - 4 / 5,
    });
    const classes = classTarget([0, 1], 2);
    const said = {
      task: 'binary' as const,
      classes: ['0', '1'],
      probabilities: Float64Array.of(0.8, 0.2, 1, 0),
    };
    const scores = summariseLosses(
      rowLosses(said, classes, rowRange(0, 2)),
      classes,
      rowRange(0, 2),
    );
    if (!('accuracy' in scores)) throw new Error('not a classification');
    expect(scores.accuracy).toBe(0.5);
    expect(scores.logLoss).toBeCloseTo((-Math.log(0.8) - Math.log(Number.EPSILON)) / 2, 9);
  });
});
