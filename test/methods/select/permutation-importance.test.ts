import { describe, expect, it } from 'vitest';
import type { Features, Predictions, Target } from '../../../src/data/features';
import { createRandom } from '../../../src/math/random';
import {
  permutationImportance,
  shuffleColumns,
} from '../../../src/methods/select/permutation-importance';
import {
  fitsTask,
  scorePredictions,
  usualMetric,
} from '../../../src/methods/select/score-predictions';
import fixture from '../../fixtures/select/importance.json';

const rows = fixture.x.length;
const column = (index: number): Float64Array => Float64Array.from(fixture.x, (row) => row[index]);
const features: Features = {
  rowCount: rows,
  columns: ['a', 'b', 'c'].map((name, index) => ({ kind: 'number', name, values: column(index) })),
};
const number: Target = {
  task: 'regression',
  name: 'y',
  values: Float64Array.from(fixture.number),
};
const two: Target = {
  task: 'binary',
  name: 'y',
  codes: Int32Array.from(fixture.two),
  classes: ['0', '1'],
};
const three: Target = {
  task: 'multiclass',
  name: 'y',
  codes: Int32Array.from(fixture.three),
  classes: ['0', '1', '2'],
};

describe('permutationImportance', () => {
  it.each([
    ['r2', number],
    ['roc-auc', two],
  ] as const)('falls in %s as in scikit-learn', async (metric, target) => {
    const score = (given: Features): Promise<number> =>
      Promise.resolve(scorePredictions(metric, target, predictByRule(given, target)));
    const base = await score(features);
    const groups = [['a'], ['b'], ['c']];
    const found = await permutationImportance(features, groups, 300, base, score, createRandom(1));
    found.forEach(({ mean, std }, index) => {
      const expected = fixture.importance[metric];
      const tolerance = (5 * expected.std[index]) / Math.sqrt(300) + 1e-12;
      expect(Math.abs(mean - expected.mean[index])).toBeLessThan(tolerance);
      expect(Math.abs(std - expected.std[index])).toBeLessThan(0.25 * expected.std[index] + 1e-12);
    });
  });

  it('shuffles a group by one permutation, so that what it says together is lost at once', async () => {
    const score = (given: Features): Promise<number> =>
      Promise.resolve(scorePredictions('r2', number, predictByRule(given, number)));
    const base = await score(features);
    const [one, both] = await permutationImportance(
      features,
      [['a'], ['a', 'b']],
      50,
      base,
      score,
      createRandom(2),
    );
    expect(both.columns).toEqual(['a', 'b']);
    expect(both.mean).toBeGreaterThan(one.mean);
  });
});

describe('shuffleColumns', () => {
  const kinds: Features = {
    rowCount: 40,
    columns: [
      { kind: 'number', name: 'n', values: Float64Array.from({ length: 40 }, (_, row) => row) },
      {
        kind: 'category',
        name: 'c',
        codes: Int32Array.from({ length: 40 }, (_, row) => row),
        labels: Array.from({ length: 40 }, (_, row) => `v${row}`),
      },
      { kind: 'text', name: 't', values: Array.from({ length: 40 }, (_, row) => `v${row}`) },
    ],
  };

  it('deals all kinds of columns the same way and leaves the others and the given ones alone', () => {
    const shuffled = shuffleColumns(kinds, ['c', 't'], createRandom(3));
    const [n, c, t] = shuffled.columns;
    expect(n).toBe(kinds.columns[0]);
    if (c.kind !== 'category' || t.kind !== 'text') throw new Error('kinds changed');
    expect(Array.from(c.codes, (code) => `v${code}`)).toEqual(t.values);
    expect([...c.codes]).not.toEqual([...c.codes].sort((one, other) => one - other));
    expect(kinds.columns[2]).toMatchObject({ values: expect.arrayContaining(['v0']) });
  });
});

describe('scorePredictions', () => {
  it('scores numbers as scikit-learn does', () => {
    const predictions = predictByRule(features, number);
    for (const metric of ['r2', 'rmse', 'mae'] as const) {
      expect(scorePredictions(metric, number, predictions)).toBeCloseTo(fixture.scores[metric], 10);
    }
  });

  it.each(['roc-auc', 'accuracy', 'balanced-accuracy', 'log-loss'] as const)(
    'scores two and three classes by %s as scikit-learn does',
    (metric) => {
      const binary = predictByRule(features, two);
      expect(scorePredictions(metric, two, binary)).toBeCloseTo(fixture.scores.two[metric], 10);
      const many: Predictions = {
        task: 'multiclass',
        classes: three.classes,
        probabilities: Float64Array.from(fixture.probabilities3.flat()),
      };
      expect(scorePredictions(metric, three, many)).toBeCloseTo(fixture.scores.three[metric], 10);
    },
  );

  it('knows which metric fits which target', () => {
    expect(
      ['regression', 'binary', 'multiclass'].map((task) => usualMetric(task as 'binary')),
    ).toEqual(['r2', 'roc-auc', 'balanced-accuracy']);
    expect([fitsTask('r2', 'binary'), fitsTask('r2', 'regression')]).toEqual([false, true]);
    expect(() => scorePredictions('r2', number, predictByRule(features, two))).toThrow(
      'a binary cannot be scored on a regression target',
    );
  });
});

function predictByRule({ columns }: Features, target: Target): Predictions {
  const [a, b] = columns.map((each) => (each.kind === 'number' ? each.values : new Float64Array()));
  const values = a.map((value, row) => 2 * value + b[row]);
  if (target.task === 'regression') return { task: 'regression', values };
  const probabilities = new Float64Array(2 * values.length);
  values.forEach((value, row) => {
    probabilities[2 * row + 1] = 1 / (1 + Math.exp(-value));
    probabilities[2 * row] = 1 - probabilities[2 * row + 1];
  });
  return { task: 'binary', classes: target.classes, probabilities };
}
