import { describe, expect, it } from 'vitest';
import { analyseVariance, momentsByClass } from '../../../src/methods/select/anova';
import { countNames, countNumbers } from '../../../src/methods/select/column-counts';
import { missingnessAuc, singleColumnAuc } from '../../../src/methods/select/single-column-auc';
import { countCodes, countRows, data, fixture } from './signal-fixture';

describe('analyseVariance', () => {
  it.each([
    ['x', countRows(data.x, data.y)],
    ['whole', countRows(data.whole, data.y)],
    ['xThree', countRows(data.x, data.three)],
  ] as const)('gives F and p of f_classif for %s', (name, counts) => {
    const [f, p] = fixture.anova[name];
    const result = analyseVariance(momentsByClass(counts)!)!;
    expect(result.f / f).toBeCloseTo(1, 9);
    expect(result.pValue / p).toBeCloseTo(1, 6);
  });

  it('gives F and p of f_oneway from moments of groups', () => {
    const groups = [0, 1, 2].map((code) => {
      const values = data.z.filter((_, row) => data.name.codes[row] === code);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return { count: values.length, mean, squares };
    });
    const result = analyseVariance(groups)!;
    expect(result.f).toBeCloseTo(fixture.anova.zByName[0], 9);
    expect(result.pValue).toBeCloseTo(fixture.anova.zByName[1], 9);
  });

  it('has no value without two groups, or where nothing varies', () => {
    expect(analyseVariance([{ count: 5, mean: 1, squares: 2 }])).toBeUndefined();
    const still = { count: 5, mean: 1, squares: 0 };
    expect(analyseVariance([still, still])).toBeUndefined();
  });

  it('is infinite where groups differ and do not vary within', () => {
    const groups = [0, 1].map((mean) => ({ count: 5, mean, squares: 0 }));
    expect(analyseVariance(groups)).toMatchObject({ f: Infinity, pValue: 0 });
  });

  it('leaves names, missing and infinite values out', () => {
    expect(momentsByClass(countCodes(data.name.codes, data.name.labels, data.y))).toBeUndefined();
    const counts = countNumbers(
      Float64Array.of(1, Infinity, NaN, 3),
      Uint8Array.of(0, 0, 1, 0),
      { classes: [0, 0, 0, 0], weights: Float64Array.of(2, 1, 1, 2) },
      1,
    );
    expect(momentsByClass(counts)).toEqual([{ count: 4, mean: 2, squares: 4 }]);
  });
});

describe('singleColumnAuc', () => {
  it('is roc_auc_score of the number', () => {
    expect(singleColumnAuc(countRows(data.x, data.y))).toBeCloseTo(fixture.auc.x, 12);
    expect(singleColumnAuc(countRows(data.whole, data.y))).toBeCloseTo(fixture.auc.whole, 12);
  });

  it('does not care which way a number goes', () => {
    const turned = data.x.map((value) => -value);
    expect(singleColumnAuc(countRows(turned, data.y))).toBeCloseTo(fixture.auc.x, 12);
  });

  it('ranks a name by the share of the second class', () => {
    const counts = countCodes(data.name.codes, data.name.labels, data.y);
    expect(singleColumnAuc(counts)).toBeCloseTo(fixture.auc.name, 12);
  });

  it('is for two classes only', () => {
    expect(singleColumnAuc(countRows(data.x, data.three))).toBeUndefined();
    expect(singleColumnAuc(countRows([1, 2], [1, 1]))).toBeUndefined();
  });
});

describe('missingnessAuc', () => {
  const pairs = { classes: [0, 1, 1], weights: Float64Array.of(80, 20, 100) };

  it('says how well being missing parts the classes', () => {
    const counts = countNames([0, 0, -1], ['a'], pairs, 2);
    expect(missingnessAuc(counts)).toBeCloseTo((1 + 100 / 120) / 2, 12);
  });

  it('has no value where nothing or everything is missing', () => {
    expect(missingnessAuc(countNames([0, 0, 0], ['a'], pairs, 2))).toBeUndefined();
    expect(missingnessAuc(countNames([-1, -1, -1], [], pairs, 2))).toBeUndefined();
  });
});
