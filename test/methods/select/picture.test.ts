import { describe, expect, it } from 'vitest';
import { countNames, countSorted, countUnnamed } from '../../../src/methods/select/column-counts';
import { drawPicture } from '../../../src/methods/select/picture';
import { countRows } from './signal-fixture';

describe('drawPicture', () => {
  it('shows the share of each class by value where values are few', () => {
    const picture = drawPicture(countRows([1, 1, 2, 2], [0, 1, 1, 1]), ['no', 'yes'])!;
    expect(picture).toEqual({
      kind: 'number',
      classes: ['no', 'yes'],
      levels: [
        { label: '1', rows: 2, shares: [0.5, 0.5] },
        { label: '2', rows: 2, shares: [0, 1] },
      ],
    });
  });

  it('bins many values, and keeps NaN and missing', () => {
    const values = Float64Array.from({ length: 100 }, (_, row) => row);
    const classes = Uint16Array.from(values, (value) => (value < 50 ? 0 : 1));
    const special = { nan: Float64Array.of(3, 0), missing: Float64Array.of(0, 4) };
    const picture = drawPicture(countSorted(values, classes, special), ['a', 'b'])!;
    expect(picture.levels).toHaveLength(12);
    expect(picture.levels[0]).toEqual({ label: '0 to 9', rows: 10, shares: [1, 0] });
    expect(picture.levels.slice(10).map(({ label, rows }) => [label, rows])).toEqual([
      ['NaN', 3],
      ['missing', 4],
    ]);
  });

  it('keeps the ten largest names and puts the others together', () => {
    const codes = Int32Array.from({ length: 90 }, (_, row) => (row < 40 ? row % 2 : row % 15));
    const labels = Array.from({ length: 15 }, (_, code) => `n${code}`);
    const pairs = { classes: new Int32Array(90), weights: new Float64Array(90).fill(1) };
    const picture = drawPicture(countNames(codes, labels, pairs, 1), ['only'])!;
    expect(picture.levels).toHaveLength(11);
    expect(picture.levels[10].label).toBe('5 others');
    expect(picture.levels.reduce((sum, { rows }) => sum + rows, 0)).toBe(90);
  });

  it('puts the smaller of many classes together', () => {
    const classes = Int32Array.from({ length: 80 }, (_, row) => row % 8);
    const names = Array.from({ length: 8 }, (_, code) => `k${code}`);
    const picture = drawPicture(countRows(new Float64Array(80), classes), names)!;
    expect(picture.classes).toEqual(['k0', 'k1', 'k2', 'k3', 'k4', 'others']);
    expect(picture.levels[0].shares[5]).toBeCloseTo(3 / 8, 12);
  });

  it('shows means of a numeric target, by bin and by name', () => {
    const column = Float64Array.of(1, 2, NaN, 2);
    const target = { values: Float64Array.of(10, 20, 5, 40), centre: 18.75, column };
    const counts = countSorted(Float64Array.of(1, 2, 2), Uint16Array.of(0, 1, 1), {
      nan: new Float64Array(2),
      missing: Float64Array.of(1, 0),
    });
    const numbers = drawPicture(counts, ['low', 'high'], target)!;
    expect(numbers.classes).toEqual([]);
    expect(numbers.levels.map(({ label, mean }) => [label, mean])).toEqual([
      ['1', 10],
      ['2', 30],
      ['missing', 5],
    ]);
    const groups = [
      { count: 1, mean: 1, squares: 0 },
      { count: 3, mean: -1, squares: 0 },
    ];
    const pairs = { classes: [0, 1], weights: Float64Array.of(1, 3) };
    const names = drawPicture(countNames([0, 1], ['a', 'b'], pairs, 2), ['low', 'high'], {
      values: target.values,
      centre: 100,
      groups,
    })!;
    expect(names.levels.map(({ label, mean }) => [label, mean])).toEqual([
      ['b', 99],
      ['a', 101],
    ]);
  });

  it('has none of levels without names', () => {
    expect(drawPicture(countUnnamed([Float64Array.of(1, 2)]), ['a'])).toBeUndefined();
  });
});
