import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/figures/figure';
import { themeFigure } from '../../../src/figures/palette';
import { drawScene } from '../../../src/figures/scene/draw-scene';
import { estimateWidth, fitText } from '../../../src/figures/scene/fit-text';
import { place, valueAt, type Scene } from '../../../src/figures/scene/scene';
import { escapeXml, writeSvg } from '../../../src/figures/scene/write-svg';

const draw = (figure: Partial<Figure>, width = 600): Scene =>
  drawScene(
    themeFigure({ title: 't', alt: 'a', data: [], layout: {}, ...figure }, 'light'),
    { width, height: 300 },
    estimateWidth,
  );

const textsOf = ({ marks }: Scene): string[] =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));

describe('drawScene', () => {
  it('draws bars whose lengths are as their values, from zero', () => {
    const scene = draw({ data: [{ type: 'bar', x: [0, 1, 2], y: [10, 20, -5] }] });
    const { y } = scene.plots[0]!;
    const d = scene.marks.find((mark) => mark.kind === 'path' && mark.fill)! as { d: string };
    const heights = [...d.d.matchAll(/v([\d.]+)h-/g)].map(([, height]) => Number(height));
    const unit = Math.abs(place(y, 1) - place(y, 0));
    expect(heights.map((height) => Math.round((height / unit) * 10) / 10)).toEqual([10, 20, 5]);
  });

  it('stacks, and puts groups beside each other', () => {
    const bars = { type: 'bar' as const, x: [0, 1] };
    const data = [
      { ...bars, y: [1, 2] },
      { ...bars, y: [3, 4] },
    ];
    const stacked = draw({ data, layout: { barmode: 'stack' } });
    expect(Math.max(stacked.plots[0]!.y.to)).toBeGreaterThan(6);
    const grouped = draw({ data, layout: { barmode: 'group' } });
    const centres = grouped.hits.map(({ box }) => box.left + box.width / 2);
    expect(centres[0]).toBeLessThan(centres[2]!);
    expect(grouped.plots[0]!.y.to).toBeLessThan(5);
  });

  it('breaks a line where a value is missing', () => {
    const data = [
      { type: 'scatter' as const, mode: 'lines' as const, x: [0, 1, 2, 3], y: [1, 2, null, 4] },
    ];
    const line = draw({ data }).marks.find(
      (mark) => mark.kind === 'path' && mark.strokeWidth === 2,
    );
    expect((line as { d: string }).d.match(/M/g)).toHaveLength(2);
  });

  it('places values on log, date and category axes', () => {
    const log = draw({
      data: [{ type: 'bar', x: [0, 1, 2], y: [1, 100, 0] }],
      layout: { yaxis: { type: 'log' } },
    });
    const [plot] = log.plots;
    expect(place(plot!.y, 10)).toBeCloseTo((place(plot!.y, 1) + place(plot!.y, 100)) / 2, 6);
    expect(valueAt(plot!.y, place(plot!.y, 42))).toBeCloseTo(42, 9);
    const dates = draw({ data: [{ x: ['2020-01-01', '2021-01-01'], y: [1, 2] }] });
    expect(dates.plots[0]!.x.kind).toBe('date');
    const named = draw({ data: [{ type: 'bar', x: ['b', 'a'], y: [1, 2] }] });
    expect(textsOf(named)).toEqual(expect.arrayContaining(['b', 'a']));
  });

  it('keeps texts of files as they are, and finds what a point says', () => {
    const name = '<img src=x onerror=alert(1)>';
    const scene = draw({
      data: [
        {
          type: 'bar',
          x: [0],
          y: [1234],
          customdata: [name],
          hovertemplate: '%{customdata}<br>%{y:,} rows<extra></extra>',
        },
      ],
      layout: { xaxis: { tickvals: [0], ticktext: [name] } },
    });
    expect(textsOf(scene)).toContain(name);
    expect(scene.hits[0]!.words()).toEqual([name, '1,234 rows']);
  });

  it('colours cells by value and leaves out those without one', () => {
    const scene = draw({
      data: [
        {
          type: 'heatmap',
          z: [
            [0, null],
            [1, 2],
          ],
        },
      ],
    });
    expect(scene.hits).toHaveLength(3);
    const [low, , high] = scene.hits.map(({ colour }) => colour);
    expect([low, high]).toEqual(['#f1f6fa', '#004b7a']);
  });

  it('draws nothing of nothing, and a single point', () => {
    expect(draw({ data: [{ type: 'bar', x: [], y: [] }] }).hits).toEqual([]);
    expect(draw({ data: [{ x: [5], y: [5], mode: 'markers' }] }).hits).toHaveLength(1);
    expect(draw({ data: [{ type: 'heatmap', z: [] }] }).hits).toEqual([]);
  });

  it('keeps values beyond the whiskers of a box in sight', () => {
    const box = { q1: [1], median: [2], q3: [3], lowerfence: [0], upperfence: [4] };
    const meta = { outliers: [[50, -9]] };
    const scene = draw({ data: [{ type: 'box', orientation: 'h', y: [0], x: [2], ...box, meta }] });
    const { from, to } = scene.plots[0]!.x;
    expect(from).toBeLessThan(-9);
    expect(to).toBeGreaterThan(50);
  });

  it('refuses a type of trace that it cannot draw', () => {
    expect(() => draw({ data: [{ type: 'sankey' }] })).toThrow(
      'no drawing of traces of type sankey',
    );
  });

  it('gives long labels no more than their room', () => {
    const data = [{ type: 'bar' as const, orientation: 'h' as const, x: [1], y: [0] }];
    const scene = draw({ data, layout: { yaxis: { tickvals: [0], ticktext: ['x'.repeat(500)] } } });
    expect(scene.plots[0]!.box.left).toBeLessThan(300);
    expect(fitText('abcdef', 10, 20, estimateWidth)).toBe('ab…');
  });
});

describe('writeSvg', () => {
  it('writes a file without script, link or markup from texts', () => {
    const scene = draw({
      data: [{ type: 'bar', x: [0], y: [1] }],
      layout: { xaxis: { tickvals: [0], ticktext: ['</text><script>alert(1)</script>\u0000'] } },
    });
    const svg = writeSvg(scene, {
      background: '#fff',
      fontFamily: "'A', b",
      title: '<&>',
      description: '"q"',
    });
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/href|\u0000/);
    expect(svg).toContain('<title>&lt;&amp;&gt;</title>');
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;');
  });

  it('replaces what XML cannot hold', () => {
    expect(escapeXml('a\u0001b\ud800c\ud83d\ude00')).toBe('a\ufffdb\ufffdc\ud83d\ude00');
  });
});
