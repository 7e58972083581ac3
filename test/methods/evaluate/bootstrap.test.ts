import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Target } from '../../../src/data/features';
import { AppError } from '../../../src/data/app-error';
import type { Candidate, EvaluationSettings } from '../../../src/methods/evaluate/assess';
import { evaluate } from '../../../src/methods/evaluate/evaluate';
import { findScore, type Evaluation } from '../../../src/methods/evaluate/evaluation';
import {
  holmCorrection,
  pairedDifference,
  percentileInterval,
} from '../../../src/methods/evaluate/interval';
import { wilsonInterval } from '../../../src/math/wilson-interval';
import { metricIds, type MetricId } from '../../../src/methods/evaluate/metrics';
import { fixture as scores } from './scores-fixture';

type Range = [low: number, high: number];

interface Fixture {
  truth: number[];
  first: number[];
  second: number[];
  intervals: Record<string, Range>;
  differences: Record<string, Range>;
  regression: Record<string, Range>;
  wilson: { successes: number; count: number; interval: Range }[];
  holm: { p: number[]; corrected: number[] };
}

const path = new URL('../../fixtures/evaluate/intervals.json', import.meta.url);
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;

const settings: EvaluationSettings = {
  positive: 1,
  threshold: 0.5,
  resamples: 2000,
  seed: 3,
  metric: 'auto',
};

const noPause = (): Promise<void> => Promise.resolve();

const candidate = (name: string, probability: number[], isBaseline = false): Candidate => ({
  name,
  learner: 'made up',
  isBaseline,
  predictions: {
    task: 'binary',
    classes: ['no', 'yes'],
    probabilities: Float64Array.from(probability.flatMap((p) => [1 - p, p])),
  },
});

const target: Target = {
  task: 'binary',
  name: 'y',
  codes: Int32Array.from(fixture.truth),
  classes: ['no', 'yes'],
};

/** The bounds differ by less than `share` of the width of the expected interval: both are random. */
const expectInterval = (
  actual: { low: number; high: number },
  [low, high]: Range,
  share = 0.1,
): void => {
  const width = high - low;
  expect(Math.abs(actual.low - low) / width).toBeLessThan(share);
  expect(Math.abs(actual.high - high) / width).toBeLessThan(share);
};

describe('intervals of two classes', () => {
  const both = [candidate('first', fixture.first), candidate('second', fixture.second)];
  const evaluated = evaluate(target, both, settings, noPause);

  it.each(Object.entries(fixture.intervals))('are those of SciPy for %s', async (metric, range) => {
    const { models } = await evaluated;
    expectInterval(findScore(models[0]!, metric as MetricId)!, range);
  });

  it.each(Object.entries(fixture.differences))(
    'of paired differences are those of SciPy for %s',
    async (metric, range) => {
      const by = metric as MetricId;
      const { comparisons } = await evaluate(target, both, { ...settings, metric: by }, noPause);
      expect(comparisons).toHaveLength(1);
      expect(comparisons[0]).toMatchObject({ better: 0, worse: 1, metric: by });
      const isLoss = metric === 'log-loss' || metric === 'brier';
      expectInterval(comparisons[0]!, isLoss ? [-range[1], -range[0]] : range);
    },
  );

  it('hold the value', async () => {
    for (const score of (await evaluated).models.flatMap((model) => model.scores)) {
      if (Number.isNaN(score.value) || score.metric === 'ece') continue;
      expect(score.low, score.metric).toBeLessThanOrEqual(score.value);
      expect(score.high, score.metric).toBeGreaterThanOrEqual(score.value);
    }
  });

  it('are the same for the same seed, and others for another', async () => {
    const again = await evaluate(target, both, settings, noPause);
    const other = await evaluate(target, both, { ...settings, seed: 4 }, noPause);
    expect(again).toEqual(await evaluated);
    expect(other.models[0]!.scores).not.toEqual(again.models[0]!.scores);
  });

  it('do not depend on which other models are compared', async () => {
    const alone = await evaluate(target, both.slice(0, 1), settings, noPause);
    expect(alone.models[0]!.scores).toEqual((await evaluated).models[0]!.scores);
  });
});

