import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Predictions, Target } from '../../../src/data/features';
import { binThresholds } from '../../../src/methods/train/bin-thresholds';
import { fitBoostedTrees } from '../../../src/methods/train/boosted-trees';
import type { BoostedTreesOptions } from '../../../src/methods/train/boosted-trees-options';
import { gainShares } from '../../../src/methods/train/predict-trees';
import { predict } from '../../../src/methods/train/predict';
import { rowLosses, summariseLosses } from '../../../src/methods/train/row-losses';
import { createRandom } from '../../../src/math/random';
import fixture from '../../fixtures/train/trees.json';
import {
  categoryColumn,
  classTarget,
  featuresOf,
  noRows,
  numberColumn,
  numberTarget,
  rowRange,
} from '../../support/features';

const { columns, targets, trainRows, expected } = fixture;
const features = featuresOf([
  numberColumn('a', columns.a),
  numberColumn('b', columns.b),
  numberColumn('c', columns.c),
  numberColumn('d', columns.d),
  categoryColumn('group', columns.group),
]);
const train = rowRange(0, trainRows);
const rest = rowRange(trainRows, features.rowCount);
const asThere: Partial<BoostedTreesOptions> = { rounds: 40, l2: 1, learningRate: 0.1 };

const fit = (
  target: Target,
  options: Partial<BoostedTreesOptions> = {},
  validation: Uint32Array = noRows,
) => fitBoostedTrees(features, target, { train, validation }, { ...asThere, ...options });

const probabilities = (said: Predictions): Float64Array => {
  if (said.task === 'regression') throw new Error('not a classification');
  return said.probabilities;
};

const scoresOf = async (target: Target) => {
  const model = await fit(target);
  const losses = rowLosses(predict(model, features), target, rest);
  return { model, scores: summariseLosses(losses, target, rest) };
};

describe('binThresholds', () => {
  it.each(['a', 'b', 'c', 'd'] as const)('are those of scikit-learn for column %s', (name) => {
    const values = Float64Array.from(columns[name].slice(0, trainRows), (value) => value ?? NaN);
    const found = binThresholds(values);
    const wanted = fixture.thresholds[name];
    expect(found.length).toBe(wanted.length);
    found.forEach((value, index) => expect(value).toBeCloseTo(wanted[index]!, 9));
  });

  it('has none for a constant, and passes over what is not finite', () => {
    expect(binThresholds(Float64Array.of(2, 2, NaN))).toHaveLength(0);
    expect([...binThresholds(Float64Array.of(1, Infinity, 3, NaN))]).toEqual([2]);
  });
});

