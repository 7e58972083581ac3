import { describe, expect, it } from 'vitest';
import type { Target } from '../../../src/data/features';
import {
  baselineAnswer,
  fitBaseline,
  predictBaseline,
} from '../../../src/methods/evaluate/baseline';

const classes: Target = {
  task: 'multiclass',
  name: 'y',
  codes: Int32Array.of(0, 1, 1, -1, 2, 1),
  classes: ['a', 'b', 'c'],
};
const numbers: Target = { task: 'regression', name: 'y', values: Float64Array.of(1, 2, NaN, 9) };
const rows = (...values: number[]): Uint32Array => Uint32Array.from(values);

describe('the baseline of classes', () => {
  it('learns shares from the given rows alone', () => {
    const baseline = fitBaseline(classes, rows(0, 1, 2, 3, 4));
    expect(baseline).toMatchObject({ shares: Float64Array.of(0.25, 0.5, 0.25), rowCount: 4 });
    expect(baselineAnswer(baseline)).toBe('b');
  });

  it('says the same of every row', () => {
    const predicted = predictBaseline(fitBaseline(classes, rows(0, 1)), 2);
    expect(predicted).toMatchObject({ probabilities: Float64Array.of(0.5, 0.5, 0, 0.5, 0.5, 0) });
  });

  it('knows nothing without rows', () => {
    const baseline = fitBaseline(classes, rows());
    expect(predictBaseline(baseline, 1)).toMatchObject({
      probabilities: new Float64Array(3).fill(1 / 3),
    });
  });
});

describe('the baseline of numbers', () => {
  it('is the mean of the rows that have a target', () => {
    const baseline = fitBaseline(numbers, rows(0, 1, 2));
    expect(baselineAnswer(baseline)).toBe(1.5);
    expect(predictBaseline(baseline, 3)).toEqual({
      task: 'regression',
      values: Float64Array.of(1.5, 1.5, 1.5),
    });
  });
});
