import { describe, expect, it } from 'vitest';
import { crossTabulate } from '../../../src/math/contingency';
import { createRandom } from '../../../src/math/random';
import {
  countNames,
  countNumbers,
  countSorted,
  countUnnamed,
  mergeRows,
  type ColumnCounts,
} from '../../../src/methods/select/column-counts';

describe('countSorted', () => {
  it('counts each value with each class, values ascending, NaN and missing last', () => {
    const counts = countSorted(Float64Array.of(3, 1, 3, 3, -2), Uint16Array.of(0, 1, 1, 0, 0), {
      nan: Float64Array.of(0, 2),
      missing: Float64Array.of(5, 0),
    });
    expect(counts.levels).toEqual({
      kind: 'number',
      values: Float64Array.of(-2, 1, 3),
      nanRow: 3,
      missingRow: 4,
    });
    expect(dense(counts)).toEqual([
      [1, 0],
      [0, 1],
      [2, 1],
      [0, 2],
      [5, 0],
    ]);
    expect(counts.table.total).toBe(12);
  });

  it('counts what a plain cross table counts', () => {
    const random = createRandom(8);
    const values = Float64Array.from({ length: 3_000 }, () => random.below(200) / 7);
    const classes = Uint16Array.from(values, () => random.below(4));
    const distinct = Float64Array.from(new Set(values)).sort();
    const rows = Array.from(values, (value) => distinct.indexOf(value));
    const expected = crossTabulate(rows, distinct.length, classes, 4);
    const none = new Float64Array(4);
    const counts = countSorted(values.slice(), classes.slice(), { nan: none, missing: none });
    expect(dense(counts)).toEqual(dense({ ...counts, table: expected }));
  });

  it('takes no rows at all', () => {
    const none = new Float64Array(2);
    const counts = countSorted(new Float64Array(), new Uint16Array(), { nan: none, missing: none });
    expect(counts.table.total).toBe(0);
    expect(counts.table.rowTotals).toHaveLength(0);
  });
});

describe('countNumbers', () => {
  it('adds up weights, keeps NaN and missing apart and sorts values', () => {
    const counts = countNumbers(
      Float64Array.of(2, NaN, NaN, -1, 2),
      Uint8Array.of(0, 0, 1, 0, 0),
      { classes: [0, 0, 1, 1, 0], weights: Float64Array.of(10, 20, 30, 40, 50) },
      2,
    );
    expect(counts.levels).toMatchObject({
      values: Float64Array.of(-1, 2),
      nanRow: 2,
      missingRow: 3,
    });
    expect(dense(counts)).toEqual([
      [0, 40],
      [60, 0],
      [20, 0],
      [0, 30],
    ]);
  });
});

describe('countNames', () => {
  it('puts missing after all labels', () => {
    const pairs = { classes: [0, 1, 0], weights: Float64Array.of(1, 2, 4) };
    const counts = countNames([0, -1, 1], ['a', 'b'], pairs, 2);
    expect(counts.levels).toEqual({ kind: 'name', labels: ['a', 'b', null] });
    expect(dense(counts)).toEqual([
      [1, 0],
      [4, 0],
      [0, 2],
    ]);
  });
});

describe('countUnnamed', () => {
  it('takes counts by class', () => {
    const counts = countUnnamed([Float64Array.of(1, 0), Float64Array.of(0, 3)]);
    expect(dense(counts)).toEqual([
      [1, 0],
      [0, 3],
    ]);
  });
});

describe('mergeRows', () => {
  it('adds up rows of one group', () => {
    const { table } = countUnnamed([Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)]);
    const merged = mergeRows(table, Int32Array.of(1, 0, 1), 2);
    expect(dense({ table: merged, levels: { kind: 'name', labels: [] } })).toEqual([
      [2, 5],
      [4, 10],
    ]);
    expect(merged.rowTotals).toEqual(Float64Array.of(7, 14));
  });
});

function dense({ table }: ColumnCounts): number[][] {
  const rows = Array.from(table.rowTotals, () => Array.from(table.columnTotals, () => 0));
  table.cellCounts.forEach((count, cell) => {
    rows[table.cellRows[cell]][table.cellColumns[cell]] = count;
  });
  return rows;
}
