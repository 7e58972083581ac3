import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../../src/math/contingency';
import { equalFrequencyBins } from '../../../src/math/quantiles';
import { createRandom } from '../../../src/math/random';
import { binLevels, cappedBins, equalFrequencyEdges } from '../../../src/methods/select/bin-levels';
import type { BinnedCounts } from '../../../src/methods/select/bin-levels';
import { countSorted, type NumberLevels } from '../../../src/methods/select/column-counts';
import { countRows, data, fixture } from './signal-fixture';

const cases = (['x', 'skewed', 'whole'] as const).flatMap((name) =>
  fixture.bins[name].map((expected) => ({ name, ...expected })),
);

describe('binLevels', () => {
  it.each(cases)('cuts $name into $bins bins as pandas.qcut does', ({ name, ...expected }) => {
    const binned = binnedFixture(name, expected.bins);
    expect(binned.edges).toHaveLength(expected.edges.length);
    binned.edges.forEach((edge, index) => expect(edge).toBeCloseTo(expected.edges[index], 9));
    expect([...binned.table.rowTotals]).toEqual(expected.counts);
    expect(mutualInformation(binned.table)).toBeCloseTo(expected.mutualInformation, 9);
  });

  it('cuts as the rows themselves would be cut', () => {
    const random = createRandom(9);
    for (let round = 0; round < 30; round += 1) {
      const values = Float64Array.from({ length: 100 }, () => random.below(3 + round) / 3);
      const { table, levels } = countRows(values, new Uint16Array(100));
      const edges = equalFrequencyEdges((levels as NumberLevels).values, table.rowTotals, 7);
      expect(edges).toEqual(equalFrequencyBins(values, 7).edges);
    }
  });

  it('keeps NaN and missing as levels of their own', () => {
    const special = { nan: Float64Array.of(2, 0), missing: Float64Array.of(0, 3) };
    const counts = countSorted(Float64Array.of(1, 2, 3, 4), Uint16Array.of(0, 0, 1, 1), special);
    const binned = binLevels({ ...counts, levels: counts.levels as NumberLevels }, 2);
    expect([...binned.table.rowTotals]).toEqual([2, 2, 2, 3]);
    expect(binned.levels).toMatchObject({ nanRow: 2, missingRow: 3 });
  });

  it('makes one bin of one value, and none of no values', () => {
    expect([...equalFrequencyEdges(Float64Array.of(5), [9], 4)]).toEqual([5, 5]);
    expect([...equalFrequencyEdges(new Float64Array(), [], 4)]).toEqual([NaN, NaN]);
  });

  it('cuts at infinities without NaN', () => {
    const edges = equalFrequencyEdges(Float64Array.of(-Infinity, 0, Infinity), [5, 5, 5], 6);
    expect(edges.some(Number.isNaN)).toBe(false);
    expect(edges[edges.length - 1]).toBe(Infinity);
  });
});

describe('cappedBins', () => {
  it('allows as many as √(rows ÷ 5), but two', () => {
    expect([cappedBins(32, 22_792), cappedBins(32, 534), cappedBins(32, 3)]).toEqual([32, 10, 2]);
  });
});

function binnedFixture(name: 'x' | 'skewed' | 'whole', bins: number): BinnedCounts {
  const counts = countRows(data[name], data.y);
  return binLevels({ ...counts, levels: counts.levels as NumberLevels }, bins);
}
