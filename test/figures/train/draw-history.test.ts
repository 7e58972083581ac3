import { describe, expect, it } from 'vitest';
import { drawHistory, isTrainingProgress } from '../../../src/figures/train/draw-history';
import { drawQuality } from '../../../src/figures/train/draw-quality';
import { drawSplit } from '../../../src/figures/train/draw-split';
import { drawCoefficients, drawGains } from '../../../src/figures/train/draw-weights';

const progress = {
  kind: 'training' as const,
  task: 'binary' as const,
  unit: 'epoch' as const,
  history: { train: [0.7, 0.5, 0.4], validation: [0.7, 0.55, 0.56], bestRound: 2 },
};

describe('drawHistory', () => {
  it('draws both losses and marks the epoch that is kept', () => {
    const { data, alt } = drawHistory(progress);
    expect(data.map(({ name }) => name)).toEqual(['training rows', 'validation rows', 'kept']);
    expect(data[2]).toMatchObject({ x: [2], y: [0.55] });
    expect(alt).toBe(
      'The log loss (nats) over 3 epochs goes from 0.7 to 0.4 on the training rows, on the validation rows from 0.7 to 0.56; epoch 2 is kept.',
    );
  });

  it('draws what there is while a training runs', () => {
    const { data } = drawHistory({ ...progress, history: { train: [0.7], validation: [] } });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ mode: 'markers' });
  });

  it('knows its own progress from others', () => {
    expect(isTrainingProgress(progress)).toBe(true);
    expect(isTrainingProgress({ rows: 3 })).toBe(false);
  });
});

describe('drawQuality', () => {
  const gain = { mean: 0.1, low: 0, high: 0.2, resamples: 1000 };

  it('puts the model beside the baselines', () => {
    const quality = {
      ...{ on: 'validation' as const, rows: 200, strongest: 0, gain },
      model: { accuracy: 0.9, logLoss: 0.3 },
      baselines: [{ learner: 'majority', says: 'no', scores: { accuracy: 0.75, logLoss: 0.5 } }],
    };
    const { data, alt } = drawQuality(quality, ['Boosted trees', 'Always “no”']);
    expect(data[0]).toMatchObject({ x: [0.9, 0.75], meta: { roles: ['primary', 'neutral'] } });
    expect(alt).toBe('Accuracy on 200 validation rows: Boosted trees 90.0 %, Always “no” 75.0 %.');
  });
});

describe('drawGains and drawCoefficients', () => {
  it('show the largest and say what is cut', () => {
    const bars = Array.from({ length: 30 }, (_, index) => ({
      name: `c${index}`,
      value: 1 / (index + 2),
    }));
    expect(drawGains(bars).data[0]!.x).toHaveLength(20);
    expect(drawGains(bars).alt).toContain('The 20 largest of 30 are shown.');
  });

  it('colour weights by their sign', () => {
    const { data } = drawCoefficients(
      [
        { name: 'a', value: -2 },
        { name: 'b', value: 1 },
      ],
      'weight',
    );
    expect(data[0]!.meta).toEqual({ roles: ['negative', 'positive'] });
  });
});

describe('drawSplit', () => {
  it('shows the share of each class in each part', () => {
    const { data } = drawSplit(
      ['no', 'yes'],
      [
        [70, 15, 15],
        [30, 5, 5],
      ],
      'income',
    );
    expect(data.map(({ y }) => y)).toEqual([
      [0.7, 0.3],
      [0.75, 0.25],
      [0.75, 0.25],
    ]);
  });
});