describe('fitBoostedTrees', () => {
  it('says what scikit-learn says of two classes, to 1e-6', async () => {
    const { model, scores } = await scoresOf(classTarget(targets.binary, 2));
    const said = probabilities(predict(model, features));
    expected.binary.firstProbabilities.forEach((row, index) =>
      expect(said[2 * (trainRows + index) + 1]).toBeCloseTo(row[1]!, 6),
    );
    expect(scores).toMatchObject({ accuracy: expected.binary.accuracy });
    expect((scores as { logLoss: number }).logLoss).toBeCloseTo(expected.binary.logLoss, 6);
    expect(model.history.train.at(-1)).toBeCloseTo(expected.binary.trainLogLoss, 6);
  });

  it('says what scikit-learn says of three classes, to 1e-6', async () => {
    const { model, scores } = await scoresOf(classTarget(targets.many, 3));
    const said = probabilities(predict(model, features));
    expected.many.firstProbabilities.forEach((row, index) =>
      row.forEach((p, code) => expect(said[3 * (trainRows + index) + code]).toBeCloseTo(p, 6)),
    );
    expect((scores as { logLoss: number }).logLoss).toBeCloseTo(expected.many.logLoss, 6);
  });

  it('has the squared error of scikit-learn, to 1e-6', async () => {
    const { model, scores } = await scoresOf(numberTarget(targets.number));
    const { rmse } = scores as { rmse: number };
    expect(model.history.train.at(-1)).toBeCloseTo(expected.number.trainMse, 6);
    expect(rmse ** 2).toBeCloseTo(expected.number.mse, 6);
  });

  it('tells the loss that its predictions have', async () => {
    const target = classTarget(targets.binary, 2);
    const model = await fit(target);
    const { losses } = rowLosses(predict(model, features), target, train);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(mean).toBeCloseTo(model.history.train.at(-1)!, 12);
  });

  it('stops when the validation loss no longer falls, and keeps the best round', async () => {
    const target = classTarget(targets.binary, 2);
    const { history, parameters } = await fit(target, { rounds: 500, patience: 5 }, rest);
    expect(history.stopped).toBe('early');
    expect(history.validation).toHaveLength(history.bestRound + 5);
    expect(Math.min(...history.validation)).toBe(history.validation[history.bestRound - 1]);
    expect(parameters.roots).toHaveLength(history.bestRound);
  });

  it('keeps all rounds with endless patience', async () => {
    const target = classTarget(targets.binary, 2);
    const { history, parameters } = await fit(target, { rounds: 60, patience: Infinity }, rest);
    expect(history).toMatchObject({ stopped: 'finished', bestRound: 60 });
    expect(parameters.roots).toHaveLength(60);
  });

  it('stops when asked, and keeps the best so far', async () => {
    const rows = { train, validation: rest };
    const target = classTarget(targets.binary, 2);
    const model = await fitBoostedTrees(features, target, rows, asThere, ({ round }) => round < 3);
    expect(model.history).toMatchObject({ stopped: 'by user', bestRound: 3 });
    expect(model.parameters.roots).toHaveLength(3);
  });

  it('gives the same trees for the same rows', async () => {
    const target = classTarget(targets.binary, 2);
    const [one, other] = [await fit(target), await fit(target)];
    expect(other.parameters).toEqual(one.parameters);
  });

  it('is plain data that predicts the same after a clone', async () => {
    const model = await fit(classTarget(targets.many, 3));
    expect(predict(structuredClone(model), features)).toEqual(predict(model, features));
  });

  it('sends missing values where they fit better', async () => {
    const values = Float64Array.from({ length: 200 }, (_, row) => (row % 4 === 0 ? NaN : row % 3));
    const codes = values.map((value) => (Number.isNaN(value) || value === 2 ? 1 : 0));
    const own = featuresOf([numberColumn('x', values)]);
    const rows = { train: rowRange(0, 200), validation: noRows };
    const model = await fitBoostedTrees(own, classTarget(codes, 2), rows, { rounds: 60 });
    const said = probabilities(predict(model, own));
    codes.forEach((code, row) => expect(said[2 * row + 1]! > 0.5 ? 1 : 0, `row ${row}`).toBe(code));
  });

  it('treats a value that training never saw as missing, and infinities as the ends', async () => {
    const model = await fit(classTarget(targets.binary, 2));
    const odd = featuresOf([
      numberColumn('a', [Infinity, -Infinity]),
      numberColumn('b', [1, 1]),
      numberColumn('c', [1, 1]),
      numberColumn('d', [1, 1]),
      categoryColumn('group', ['never seen', null]),
    ]);
    expect(probabilities(predict(model, odd)).every((p) => p > 0 && p < 1)).toBe(true);
  });

  it('keeps the 254 most frequent of many categories and takes the rest together', async () => {
    const random = createRandom(5);
    const labels = Array.from({ length: 3000 }, () => `v${Math.floor(random.next() ** 3 * 600)}`);
    const own = featuresOf([categoryColumn('many', labels)]);
    const codes = labels.map((label) => Number(Number(label.slice(1)) % 2));
    const rows = { train: rowRange(0, 3000), validation: noRows };
    const model = await fitBoostedTrees(own, classTarget(codes, 2), rows, { rounds: 20 });
    const [column] = model.preparation.sources[0]!.columns;
    expect(column).toMatchObject({ kind: 'category', bins: 255, hasOther: true });
  });

  it('answers with the class shares where no column varies', async () => {
    const own = featuresOf([numberColumn('same', new Float64Array(100).fill(4))]);
    const codes = Array.from({ length: 100 }, (_, row) => Number(row % 4 === 0));
    const rows = { train: rowRange(0, 100), validation: noRows };
    const model = await fitBoostedTrees(own, classTarget(codes, 2), rows, { rounds: 3 });
    expect(model.columns).toEqual([]);
    expect(probabilities(predict(model, own))[1]).toBeCloseTo(0.25, 9);
  });

  it('weighs rows', async () => {
    const target = classTarget(targets.binary, 2);
    const weights = Float64Array.from(targets.binary, (code) => (code === 1 ? 5 : 1));
    const mean = async (options: object) => {
      return probabilities(predict(await fit(target, options), features))
        .filter((_, index) => index % 2 === 1)
        .reduce((sum, p) => sum + p, 0);
    };
    expect(await mean({ weights })).toBeGreaterThan(1.2 * (await mean({})));
  });

  it('says which column the splits gained from', async () => {
    const shares = gainShares(await fit(classTarget(targets.binary, 2)));
    expect(shares.map(({ column }) => column).sort()).toEqual(['a', 'b', 'c', 'd', 'group']);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('refuses more than 100 classes, in words', async () => {
    const codes = Array.from({ length: 1200 }, (_, row) => row % 101);
    await expect(fit(classTarget(codes, 101))).rejects.toMatchObject({
      code: 'training_failed',
      message: expect.stringContaining('101 classes'),
    });
  });

  it('says so when the loss is no longer finite', async () => {
    const target = numberTarget(targets.number.map((value) => value * 1e160));
    await expect(fit(target)).rejects.toMatchObject({
      code: 'training_failed',
      message: expect.stringContaining('no longer a finite number after round 1'),
    });
  });
});

const adult = resolve(import.meta.dirname, '../../../../shared/data/tabular');
const hasAdult = existsSync(`${adult}/adult_train.csv`);

describe.runIf(hasAdult)('fitBoostedTrees on Adult', () => {
  it('is within 0.003 of the accuracy of scikit-learn 1.9.1 (0.87307) on the test file', async () => {
    const numbers = [
      'age',
      'fnlwgt',
      'education_num',
      'capital_gain',
      'capital_loss',
      'hours_per_week',
    ];
    const read = (name: string) => {
      const [head, ...lines] = readFileSync(`${adult}/${name}`, 'utf8').trim().split('\n');
      const rows = lines.map((line) => line.trim().split(','));
      const names = head!.trim().split(',');
      const own = names.slice(0, -1).map((column, index) => {
        const texts = rows.map((row) => row[index] || null);
        return numbers.includes(column)
          ? numberColumn(
              column,
              texts.map((text) => (text === null ? null : Number(text))),
            )
          : categoryColumn(column, texts);
      });
      return {
        features: featuresOf(own),
        target: classTarget(
          rows.map((row) => Number(row[14] === '>50K')),
          2,
        ),
      };
    };
    const [first, second] = [read('adult_train.csv'), read('adult_test.csv')];
    const rows = { train: rowRange(0, first.features.rowCount), validation: noRows };
    const model = await fitBoostedTrees(first.features, first.target, rows, { rounds: 100 });
    const { right } = rowLosses(
      predict(model, second.features),
      second.target,
      rowRange(0, second.features.rowCount),
    );
    const accuracy = right.reduce((sum, each) => sum + each, 0) / right.length;
    expect(Math.abs(accuracy - 0.87307)).toBeLessThan(0.003);
  });
});