describe('intervals of many classes', () => {
  const given = scores.multiclass[0]!;
  const classes = ['a', 'b', 'c'];
  const three: Target = {
    task: 'multiclass',
    name: 'y',
    codes: Int32Array.from(given.truth),
    classes,
  };
  const model: Candidate = {
    name: 'model',
    learner: 'made up',
    isBaseline: false,
    predictions: {
      task: 'multiclass',
      classes,
      probabilities: Float64Array.from(given.probabilities),
    },
  };

  it('hold the value, for every metric of classes', async () => {
    const { models } = await evaluate(three, [model], settings, noPause);
    const found = models[0]!.scores.filter((score) => score.metric !== 'ece');
    expect(found).toHaveLength(13);
    for (const score of found) {
      expect(score.low, score.metric).toBeLessThan(score.value);
      expect(score.high, score.metric).toBeGreaterThan(score.value);
    }
  });
});

describe('intervals of numbers', () => {
  const given = scores.regression[0]!;
  const numbers: Target = {
    task: 'regression',
    name: 'y',
    values: Float64Array.from(given.truth),
  };
  const model: Candidate = {
    name: 'model',
    learner: 'made up',
    isBaseline: false,
    predictions: { task: 'regression', values: Float64Array.from(given.predicted) },
  };

  it.each(Object.entries(fixture.regression))(
    'are those of SciPy for %s',
    async (metric, range) => {
      const { models } = await evaluate(numbers, [model], settings, noPause);
      expectInterval(findScore(models[0]!, metric as MetricId)!, range);
    },
  );
});

describe('comparisons', () => {
  const constant = candidate(
    'baseline',
    fixture.truth.map(() => 0.25),
    true,
  );

  it('find no difference between a model and itself', async () => {
    const twins = [candidate('one', fixture.first), candidate('two', fixture.first)];
    const { comparisons } = await evaluate(target, twins, settings, noPause);
    expect(comparisons[0]).toMatchObject({ difference: 0, low: 0, high: 0, pValue: 1 });
  });

  it('say that a good model beats the baseline by more than chance', async () => {
    const models = [candidate('good', fixture.first), constant];
    const { best, againstBaseline } = await evaluate(target, models, settings, noPause);
    expect(best).toBe(0);
    expect(againstBaseline.map((each) => each.metric)).toEqual(['roc-auc', 'accuracy']);
    expect(againstBaseline[0]).toMatchObject({ better: 0, worse: 1 });
    expect(againstBaseline[0]!.correctedP).toBeLessThan(0.01);
  });

  it('never take the baseline for the best model', async () => {
    const reversed = candidate(
      'bad',
      fixture.first.map((p) => 1 - p),
    );
    const found = await evaluate(target, [constant, reversed], settings, noPause);
    expect(found.best).toBe(1);
    expect(found.againstBaseline[0]).toMatchObject({ better: 0, worse: 1 });
    expect(found.againstBaseline[0]!.difference).toBeGreaterThan(0);
  });

  it('fall back to accuracy where one class alone is there', async () => {
    const only: Target = { ...target, codes: new Int32Array(300).fill(1) } as Target;
    const found = await evaluate(
      only,
      [candidate('one', fixture.first), constant],
      settings,
      noPause,
    );
    expect(found.metric).toBe('accuracy');
    expect(findScore(found.models[0]!, 'roc-auc')!.value).toBeNaN();
  });
});

