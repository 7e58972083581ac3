import { describe, expect, it } from 'vitest';
import { applyTheme } from '../../../src/figures/palette';
import { readFigure } from '../../../src/figures/given/read-figure';

const bar = { type: 'bar', x: ['a', 'b'], y: [1, 2], name: 'sales' };

describe('a figure of a script', () => {
  it('takes title and height out of its layout, and says in words what it shows', () => {
    const layout = { title: { text: 'Sales' }, height: 5000, width: 10, yaxis: { type: 'log' } };
    expect(readFigure({ data: [bar], layout }, 1)).toEqual({
      title: 'Sales',
      alt: 'sales: bar of 2 values.',
      data: [bar],
      layout: { yaxis: { type: 'log' } },
      heightPx: 1200,
    });
    expect(readFigure({ data: [bar] }, 3).title).toBe('Figure 3');
  });

  it('is drawn by our own scene where that knows how, else by Plotly', () => {
    expect(readFigure({ data: [bar] }, 1).renderer).toBeUndefined();
    expect(
      readFigure({ data: [{ type: 'scatter', x: [1, 2], y: [3, null] }] }, 1).renderer,
    ).toBeUndefined();
    for (const type of ['histogram', 'violin', 'pie', 'contour'])
      expect(readFigure({ data: [{ type, x: [1, 2, 2] }] }, 1).renderer).toBe('plotly');
  });

  it.each([
    [{ type: 'scattergl' }, {}, /data\[0\]\.type is "scattergl": give one of scatter/],
    [{ type: 'scattermapbox' }, {}, /type is "scattermapbox"/],
    [{ type: 'image', source: 'https://example.org' }, {}, /type is "image"/],
    [bar, { images: [{ source: 'https://example.org/x.png' }] }, /layout\.images has no place/],
    [bar, { updatemenus: [] }, /layout\.updatemenus has no place/],
    [
      { ...bar, marker: { color: 'url(https://example.org)' } },
      {},
      /data\[0\]\.marker\.color reads/,
    ],
    [{ ...bar, marker: { color: ['red', 'url(#a)'] } }, {}, /marker\.color\[1\] reads/],
    [bar, { font: { family: '"><img src=x>' } }, /layout\.font\.family reads/],
    [bar, { xaxis: { tickformat: 'javascript:alert(1)' } }, /tickformat reads/],
    [{ ...bar, customdata: ['x'] }, {}, /customdata has no place/],
    [bar, JSON.parse('{"__proto__":{"a":1}}') as object, /__proto__ has no place/],
    [bar, [], /layout is no object/],
    [{ ...bar, y: new Array(300_000).fill(1) }, {}, /holds 3000\d\d values/],
  ])('is refused where it could lead elsewhere or is too large: %j', (trace, layout, words) => {
    expect(() => readFigure({ data: [trace], layout }, 1)).toThrow(words);
  });

  it('draws markup in its texts as text', () => {
    const x = ['<a href="https://example.org">x</a>', '<img src=x onerror=1>'];
    const figure = readFigure(
      { data: [{ type: 'bar', x, y: [1, 2] }], layout: { title: '<b>t' } },
      1,
    );
    expect(figure.data[0]!.x).toEqual(x);
    expect(JSON.stringify(applyTheme(figure, 'light').data)).not.toMatch(/<(a|img)/);
  });
});
