import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import { AdaptiveHistogram } from '../../../src/math/sketch/adaptive-histogram';

function histogramOf(values: number[], part: number, least?: number): AdaptiveHistogram {
  const histogram = new AdaptiveHistogram(1024, least);
  for (let start = 0; start < values.length; start += part) {
    const some = Float64Array.from(values.slice(start, start + part));
    histogram.addAll(some, some.length, Math.min(...some), Math.max(...some));
  }
  return histogram;
}

function expectExact(histogram: AdaptiveHistogram, values: number[], most: number): void {
  const { edges, counts } = histogram.read(most);
  expect(counts.length).toBeLessThanOrEqual(most);
  const exact = counts.map(
    (_, bin) => values.filter((value) => value >= edges[bin]! && value < edges[bin + 1]!).length,
  );
  expect(counts).toEqual(exact);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
}

const random = createRandom(2);
const columns: [string, number[]][] = [
  ['normal', Array.from({ length: 3_000 }, () => random.normal())],
  [
    'growing in range',
    Array.from({ length: 2_000 }, (_, index) => (index % 2 ? -1 : 1) * 1.01 ** index),
  ],
  ['far from zero', Array.from({ length: 2_000 }, () => 1e15 + random.below(1000))],
  ['all equal', new Array<number>(100).fill(0.1)],
  ['zeros first', [...new Array<number>(600).fill(0), 1e-300, -5, 3e8]],
  ['tiny', Array.from({ length: 500 }, () => random.below(100) * 5e-324)],
  ['the largest doubles', [-1.7e308, 1.7e308, 0, 1]],
];

describe('AdaptiveHistogram', () => {
  it.each(columns)('counts exactly: %s', (_, values) => {
    for (const part of [1, 512]) expectExact(histogramOf(values, part), values, 50);
  });

  it('has at least half as many bins as asked for where values spread', () => {
    const { counts } = histogramOf(columns[0]![1], 512).read(50);
    expect(counts.length).toBeGreaterThanOrEqual(25);
  });

  it('gives whole numbers bins of whole numbers', () => {
    const values = Array.from({ length: 1_000 }, () => random.below(30));
    const { edges, counts } = histogramOf(values, 100, 0).read(50);
    expect(edges).toEqual(Array.from({ length: 31 }, (_, edge) => edge));
    expect(counts[7]).toBe(values.filter((value) => value === 7).length);
  });

  it.each(columns)('merges to the counts of all values: %s', (_, values) => {
    const merged = new AdaptiveHistogram();
    for (let start = 0; start < values.length; start += 700)
      merged.merge(structuredClone(histogramOf(values.slice(start, start + 700), 90).state()));
    expectExact(merged, values, 64);
  });

  it('is empty for nothing', () => {
    const histogram = new AdaptiveHistogram();
    histogram.merge(new AdaptiveHistogram());
    expect(histogram.read(50)).toEqual({ edges: [], counts: [] });
  });
});