describe('evaluate', () => {
  it('gives a baseline its majority class at every threshold', async () => {
    const majority = candidate(
      'baseline',
      fixture.truth.map(() => 0.25),
      true,
    );
    const low = await evaluate(target, [majority], { ...settings, threshold: 0.1 }, noPause);
    const negatives = fixture.truth.filter((value) => value === 0).length;
    expect(findScore(low.models[0]!, 'accuracy')!.value).toBe(negatives / fixture.truth.length);
  });

  it('orders scores as the catalogue of metrics does', async () => {
    const { models } = await evaluate(target, [candidate('a', fixture.first)], settings, noPause);
    const places = models[0]!.scores.map((score) => metricIds.indexOf(score.metric));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('stops where a pause throws', async () => {
    const cancel = (share: number): Promise<void> =>
      share > 0 ? Promise.reject(new AppError('cancelled', 'Cancelled.')) : Promise.resolve();
    const big = repeat(target, 40);
    const model = candidate('a', new Array<number[]>(40).fill(fixture.first).flat());
    await expect(evaluate(big, [model], settings, cancel)).rejects.toThrow('Cancelled.');
  });

  it('makes a result that survives a structured clone', async () => {
    const found = await evaluate(target, [candidate('a', fixture.first)], settings, noPause);
    expect(structuredClone(found) as Evaluation).toEqual(found);
  });

  it.each([
    [
      'no rows to evaluate',
      { ...target, codes: new Int32Array(0) } as Target,
      [candidate('a', [])],
    ],
    ['no models to evaluate', target, []],
    ['a: 4 predictions for 600 places', target, [candidate('a', [0.1, 0.2])]],
    [
      'a: prediction 1 is NaN',
      { ...target, codes: Int32Array.of(1) } as Target,
      [candidate('a', [NaN]), candidate('b', [1])].map((each, index) =>
        index === 0 ? withProbabilities(each, [0.5, NaN]) : each,
      ),
    ],
  ])('refuses: %s', async (message, wrong, models) => {
    await expect(evaluate(wrong, models, settings, noPause)).rejects.toThrow(message);
  });
});

describe('percentileInterval', () => {
  it('takes linear quantiles of the replicates', () => {
    const replicates = Array.from({ length: 41 }, (_, index) => 40 - index);
    const { low, high } = percentileInterval(replicates);
    expect(low).toBeCloseTo(1, 12);
    expect(high).toBeCloseTo(39, 12);
  });

  it('leaves out what has no value, and has none where most have none', () => {
    expect(percentileInterval([1, 1, NaN])).toEqual({ low: 1, high: 1 });
    expect(percentileInterval([1, NaN])).toEqual({ low: NaN, high: NaN });
    expect(percentileInterval([])).toEqual({ low: NaN, high: NaN });
  });
});

describe('pairedDifference', () => {
  it('counts resamples beyond zero on the smaller side, twice', () => {
    const a = Array.from({ length: 99 }, (_, index) => index - 4);
    const { pValue } = pairedDifference(45, a, new Array<number>(99).fill(0));
    expect(pValue).toBeCloseTo((2 * 6) / 100, 12);
  });
});

describe('holmCorrection', () => {
  it('corrects as statsmodels does', () => {
    const corrected = holmCorrection(fixture.holm.p);
    corrected.forEach((p, index) => expect(p).toBeCloseTo(fixture.holm.corrected[index]!, 12));
  });
});

describe('wilsonInterval', () => {
  it.each(fixture.wilson)('of $successes in $count is that of statsmodels', (given) => {
    const { low, high } = wilsonInterval(given.successes, given.count);
    expect(low).toBeCloseTo(given.interval[0], 9);
    expect(high).toBeCloseTo(given.interval[1], 9);
  });
});

function withProbabilities(model: Candidate, values: number[]): Candidate {
  const probabilities = Float64Array.from(values);
  return { ...model, predictions: { task: 'binary', classes: ['no', 'yes'], probabilities } };
}

function repeat(given: Target, times: number): Target {
  const codes = new Array<number[]>(times).fill(fixture.truth).flat();
  return { ...given, codes: Int32Array.from(codes) } as Target;
}
