import { describe, expect, it } from 'vitest';
import { palettes, categoryRole, roleColour, type Role } from '../../src/figures/colours';
import type { Figure } from '../../src/figures/figure';
import { applyTheme } from '../../src/figures/palette';

const themes = ['light', 'dark'] as const;

/** Linear sRGB as seen with full loss of a cone: Machado, Oliveira and Fernandes 2009. */
const visions = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
};

const figure: Figure = {
  title: 'Two lines',
  alt: 'Two lines.',
  data: [
    { type: 'scatter', x: [1, 2], y: [3, 4], meta: { role: 'negative' } },
    { type: 'bar', x: ['a', 'b'], y: [1, 2], meta: { roles: ['primary', 'neutral'] } },
  ],
  layout: { xaxis: { title: { text: 'age' } } },
};

describe.each(themes)('the %s palette', (theme) => {
  const palette = palettes[theme];
  const marks = [
    ...palette.categories,
    ...(['primary', 'secondary', 'positive', 'negative', 'neutral'] as const).map(
      (role) => palette[role],
    ),
  ];

  it('has a contrast of at least 3:1 for marks and 4.5:1 for text on its background', () => {
    for (const mark of marks) {
      expect(contrast(mark, palette.background), mark).toBeGreaterThanOrEqual(3);
    }
    for (const text of [palette.text, palette.mutedText]) {
      expect(contrast(text, palette.background), text).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, palette.hoverBackground), text).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(Object.entries(visions))('keeps categories apart for %s vision', (_, matrix) => {
    const seen = palette.categories.map((hex) => oklab(apply(matrix, linear(hex))));
    for (const [first, a] of seen.entries()) {
      for (const [second, b] of seen.slice(first + 1).entries()) {
        expect(distance(a, b), `${first} ${first + 1 + second}`).toBeGreaterThanOrEqual(0.05);
      }
    }
  });

  it.each(Object.entries(visions))('keeps for and against apart for %s vision', (_, matrix) => {
    const seen = [palette.positive, palette.negative].map((hex) =>
      oklab(apply(matrix, linear(hex))),
    );
    expect(distance(seen[0]!, seen[1]!)).toBeGreaterThanOrEqual(0.1);
  });

  it('bears text on every tone of its tint', () => {
    for (const [, tone] of palette.tint) {
      expect(contrast(palette.text, tone), tone).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('orders its sequential scale by lightness', () => {
    const lightness = palette.sequential.map(([, hex]) => oklab(linear(hex))[0]!);
    const sorted = [...lightness].sort((a, b) => (theme === 'dark' ? a - b : b - a));
    expect(lightness).toEqual(sorted);
  });
});

describe('roles', () => {
  it('start again after eight categories', () => {
    expect(categoryRole(8)).toBe('category-0');
    expect(roleColour('category-11', palettes.light)).toBe(palettes.light.categories[3]);
  });
});

describe('applyTheme', () => {
  it.each(themes)('gives traces the colours of their roles in the %s theme', (theme) => {
    const { data } = applyTheme(figure, theme);
    expect(data[0]).toMatchObject({ line: { color: palettes[theme].negative } });
    expect(data[1]).toMatchObject({
      marker: { color: [palettes[theme].primary, palettes[theme].neutral] },
    });
  });

  it('colours a lone trace in the accent and several as categories in order', () => {
    const traces = (count: number): Figure => ({
      ...figure,
      data: Array.from({ length: count }, () => ({ type: 'scatter', x: [1], y: [1] })),
    });
    const colours = (count: number): unknown[] =>
      applyTheme(traces(count), 'light').data.map((trace) => trace.line?.color);
    expect(colours(1)).toEqual([palettes.light.primary]);
    expect(colours(2)).toEqual(palettes.light.categories.slice(0, 2));
  });

  it('gives heat maps the scale of their role, and sequential without one', () => {
    const heat = (role?: Role): Figure => ({
      ...figure,
      data: [{ type: 'heatmap', z: [[1]], ...(role ? { meta: { role } } : {}) }],
    });
    expect(applyTheme(heat('diverging'), 'dark').data[0]!.colorscale).toBe(palettes.dark.diverging);
    expect(applyTheme(heat(), 'dark').data[0]!.colorscale).toBe(palettes.dark.sequential);
  });

  it('gives heat maps with numbers a pale scale and the text colour of the theme', () => {
    const data = [{ type: 'heatmap' as const, z: [[1]], meta: { role: 'tint' as const } }];
    expect(applyTheme({ ...figure, data }, 'light').data[0]).toMatchObject({
      colorscale: palettes.light.tint,
      textfont: { color: palettes.light.text },
    });
  });

  it('keeps what the figure says itself', () => {
    const own: Figure = {
      ...figure,
      data: [{ type: 'scatter', x: [1], y: [1], line: { color: '#123456', dash: 'dot' } }],
      layout: { margin: { l: 200 }, xaxis: { title: { text: 'age' }, range: [0, 1] } },
    };
    const { data, layout } = applyTheme(own, 'light');
    expect(data[0]!.line).toMatchObject({ color: '#123456', dash: 'dot' });
    expect(layout.margin).toMatchObject({ l: 200, r: 16 });
    expect(layout.xaxis).toMatchObject({ title: { text: 'age' }, range: [0, 1] });
  });

  it('leaves the figure as it was and shares its big arrays', () => {
    const values = new Float64Array(4);
    const own: Figure = { ...figure, data: [{ type: 'scatter', x: values, y: values }] };
    const before = structuredClone(own);
    expect(applyTheme(own, 'dark').data[0]!.x).toBe(values);
    expect(own).toEqual(before);
  });

  it('makes no link and no other markup of names and values', () => {
    const link = '<a href="https://example.org">x</a>';
    const hostile: Figure = {
      ...figure,
      data: [
        { type: 'bar', x: [link, 'b'], y: [1, 2], name: link, hovertemplate: `${link}<br>%{y}` },
      ],
      layout: { xaxis: { title: { text: link } }, annotations: [{ text: `<b>${link}</b>` }] },
    };
    const { data, layout } = applyTheme(hostile, 'light');
    expect(JSON.stringify([data, layout])).not.toMatch(/<\/?a/);
    expect(data[0]!.hovertemplate).toContain('<br>%{y}');
    expect(layout.annotations![0]!.text).toMatch(/^<b>&lt;a .*<\/b>$/);
  });

  it('hands what clicks give back on as it is', () => {
    const data = [{ type: 'bar' as const, x: ['<i>'], y: [1], customdata: ['<a>'] }];
    expect(applyTheme({ ...figure, data }, 'light').data[0]!.customdata).toEqual(['<a>']);
  });
});

function linear(hex: string): number[] {
  return [1, 3, 5].map((start) => {
    const share = parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
}

function luminance(hex: string): number {
  const [red, green, blue] = linear(hex);
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

function apply(matrix: number[][], vector: number[]): number[] {
  return matrix.map((row) => row.reduce((sum, cell, index) => sum + cell * vector[index]!, 0));
}

function oklab(rgb: number[]): number[] {
  const cones = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb.map((channel) => Math.min(1, Math.max(0, channel))),
  ).map(Math.cbrt);
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function distance(a: number[], b: number[]): number {
  return Math.hypot(...a.map((value, index) => value - b[index]!));
}
