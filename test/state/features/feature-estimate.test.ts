import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError, cancelled } from '../../../src/data/app-error';
import type { TableInfo } from '../../../src/data/table';
import estimateOperator, { type Estimate } from '../../../src/operators/select/estimate';
import {
  compareScores,
  FeatureEstimate,
} from '../../../src/state/features/feature-estimate.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { featureSelect } from './feature-table';

let engine: NodeEngine;
let table: TableInfo;
let asked: string[];
let estimate: FeatureEstimate;

const all = ['strong', 'middling', 'noise'];

const settled = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
};

const ask = async (columns: string[], key: string, signal: AbortSignal): Promise<Estimate> => {
  asked.push(`${key}: ${columns.join(', ')}`);
  const params = { target: 'target', columns };
  const made = await engine.run<Estimate>(estimateOperator, { table }, params, { signal });
  if (signal.aborted) throw cancelled();
  return made;
};

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(featureSelect);
}, 60_000);

beforeEach(() => {
  asked = [];
  estimate = new FeatureEstimate(ask);
});

afterEach(() => estimate.end());

describe('FeatureEstimate', () => {
  it('estimates the choice first, then all columns, and compares them in words', async () => {
    estimate.offer(['strong', 'middling'], all);
    expect(estimate.isBusy).toBe(true);
    await settled(() => estimate.all !== undefined);
    expect(asked).toEqual(['chosen: strong, middling', 'all: strong, middling, noise']);
    expect(estimate.current!.mean).toBeGreaterThan(0.6);
    expect(estimate.basis).toBe('3 folds, 1,200 rows, small boosted trees');
    expect(estimate.comparisons).toHaveLength(1);
    expect(estimate.comparisons[0]).toContain('all columns (3)');
  });

  it('asks only for the last of choices that follow each other quickly', async () => {
    estimate.offer(['strong'], all);
    estimate.offer(['middling'], all);
    estimate.offer(['noise'], all);
    await settled(() => estimate.current !== undefined);
    expect(asked[0]).toBe('chosen: noise');
  });

  it('throws away the answer of a choice that has changed meanwhile', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    estimate = new FeatureEstimate(async (columns, key, signal) => {
      if (columns[0] === 'noise') return ask(columns, key, signal);
      const late = await ask(columns, key, new AbortController().signal);
      await held;
      return late;
    });
    estimate.offer(['strong'], []);
    await settled(() => asked.length > 0);
    estimate.offer(['noise'], []);
    await settled(() => !estimate.isBusy);
    release();
    await held;
    expect(estimate.current!.columns).toEqual(['noise']);
    expect(estimate.previous).toBeUndefined();
  });

  it('compares with the choice before', async () => {
    estimate.offer(['strong'], all);
    await settled(() => estimate.all !== undefined);
    estimate.offer(['noise'], all);
    await settled(() => !estimate.isBusy);
    expect(estimate.comparisons.at(-1)).toMatch(/below the choice before \(1 column\).*more than/);
  });

  it('shows nothing for an empty choice', async () => {
    estimate.offer(['strong'], all);
    await settled(() => !estimate.isBusy);
    estimate.offer([], all);
    expect(estimate.current).toBeUndefined();
    expect(estimate.isBusy).toBe(false);
  });

  it('keeps a failure, and tries again when asked', async () => {
    let fails = true;
    estimate = new FeatureEstimate((columns, key, signal) => {
      if (fails) throw new AppError('unavailable', 'no rows');
      return ask(columns, key, signal);
    });
    estimate.offer(['strong'], all);
    await settled(() => !estimate.isBusy);
    expect(estimate.error?.message).toBe('no rows');
    fails = false;
    estimate.retry(['strong'], all);
    await settled(() => estimate.current !== undefined);
    expect(estimate.error).toBeUndefined();
  });
});

describe('compareScores', () => {
  const scored = (mean: number, std: number): Estimate => ({
    metric: 'roc-auc',
    mean,
    std,
    folds: 3,
    rows: 900,
    byFold: [],
    target: 'y',
    columns: [],
    rowsOf: 900,
  });

  it('calls a difference within the spread of the folds noise', () => {
    expect(compareScores(scored(0.913, 0.004), scored(0.915, 0.003), 'all columns')).toBe(
      '0.002 below all columns, which is within the noise (folds differ by ± 0.004).',
    );
  });

  it('calls a larger one more than noise', () => {
    expect(compareScores(scored(0.93, 0.004), scored(0.915, 0.003), 'all columns')).toMatch(
      /^0\.015 above all columns, which is more than the noise/,
    );
  });

  it('calls scores the same that are written alike', () => {
    expect(compareScores(scored(0.9151, 0.004), scored(0.915, 0.003), 'it')).toBe(
      'The same as it.',
    );
  });
});
