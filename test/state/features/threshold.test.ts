import { SvelteMap } from 'svelte/reactivity';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findScore } from '../../../src/methods/evaluate/evaluation';
import evaluateModel from '../../../src/operators/evaluate/model';
import { formatScore } from '../../../src/operators/evaluate/score-words';
import type { BinaryEvaluation, EvaluationResult } from '../../../src/operators/evaluate/threshold';
import { restMs, ThresholdState } from '../../../src/state/features/threshold.svelte';
import { describeThreshold } from '../../../src/state/features/threshold-words';
import { trainTrees } from '../../operators/evaluate/trained-models';
import { createNodeEngine } from '../../support/node-engine';

let evaluation: BinaryEvaluation;
/** The same models on the same rows, evaluated at 0.4. */
let moved: BinaryEvaluation;

beforeAll(async () => {
  const engine = await createNodeEngine();
  const table = await engine.table(`
    SELECT i % 11 AS a, i % 7 AS useless,
      CASE WHEN (i * 7919 % 100) < 15 + 5 * (i % 11) THEN 'yes' ELSE 'no' END AS target
    FROM range(1200) r(i)`);
  const models = [
    await trainTrees(engine, table, 'target', { columns: ['useless'] }),
    await trainTrees(engine, table, 'target'),
  ];
  const at = async (threshold: number): Promise<BinaryEvaluation> => {
    const params = { resamples: 200, threshold };
    const result = await engine.run<EvaluationResult>(evaluateModel, { models, table }, params);
    return result.evaluation as BinaryEvaluation;
  };
  evaluation = await at(0.5);
  moved = await at(0.4);
});

describe('ThresholdState', () => {
  let state: ThresholdState;
  let notebook: SvelteMap<string, number>;
  let saves: number[];

  beforeEach(() => {
    vi.useFakeTimers();
    notebook = new SvelteMap([['threshold', 0.5]]);
    saves = [];
    state = new ThresholdState(
      () => evaluation,
      () => notebook.get('threshold')!,
      (threshold) => {
        saves.push(threshold);
        notebook.set('threshold', threshold);
      },
    );
  });

  afterEach(() => {
    state.end();
    vi.useRealTimers();
  });

  const values = (): Record<string, string> =>
    Object.fromEntries(state.shown.map(({ label, value }) => [label, value]));

  it('starts at the saved threshold with the scores of the best model', () => {
    expect(state.threshold).toBe(0.5);
    expect(state.model).toBe(evaluation.best);
    for (const [label, metric] of [
      ['Precision', 'precision'],
      ['Recall', 'recall'],
      ['F1', 'f1'],
      ['Accuracy', 'accuracy'],
    ] as const) {
      const score = findScore(evaluation.models[evaluation.best]!, metric)!;
      expect(values()[label]).toBe(formatScore(metric, score.value));
    }
    expect(state.isExact).toBe(true);
  });

  it('offers the models that learned something, not the baseline', () => {
    expect(state.models.map(({ index }) => index)).toEqual([0, 1]);
    state.pick(evaluation.models[0]!.name);
    expect(state.model).toBe(0);
    const accuracy = findScore(evaluation.models[0]!, 'accuracy')!.value;
    expect(values().Accuracy).toBe(formatScore('accuracy', accuracy));
  });

  it('has at a moved threshold the numbers of an evaluation made there', () => {
    state.move(0.4);
    for (const metric of ['precision', 'recall', 'f1', 'accuracy'] as const) {
      expect(state.scores[metric]).toBe(findScore(moved.models[state.model]!, metric)!.value);
    }
    vi.advanceTimersByTime(restMs);
    const precision = findScore(moved.models[state.model]!, 'precision')!;
    expect(state.shown[0]!.interval).toContain(formatScore('precision', precision.high));
  });

  it('counts every row once, wherever the threshold is', () => {
    for (const threshold of [0, 0.001, 0.25, 0.5, 0.999, 1]) {
      state.move(threshold);
      const { truePositives, falsePositives, trueNegatives, falseNegatives } = state.scores;
      const rows = truePositives + falsePositives + trueNegatives + falseNegatives;
      expect(rows).toBe(evaluation.rowCount);
      const share = (truePositives + falsePositives) / evaluation.rowCount;
      expect(state.scores.selectionRate).toBeCloseTo(share, 12);
    }
  });

  it('shows intervals only while it rests', () => {
    expect(state.shown[0]!.interval).toBeDefined();
    state.move(0.4);
    expect(state.isMoving).toBe(true);
    expect(state.shown.every(({ interval }) => interval === undefined)).toBe(true);
    vi.advanceTimersByTime(restMs - 1);
    state.move(0.41);
    vi.advanceTimersByTime(restMs - 1);
    expect(state.isMoving).toBe(true);
    vi.advanceTimersByTime(1);
    expect(state.shown[0]!.interval).toBeDefined();
  });

  it('saves where it was let go, once, and not while it is held', () => {
    state.move(0.3);
    vi.advanceTimersByTime(10 * restMs);
    expect(saves).toEqual([]);
    state.move(0.35);
    state.release();
    vi.advanceTimersByTime(restMs);
    expect(saves).toEqual([0.35]);
    expect(state.threshold).toBe(0.35);
  });

  it('saves once after a run of key presses', () => {
    for (const threshold of [0.501, 0.502, 0.503]) {
      state.move(threshold);
      state.release();
      vi.advanceTimersByTime(30);
    }
    vi.advanceTimersByTime(restMs);
    expect(saves).toEqual([0.503]);
  });

  it('saves nothing where it comes back to what is saved', () => {
    state.move(0.6);
    state.move(0.5);
    state.release();
    vi.advanceTimersByTime(restMs);
    expect(saves).toEqual([]);
  });

  it('follows a threshold that is changed elsewhere, such as by undo', () => {
    state.move(0.3);
    state.release();
    vi.advanceTimersByTime(restMs);
    notebook.set('threshold', 0.5);
    expect(state.threshold).toBe(0.5);
    expect(state.scores.threshold).toBe(0.5);
  });

  it('leaves no timer behind', () => {
    state.move(0.3);
    state.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('describeThreshold', () => {
  const words = (precision: number, recall: number): string =>
    describeThreshold({ threshold: 0.35, precision, recall } as never, 'over 50K');

  it('says the trade of 100', () => {
    expect(words(0.661, 0.782)).toBe(
      'At 0.35: of 100 rows that are “over 50K” the model finds 78; of 100 that it calls “over 50K”, 66 are right.',
    );
    expect(words(0.01, 0.5)).toMatch(/1 is right\.$/);
  });

  it('says none and all only where that is so', () => {
    expect(words(0.999, 0.001)).toMatch(/finds fewer than 1; .* more than 99 are right\.$/);
    expect(words(1, 0)).toMatch(/finds 0; .* 100 are right\.$/);
  });

  it('says so where a share has no value', () => {
    expect(words(NaN, 0)).toBe(
      'At 0.35: the model calls no row “over 50K”, so it finds none of them.',
    );
    expect(words(0, NaN)).toBe(
      'At 0.35: no row is “over 50K”, so all that the model names are wrong.',
    );
    expect(words(NaN, NaN)).toBe('At 0.35: no row is “over 50K”, and the model calls none so.');
  });
});
