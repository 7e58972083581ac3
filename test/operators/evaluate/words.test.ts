import { describe, expect, it } from 'vitest';
import type { Target } from '../../../src/data/features';
import type { Candidate } from '../../../src/methods/evaluate/assess';
import { fitBaseline, predictBaseline } from '../../../src/methods/evaluate/baseline';
import { evaluate } from '../../../src/methods/evaluate/evaluate';
import { createRandom } from '../../../src/math/random';
import { describeEvaluation } from '../../../src/operators/evaluate/describe-evaluation';
import { drawEvaluation } from '../../../src/operators/evaluate/evaluation-figures';
import { tabulateEvaluation } from '../../../src/operators/evaluate/evaluation-tables';
import { nameModels } from '../../../src/operators/evaluate/model-names';
import type { EvaluationResult } from '../../../src/operators/evaluate/run-evaluation';
import {
  formatDifferenceInterval,
  formatInterval,
  formatScore,
  listed,
  metricName,
} from '../../../src/operators/evaluate/score-words';

const noPause = (): Promise<void> => Promise.resolve();
const settings = { positive: 1, threshold: 0.5, resamples: 200, seed: 1, metric: 'auto' } as const;

const judge = async (target: Target, model: Candidate): Promise<EvaluationResult> => {
  const rowCount = target.task === 'regression' ? target.values.length : target.codes.length;
  const all = Uint32Array.from({ length: rowCount }, (_, row) => row);
  const baseline: Candidate = {
    name: 'Baseline',
    learner: 'baseline',
    isBaseline: true,
    predictions: predictBaseline(fitBaseline(target, all), rowCount),
  };
  return {
    target: target.name,
    rows: {
      part: 'test',
      hasTrainingRows: false,
      isOtherTable: false,
      count: rowCount,
      missingTarget: 1,
      unknownClass: 0,
      unknownLabels: [],
    },
    baseline: { answer: 'no', learnedFrom: 'training rows', rowCount: 900 },
    evaluation: await evaluate(target, [model, baseline], settings, noPause),
  };
};

const classes = ['no', 'yes'];

const binary = (truth: number[], probability: (row: number) => number): [Target, Candidate] => [
  { task: 'binary', name: 'y', codes: Int32Array.from(truth), classes },
  {
    name: 'Boosted trees',
    learner: 'boosted-trees',
    isBaseline: false,
    predictions: {
      task: 'binary',
      classes,
      probabilities: Float64Array.from(
        truth.flatMap((_, row) => [1 - probability(row), probability(row)]),
      ),
    },
  },
];

const words = (result: EvaluationResult): string =>
  describeEvaluation(result)
    .map(({ text }) => text)
    .join('\n');

