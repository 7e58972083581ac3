import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/data/features';
import { coefficients } from '../../../src/methods/train/coefficients';
import { fitLinearModel } from '../../../src/methods/train/linear-model';
import type { LinearModelOptions } from '../../../src/methods/train/linear-options';
import { predict } from '../../../src/methods/train/predict';
import { rowLosses } from '../../../src/methods/train/row-losses';
import fixture from '../../fixtures/train/linear.json';
import {
  categoryColumn,
  classTarget,
  featuresOf,
  noRows,
  numberColumn,
  numberTarget,
  rowRange,
} from '../../support/features';
import { tensorCount, useTensors } from '../../support/tensors';

const { expected, targets } = fixture;
const features = featuresOf(
  fixture.columns.map((values, column) => numberColumn(`x${column}`, values)),
);
const rows = { train: rowRange(0, features.rowCount), validation: noRows };
const binary = classTarget(targets.binary, 2);
const number = numberTarget(targets.number);

const fit = (target: Target, options: Partial<LinearModelOptions> = {}) =>
  fitLinearModel(features, target, rows, options);

interface Wanted {
  coefficients: number[][];
  intercepts: number[];
}

const expectWeights = async (
  target: Target,
  options: Partial<LinearModelOptions>,
  wanted: Wanted,
  digits = 3,
) => {
  const { layers, center, scale } = (await fit(target, options)).parameters;
  const { weights, bias, outputs } = layers[0]!;
  wanted.coefficients.forEach((row, output) =>
    row.forEach((weight, input) =>
      expect(weights[input * outputs + output]! * scale).toBeCloseTo(weight, digits),
    ),
  );
  wanted.intercepts.forEach((intercept, output) =>
    expect(bias[output]! * scale + center).toBeCloseTo(intercept, digits),
  );
};

describe.each(['cpu', 'wasm'] as const)('fitLinearModel on %s', (backend) => {
  beforeAll(() => useTensors(backend));
  afterEach(() => expect(tensorCount()).toBe(0));

  it('has the weights of LogisticRegression, to 0.001', () =>
    expectWeights(binary, { l2: 1 }, expected.logistic));

  it('has them with a strong penalty (C = 0.05)', () =>
    expectWeights(binary, { l2: 20 }, expected.strong));

  it('has them with weighted rows', () =>
    expectWeights(binary, { weights: Float64Array.from(fixture.weights) }, expected.weighted));

  it('has the weights of multinomial logistic regression, to 0.001', () =>
    expectWeights(classTarget(targets.many, 3), { l2: 1 }, expected.multinomial));

  it('has the weights of Ridge, to 0.001', () => expectWeights(number, { l2: 1 }, expected.ridge));

  it('has the weights of a heavy Ridge (alpha = 50)', () =>
    expectWeights(number, { l2: 50 }, expected.heavyRidge));

  it('has the weights of least squares without a penalty', () =>
    expectWeights(number, { l2: 0 }, expected.leastSquares));

  it('takes probabilities in place of classes', async () => {
    const soft = Float64Array.from({ length: 600 }, (_, at) =>
      at % 2 === targets.binary[at >> 1] ? 1 : 0,
    );
    const [hard, given] = [await fit(binary), await fit(binary, { soft })];
    given.parameters.layers[0]!.weights.forEach((weight, at) =>
      expect(weight).toBeCloseTo(hard.parameters.layers[0]!.weights[at]!, 4),
    );
  });

  it('says so when the numbers are too large to add up', async () => {
    await expect(
      fit(numberTarget(targets.number.map((value) => value * 1e200))),
    ).rejects.toMatchObject({
      code: 'training_failed',
      message: expect.stringContaining('too large'),
    });
  });
});

describe('fitLinearModel', () => {
  beforeAll(() => useTensors('cpu'));
  afterEach(() => expect(tensorCount()).toBe(0));

  it('tells the loss that its predictions have', async () => {
    const model = await fit(binary);
    const { losses } = rowLosses(predict(model, features), binary, rows.train);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(mean).toBeCloseTo(model.history.train.at(-1)!, 5);
  });

  it('lists its weights with the largest first', async () => {
    const weights = coefficients(await fit(number));
    expect(weights[0]!.name).toBe('x0');
    expect(weights.map(({ weight }) => Math.abs(weight))).toEqual(
      weights.map(({ weight }) => Math.abs(weight)).sort((one, other) => other - one),
    );
  });

  it('draws the validation loss and keeps the last step all the same', async () => {
    const half = { train: rowRange(0, 150), validation: rowRange(150, 300) };
    const { history } = await fitLinearModel(features, binary, half);
    expect(history.validation).toHaveLength(history.train.length);
    expect(history.bestRound).toBe(history.train.length);
  });

  it('works with more columns than rows, and with columns that say the same', async () => {
    const wide = featuresOf(
      Array.from({ length: 60 }, (_, column) =>
        numberColumn(
          `c${column}`,
          Array.from({ length: 20 }, (_, row) => (row * ((column % 30) + 3)) % 17),
        ),
      ),
    );
    const target = classTarget(
      Array.from({ length: 20 }, (_, row) => row % 2),
      2,
    );
    const model = await fitLinearModel(wide, target, {
      train: rowRange(0, 20),
      validation: noRows,
    });
    expect(model.parameters.layers[0]!.weights.every(Number.isFinite)).toBe(true);
  });

  it('stops when asked, and disposes of its tensors when cancelled', async () => {
    const stopped = await fitLinearModel(features, binary, rows, {}, ({ round }) => round < 2);
    expect(stopped.history).toMatchObject({ stopped: 'by user', bestRound: 2 });
    const cancel = () => Promise.reject(new Error('cancelled'));
    await expect(fitLinearModel(features, binary, rows, {}, cancel)).rejects.toThrow('cancelled');
  });

  it('needs only the columns that vary', async () => {
    const own = featuresOf([
      ...features.columns,
      numberColumn('same', new Float64Array(300)),
      categoryColumn('one', new Array<string>(300).fill('a')),
    ]);
    const model = await fitLinearModel(own, binary, rows);
    expect(model.columns).toEqual(['x0', 'x1', 'x2', 'x3']);
    expect(() => predict(model, featuresOf(own.columns.slice(1)))).toThrow(
      'unknown column: x0: the model needs it',
    );
  });
});
