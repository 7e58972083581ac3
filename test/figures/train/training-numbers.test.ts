import { describe, expect, it } from 'vitest';
import type { TrainingProgress } from '../../../src/figures/train/draw-history';
import { trainingNumbers } from '../../../src/figures/train/training-numbers';

const progress = (train: number[], validation: number[], rounds?: number): TrainingProgress => ({
  kind: 'training',
  task: 'binary',
  unit: 'epoch',
  rounds,
  history: { train, validation },
});

describe('trainingNumbers', () => {
  it('tells the epoch, both losses and the best on the validation rows', () => {
    expect(trainingNumbers(progress([0.6, 0.4, 0.3], [0.5, 0.45, 0.47], 100))).toEqual([
      { label: 'Epoch', value: '3', note: 'of at most 100' },
      { label: 'Training loss', value: '0.3000' },
      { label: 'Validation loss', value: '0.4700' },
      { label: 'Best so far', value: '0.4500', note: 'epoch 2' },
    ]);
  });

  it('takes the best on the training rows where none are held back', () => {
    expect(trainingNumbers(progress([3, 2], []))).toEqual([
      { label: 'Epoch', value: '2', note: undefined },
      { label: 'Training loss', value: '2.0000' },
      { label: 'Best so far', value: '2.0000', note: 'epoch 2' },
    ]);
  });

  it('writes large, small and lost losses', () => {
    const last = (loss: number): string => trainingNumbers(progress([loss], []))[1]!.value;
    expect([12_345.678, 0.000012, 3e12, Infinity, NaN].map(last)).toEqual([
      '12,345.7',
      '1.200e−5',
      '3.000e+12',
      '∞',
      'not a number',
    ]);
  });

  it('has no best before the first epoch, or where all is lost', () => {
    const labels = (train: number[]): string[] =>
      trainingNumbers(progress(train, [])).map(({ label }) => label);
    expect(labels([])).toEqual(['Epoch', 'Training loss']);
    expect(labels([NaN])).toEqual(['Epoch', 'Training loss']);
    expect(labels([1, NaN])).toContain('Best so far');
  });
});
