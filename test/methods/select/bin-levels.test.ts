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

describe('equalFrequencyEdges', () => {
  it.each(cases)('cuts $name into $bins bins where pandas.qcut does', ({ name, bins, edges }) => {
    const { table, levels } = countRows(data[name], data.y);
    const found = equalFrequencyEdges((levels as NumberLevels).values, table.rowTotals, bins);
    expect(found).toHaveLength(edges.length);
    found.forEach((edge, index) => expect(edge).toBeCloseTo(edges[index], 9));
  });
});

describe('binLevels', () => {
  it.each(cases.filter(({ name }) => name === 'x'))(
    'counts $name in $bins bins as pandas.qcut does',
    ({ name, bins, counts, ...expected }) => {
      const { table } = binnedFixture(name, bins);
      expect([...table.rowTotals]).toEqual(counts);
      expect(mutualInformation(table)).toBeCloseTo(expected.mutualInformation, 9);
    },
  );

  it('gives a value of very many rows a bin of its own, and cuts the others among themselves', () => {
    const values = [
      ...new Array<number>(80).fill(0),
      ...Array.from({ length: 20 }, (_, i) => i - 4),
    ];
    const { table, levels } = countRows(values, new Uint16Array(100));
    const {
      table: binned,
      levels: bins,
      lows,
    } = binLevels({ table, levels: levels as NumberLevels }, 5);
    expect([...lows]).toEqual([-4, 0, 1, 2, 7, 11]);
    expect([...bins.values]).toEqual([-1, 0, 1, 6, 10, 15]);
    expect([...binned.rowTotals]).toEqual([4, 81, 1, 5, 4, 5]);
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
    const none = { nan: new Float64Array(1), missing: new Float64Array(1) };
    const empty = countSorted(new Float64Array(), new Uint16Array(), none);
    expect(
      binLevels({ ...empty, levels: empty.levels as NumberLevels }, 4).table.rowTotals,
    ).toHaveLength(0);
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
