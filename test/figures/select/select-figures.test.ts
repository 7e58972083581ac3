import { describe, expect, it } from 'vitest';
import { drawDendrogram } from '../../../src/figures/select/dendrogram';
import { drawImportance } from '../../../src/figures/select/importance-bars';
import { drawSignalBars, drawTrapBars } from '../../../src/figures/select/signal-bars';

describe('drawSignalBars', () => {
  const bars = [
    { column: 'age', score: 0.2, chanceReach: 0.01, isSuspect: false },
    { column: 'id', score: 0.1, chanceReach: 0.02, isSuspect: true },
  ];

  it('marks suspect columns by colour, sign and words', () => {
    const figure = drawSignalBars(bars, 'income');
    expect(figure.data[0].meta!.roles).toEqual(['primary', 'negative']);
    expect(figure.layout.yaxis!.ticktext).toEqual(['age', '⚠ id']);
    expect(figure.data[0].text).toEqual(['', 'could fool you']);
  });

  it('shows how far chance reaches beside each bar, the best column on top', () => {
    const figure = drawSignalBars(bars, 'income');
    expect(figure.data[1]).toMatchObject({ x: [0.01, 0.02], y: [0, 1] });
    expect(figure.layout.yaxis!.range).toEqual([1.5, -0.5]);
    expect(figure.alt).toContain('the longest is age with 0.2 nats');
  });

  it('says when it does not draw all', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ ...bars[0], column: `c${index}` }));
    const figure = drawSignalBars(many, 'income');
    expect(figure.data[0].x).toHaveLength(40);
    expect(figure.alt).toContain('The first 40 of 50 columns are drawn.');
  });
});

describe('drawTrapBars', () => {
  it('stacks what chance gives and what is beyond, by what a count by value would show', () => {
    const figure = drawTrapBars(
      [
        { column: 'age', plugIn: 0.2, baseline: 0.01 },
        { column: 'id', plugIn: 0.4, baseline: 0.5 },
      ],
      'income',
    );
    expect(figure.layout.yaxis!.ticktext).toEqual(['id', 'age']);
    expect(figure.data[0].x).toEqual([0.4, 0.01]);
    expect(figure.data[1].x).toEqual([0, 0.19]);
    expect(figure.alt).toContain('id would seem to tell most about income');
  });
});

describe('drawDendrogram', () => {
  it('joins leaves at their association and cuts at the threshold', () => {
    const merges = [
      { left: 0, right: 2, distance: 0.1, size: 2 },
      { left: 1, right: 3, distance: 0.75, size: 3 },
    ];
    const figure = drawDendrogram(['a', 'b', 'c'], merges, 0.7);
    expect(figure.layout.yaxis!.ticktext).toEqual(['b', 'a', 'c']);
    expect(figure.data[0].x).toEqual([1, 0.9, 0.9, 1, null, 1, 0.25, 0.25, 0.9, null]);
    expect(figure.data[0].y).toEqual([1, 1, 2, 2, null, 0, 0, 1.5, 1.5, null]);
    expect(figure.layout.shapes![0]).toMatchObject({ x0: 0.7 });
  });

  it('draws a single column', () => {
    expect(drawDendrogram(['a'], [], 0.7).alt).toContain('A single column');
  });
});

describe('drawImportance', () => {
  const bars = [
    { label: 'a', mean: 0.1, std: 0.01, isGroup: false },
    { label: 'b + c', mean: 0.3, std: 0.02, isGroup: true },
  ];

  it('ranks columns and groups together, groups in a second colour and a pattern', () => {
    const figure = drawImportance(bars, 'ROC AUC');
    expect(figure.layout.yaxis!.ticktext).toEqual(['b + c', 'a']);
    expect(figure.data.map(({ x }) => x)).toEqual([
      [null, 0.1],
      [0.3, null],
    ]);
    expect(figure.data.map(({ meta }) => meta!.role)).toEqual(['primary', 'secondary']);
  });

  it('needs no legend without groups', () => {
    expect(drawImportance([bars[0]], 'ROC AUC').layout.showlegend).toBe(false);
  });
});
