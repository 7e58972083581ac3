import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/figures/figure';
import { figureRows } from '../../../src/ui/figure/figure-rows';

const figure = (data: Figure['data'], layout: Figure['layout'] = {}): Figure => ({
  title: 't',
  alt: 'a',
  data,
  layout,
});

describe('figureRows', () => {
  it('has a row for each point, under the titles of the axes', () => {
    const table = figureRows(
      figure([{ type: 'bar', x: ['a', 'b'], y: new Float64Array([1, 2]) }], {
        xaxis: { title: { text: 'column' } },
      }),
    );
    expect(table.columns.map((column) => [column.label, column.format])).toEqual([
      ['column', 'text'],
      ['y', 'number'],
    ]);
    expect(table.rows).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('names the series where there are several', () => {
    const table = figureRows(figure([{ name: 'train', y: [1] }, { y: [2] }]));
    expect(table.columns[0]?.label).toBe('series');
    expect(table.rows).toEqual([
      ['train', 0, 1],
      ['series 2', 0, 2],
    ]);
  });

  it('has a row for each cell of a heatmap', () => {
    const table = figureRows(
      figure([{ type: 'heatmap', x: ['a', 'b'], y: ['c'], z: [[0.5, null]] }]),
    );
    expect(table.rows).toEqual([
      ['a', 'c', 0.5],
      ['b', 'c', null],
    ]);
  });

  it('has no rows for a figure without points', () => {
    expect(figureRows(figure([])).rows).toEqual([]);
  });
});
