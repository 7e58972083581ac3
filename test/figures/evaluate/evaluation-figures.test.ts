import { describe, expect, it } from 'vitest';
import { drawCalibration } from '../../../src/figures/evaluate/calibration';
import { drawConfusion } from '../../../src/figures/evaluate/confusion';
import {
  drawPredictedActual,
  drawResiduals,
} from '../../../src/figures/evaluate/prediction-scatter';
import {
  drawGains,
  drawPrecisionRecall,
  drawRoc,
  type NamedCurve,
} from '../../../src/figures/evaluate/threshold-curves';

const curve = (name: string): NamedCurve => ({
  name,
  score: 'AUC 0.900',
  x: Float64Array.of(0, 0.2, 1),
  y: Float64Array.of(0, 0.8, 1),
  thresholds: Float64Array.of(Infinity, 0.7, 0.1),
});

describe('curves over thresholds', () => {
  const models = [curve('trees'), curve('network')];

  it.each([
    ['ROC', drawRoc(models, '“yes”')],
    ['precision-recall', drawPrecisionRecall(models, '“yes”', 0.24)],
    ['gains', drawGains(models, '“yes”')],
  ])(
    'of %s: one line a model in its own colour, chance in neutral, scores in words',
    (_, figure) => {
      expect(figure.data.map((trace) => trace.meta!.role)).toEqual([
        'category-0',
        'category-1',
        'neutral',
      ]);
      expect(figure.alt).toContain('trees: AUC 0.900; network: AUC 0.900.');
    },
  );

  it('say the threshold of each point', () => {
    expect(drawRoc(models, 'yes').data[0]!.customdata).toEqual(['above all', '0.700', '0.100']);
  });

  it('put chance at the share of positive rows in precision and recall', () => {
    expect(drawPrecisionRecall(models, 'yes', 0.24).data.at(-1)!.y).toEqual([0.24, 0.24]);
  });

  it('say the lift of each point of the gains', () => {
    expect(drawGains(models, 'yes').data[0]!.customdata).toEqual([1, 4, 1]);
  });
});

describe('drawCalibration', () => {
  const bin = {
    from: 0,
    to: 0.5,
    rows: 8,
    meanPredicted: 0.3,
    shareObserved: 0.25,
    low: 0.1,
    high: 0.6,
  };
  const empty = { ...bin, from: 0.5, to: 1, rows: 0, meanPredicted: NaN, shareObserved: NaN };

  it('leaves empty bins out and draws intervals', () => {
    const [trace] = drawCalibration([{ name: 'trees', bins: [bin, empty], score: '' }], 'yes').data;
    expect(trace!.x).toEqual([0.3]);
    expect(trace!.error_y).toMatchObject({ array: [0.35], arrayminus: [0.15] });
    expect(trace!.text).toEqual(['8 rows at 0–50 %']);
  });
});

describe('drawConfusion', () => {
  const figure = drawConfusion(
    ['a', '<i>b</i>'],
    [
      [30, 10],
      [0, 0],
    ],
    'trees',
  );

  it('colours by the share of the actual class and writes count and share', () => {
    const [trace] = figure.data;
    expect(trace!.z).toEqual([
      [0.75, 0.25],
      [0, 0],
    ]);
    expect((trace!.text as unknown as string[][])[0]).toEqual(['30<br>75 %', '10<br>25 %']);
  });

  it('says in words how many of each class are right', () => {
    expect(figure.alt).toContain('a: 75 % of 40 right');
  });

  it('holds no markup of labels in what it shows on hover', () => {
    const hover = (figure.data[0]!.customdata as unknown as string[][])[0]![1];
    expect(hover).toBe('10 × a<br>taken for &lt;i>b&lt;/i>');
  });

  it('writes no numbers into small cells, and shortens long labels', () => {
    const labels = Array.from({ length: 21 }, (_, index) => `a rather long name of class ${index}`);
    const counts = labels.map(() => labels.map(() => 1));
    const big = drawConfusion(labels, counts, 'trees');
    expect(big.data[0]!.texttemplate).toBe('');
    expect(big.layout.xaxis!.ticktext![20]).toBe('a rather lo…of class 20');
  });
});

describe('scatter of predictions', () => {
  const points = { kind: 'points', x: Float64Array.of(1, 4), y: Float64Array.of(0, 6) } as const;
  const density = {
    kind: 'density',
    density: {
      x: { from: 0, to: 2 },
      y: { from: 0, to: 4 },
      counts: [
        [0, 10],
        [100, 0],
      ],
    },
  } as const;

  it('has a diagonal over the range of both axes', () => {
    expect(drawPredictedActual(points, 'trees', 'wage').data[1]).toMatchObject({
      x: [0, 6],
      y: [0, 6],
    });
  });

  it('has a line of no error over the range of the predictions', () => {
    expect(drawResiduals(points, 'trees', 'wage').data[1]).toMatchObject({ x: [1, 4], y: [0, 0] });
  });

  it('is a heat map of logarithmic counts where points were too many', () => {
    const [trace] = drawResiduals(density, 'trees', 'wage').data;
    expect(trace).toMatchObject({ type: 'heatmap', x: [0.5, 1.5], y: [1, 3] });
    expect(trace!.z).toEqual([
      [null, 1],
      [2, null],
    ]);
  });
});
