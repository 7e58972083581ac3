import { describe, expect, it } from 'vitest';
import { assessBinary } from '../../../src/methods/evaluate/assess-binary';
import { assessMulticlass } from '../../../src/methods/evaluate/assess-multiclass';
import { assessRegression } from '../../../src/methods/evaluate/assess-regression';
import { countsAt } from '../../../src/methods/evaluate/threshold-table';
import { fixture, largestGap, type BinaryCase } from './scores-fixture';

const tolerance = 1e-9;

const ones = (length: number): Uint16Array => new Uint16Array(length).fill(1);
const noPause = (): Promise<void> => Promise.resolve();
const classNames = (count: number): string[] => Array.from({ length: count }, (_, k) => `k${k}`);

const assess = ({ truth, probability, threshold }: BinaryCase): ReturnType<typeof assessBinary> => {
  const probabilities = Float64Array.from(probability.flatMap((p) => [1 - p, p]));
  return assessBinary(Int32Array.from(truth), probabilities, 1, threshold);
};

describe.each(fixture.binary)('two classes: $name', (given) => {
  it('has the scores of scikit-learn', () => {
    const scores = assess(given).scorer(ones(given.truth.length));
    expect(largestGap(scores, given.scores)).toBeLessThan(tolerance);
  });

  it('has the confusion matrix of scikit-learn', () => {
    const { thresholds } = assess(given).detail;
    const counts = countsAt(thresholds, given.threshold);
    expect([
      [counts.trueNegatives, counts.falsePositives],
      [counts.falseNegatives, counts.truePositives],
    ]).toEqual(given.confusion);
  });

  it('puts rows into the calibration bins of scikit-learn', () => {
    const rows = assess(given).detail.calibration.map((bin) => bin.rows);
    if (given.calibrationRows) expect(rows).toEqual(given.calibrationRows);
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(given.truth.length);
  });

  it('scores weighted rows as if they stood there as often', () => {
    const weights = Uint16Array.from(given.truth, (_, row) => (row * 7 + 1) % 4);
    const rows = given.truth.flatMap((_, row) => new Array<number>(weights[row]!).fill(row));
    const repeated: BinaryCase = {
      ...given,
      truth: rows.map((row) => given.truth[row]!),
      probability: rows.map((row) => given.probability[row]!),
    };
    const expected = assess(repeated).scorer(ones(rows.length));
    expect(largestGap(assess(given).scorer(weights), expected as never)).toBeLessThan(tolerance);
  });
});

describe.each(fixture.binary.filter((given) => given.fpr))('curves: $name', (given) => {
  const { detail } = assess(given);

  it('has the ROC curve of scikit-learn', () => {
    expectClose(detail.roc.x, given.fpr!);
    expectClose(detail.roc.y, given.tpr!);
    expectClose(detail.roc.thresholds.slice(1), given.thresholds!);
  });

  it('has the precision-recall curve of scikit-learn', () => {
    expectClose(detail.precisionRecall.x, given.recall!);
    expectClose(detail.precisionRecall.y, given.precision!);
  });
});

describe.each(fixture.multiclass)('many classes: $name', (given) => {
  const truth = Int32Array.from(given.truth);
  const probabilities = Float64Array.from(given.probabilities);
  const assess = (withRanking: boolean): ReturnType<typeof assessMulticlass> =>
    assessMulticlass(truth, probabilities, classNames(given.classes), withRanking, noPause);

  it('has the scores of scikit-learn', async () => {
    const assessed = await assess(true);
    expect(largestGap(assessed.scorer(ones(truth.length)), given.scores)).toBeLessThan(tolerance);
  });

  it('has precision, recall, F1 and AUC of each class', async () => {
    const assessed = await assess(true);
    assessed.detail.classes.forEach((result, index) => {
      expect(largestGap(result, given.byClass[index]!), result.label).toBeLessThan(tolerance);
    });
  });

  it('has the confusion matrix of scikit-learn', async () => {
    const assessed = await assess(true);
    expect(assessed.detail.matrix.counts).toEqual(given.confusion);
    expect(assessed.detail.matrix.otherClasses).toBe(0);
  });

  it('has the same ROC and PR AUC where rankings are not kept', async () => {
    const [lean, assessed] = [await assess(false), await assess(true)];
    expect(lean.fixedScores).toEqual(assessed.fixedScores);
    expect(lean.scorer(ones(truth.length))['roc-auc']).toBeUndefined();
  });
});

describe.each(fixture.regression)('numbers: $name', (given) => {
  const assessed = assessRegression(
    Float64Array.from(given.truth),
    Float64Array.from(given.predicted),
  );

  it('has the scores of scikit-learn', () => {
    const scores = assessed.scorer(ones(given.truth.length));
    expect(largestGap(scores, given.scores)).toBeLessThan(tolerance);
  });

  it('says on how many rows MAPE is defined', () => {
    expect(assessed.detail.mapeRows).toBe(given.mapeRows);
  });
});

describe('without rows', () => {
  it('has no value for any score of two classes', () => {
    const none = assessBinary(new Int32Array(0), new Float64Array(0), 1, 0.5);
    expect(Object.values(none.scorer(ones(0))).every(Number.isNaN)).toBe(true);
  });

  it('has no value for any score of numbers', () => {
    const none = assessRegression(new Float64Array(0), new Float64Array(0));
    expect(Object.values(none.scorer(ones(0)))).toEqual([NaN, NaN, NaN, NaN]);
  });
});

function expectClose(actual: Float64Array, expected: number[]): void {
  expect(actual.length).toBe(expected.length);
  const gaps = expected.map((value, index) => Math.abs(value - actual[index]!));
  expect(Math.max(...gaps)).toBeLessThan(tolerance);
}