describe('the words of an evaluation', () => {
  const random = createRandom(6);
  const rare = Array.from({ length: 600 }, () => (random.next() < 0.1 ? 1 : 0));

  it('tell signal from a threshold that hides it', async () => {
    const noise = rare.map((truth) => 0.05 + 0.15 * truth + 0.2 * random.next());
    const result = await judge(...binary(rare, (row) => noise[row]!));
    expect(words(result)).toContain(
      'Boosted trees do not beat always saying “no” by more than chance',
    );
    expect(words(result)).toContain('There is signal all the same: ROC AUC is 0.');
    expect(words(result)).toContain('At threshold 0.5 no row is called “yes”, so none is found.');
  });

  it('warn of probabilities that are too high', async () => {
    const result = await judge(...binary(rare, () => 0.45));
    expect(words(result)).toContain('Probabilities of “yes” are too high: they miss');
  });

  it('warn where there is not one mistake', async () => {
    const result = await judge(...binary(rare, (row) => rare[row]!));
    expect(words(result)).toContain(
      'Not one mistake in 600 rows: the true share of mistakes may still be up to 0.5 %',
    );
  });

  it('say that one class alone has no ranking', async () => {
    const none = rare.map(() => 0);
    const result = await judge(...binary(none, (row) => (row % 10) / 20));
    expect(words(result)).toContain('No row is “yes”, so there is nothing to find.');
    expect(words(result)).toContain('ranking (ROC AUC) has no value');
    expect(drawEvaluation(result).map(({ title }) => title)).toEqual([
      'Confusion matrix: Boosted trees at threshold 0.5',
      'Calibration: are probabilities meant?',
    ]);
    expect(tabulateEvaluation(result)[0]!.rows.flat()).toContain('not defined');
  });

  it('say how many rows were left out, and how intervals were made', async () => {
    const result = await judge(...binary(rare, (row) => (rare[row]! + 1) / 3));
    expect(words(result)).toContain('1 row without a value of y is left out.');
    expect(words(result)).toContain('95 % intervals (percentile bootstrap, 200 resamples');
    expect(words(result)).toContain('learned from 900 training rows');
  });

  it('say of numbers that do not vary that R² has no value', async () => {
    const target: Target = { task: 'regression', name: 'y', values: new Float64Array(120) };
    const result = await judge(target, {
      name: 'Boosted trees',
      learner: 'boosted-trees',
      isBaseline: false,
      predictions: { task: 'regression', values: new Float64Array(120).fill(1) },
    });
    expect(words(result)).toContain('so R² has no value');
    expect(words(result)).toContain('Every y is 0, so MAPE has no value.');
    expect(words(result)).toContain('Boosted trees are worse than always saying the mean by MAE');
  });

  it('name what the confusion matrix does not show', async () => {
    const many = Array.from({ length: 40 }, (_, index) => `class ${index}`);
    const codes = Int32Array.from({ length: 400 }, (_, row) => row % 40);
    const probabilities = new Float64Array(400 * 40).fill(0.5 / 39);
    codes.forEach((code, row) => (probabilities[row * 40 + (row % 8 ? code : 0)] = 0.5));
    const result = await judge(
      { task: 'multiclass', name: 'y', codes, classes: many },
      {
        name: 'Boosted trees',
        learner: 'boosted-trees',
        isBaseline: false,
        predictions: { task: 'multiclass', classes: many, probabilities },
      },
    );
    expect(words(result)).toContain('The confusion matrix shows the 20 largest of 40 classes');
    expect(words(result)).toMatch(/Most frequent mistake: “class \d+” taken for “class 0”/);
    expect(tabulateEvaluation(result).at(-1)!.rows).toHaveLength(40);
  });
});

describe('names of models', () => {
  it('tell models apart by learner, then columns, then number', () => {
    const model = (learner: string, count: number): { learner: string; columns: string[] } => ({
      learner,
      columns: new Array<string>(count).fill('x'),
    });
    const models = [
      model('logistic', 3),
      model('neural-network', 3),
      model('neural-network', 1),
      model('neural-network', 1),
    ];
    expect(nameModels(models)).toEqual([
      'Logistic regression',
      'Neural network (3 columns)',
      'Neural network (1 column) #1',
      'Neural network (1 column) #2',
    ]);
  });
});

describe('numbers in words', () => {
  it('are percent for shares, three decimals for scores, significant digits for units', () => {
    expect(formatScore('accuracy', 0.8712)).toBe('87.1 %');
    expect(formatScore('roc-auc', 0.9214)).toBe('0.921');
    expect(formatScore('mae', 1234.567)).toBe('1,235');
    expect(formatScore('mcc', -0.25)).toBe('−0.250');
    expect(formatScore('r2', -1e-9)).toBe('0.000');
    expect(formatScore('precision', NaN)).toBe('not defined');
  });

  it('write intervals once with their unit', () => {
    expect(formatInterval('accuracy', { low: 0.863, high: 0.878 })).toBe('86.3–87.8 %');
    expect(formatInterval('mcc', { low: -0.1, high: 0.2 })).toBe('−0.100 to 0.200');
    expect(formatInterval('f1', { low: NaN, high: NaN })).toBe('no interval');
    expect(formatDifferenceInterval('recall', { low: 0.01, high: 0.025 })).toBe('1.0–2.5 points');
  });

  it('make lists, and write names small within a sentence', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
    expect([metricName('accuracy'), metricName('roc-auc'), metricName('brier')]).toEqual([
      'accuracy',
      'ROC AUC',
      'Brier score',
    ]);
  });
});
