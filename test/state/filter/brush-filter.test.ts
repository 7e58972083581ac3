import { describe, expect, it } from 'vitest';
import type { Brush } from '../../../src/engine/cube/linked-counts';
import type { FineAxis } from '../../../src/operators/profile/crossfilter-words';
import { brushFilters, spanFilter } from '../../../src/state/filter/brush-filter';

const x: FineAxis = {
  kind: 'number',
  column: 'x',
  type: 'DOUBLE',
  count: 100,
  first: -2,
  multiple: 1,
  divisor: 10,
  isWhole: false,
};
const n: FineAxis = {
  kind: 'number',
  column: 'n',
  type: 'BIGINT',
  count: 50,
  first: 0,
  multiple: 5,
  divisor: 1,
  isWhole: true,
};
const at: FineAxis = {
  kind: 'time',
  column: 'at',
  type: 'TIMESTAMP',
  count: 24,
  first: 0,
  multiple: 3_600_000,
  divisor: 1,
  isWhole: false,
};
const month: FineAxis = {
  kind: 'calendar',
  column: 'day',
  type: 'DATE',
  count: 12,
  unit: 'month',
  first: 2020 * 12,
};
const g: FineAxis = {
  kind: 'values',
  column: 'g',
  type: 'VARCHAR',
  count: 4,
  values: ['a', '', "b'"],
  others: 7,
};

const filtersOf = (brushes: (Brush | undefined)[]): unknown[] => {
  const axes = [x, n, g];
  const one = (dimension: number, count: number) =>
    ({ axes: [{ dimension, count, shift: 0 }] }) as never;
  const views = [
    one(0, 100),
    one(2, 4),
    {
      axes: [
        { dimension: 0, count: 100, shift: 2 },
        { dimension: 1, count: 50, shift: 1 },
      ],
    } as never,
  ];
  return [...brushFilters({ axes, views }, brushes).values()];
};

describe('a brush as a filter', () => {
  it('has the edges of its bins, as short decimals', () => {
    expect(spanFilter(x, [5, 8])).toEqual({
      test: 'range',
      column: 'x',
      min: '0.3',
      max: '0.6',
      maxExcluded: true,
    });
    expect(spanFilter(n, [2, 4])).toEqual({ test: 'range', column: 'n', min: '10', max: '19' });
  });

  it('has times as the engine reads them', () => {
    expect(spanFilter(at, [0, 13])).toMatchObject({
      min: '1970-01-01',
      max: '1970-01-01 13:00',
      maxExcluded: true,
    });
    expect(spanFilter(month, [1, 3])).toMatchObject({
      min: '2020-02-01',
      max: '2020-04-01',
      maxExcluded: true,
    });
  });

  it('names values, or, with the bar of all others, those that are not chosen', () => {
    expect(
      filtersOf([undefined, { kind: 'choice', chosen: Uint8Array.of(0, 1, 1, 0) }, undefined]),
    ).toEqual([{ test: 'values', column: 'g', values: ['', "b'"] }]);
    expect(
      filtersOf([undefined, { kind: 'choice', chosen: Uint8Array.of(1, 0, 0, 1) }, undefined]),
    ).toEqual([{ test: 'values', column: 'g', values: ['', "b'", null], exclude: true }]);
  });

  it('leaves what two brushes on one column both leave', () => {
    const area: Brush = { kind: 'area', left: 1, right: 3, bottom: 0, top: 25 };
    expect(filtersOf([{ kind: 'range', from: 6, to: 50 }, undefined, area])).toEqual([
      { test: 'range', column: 'x', min: '0.4', max: '1', maxExcluded: true },
      { test: 'range', column: 'n', min: '0', max: '249' },
    ]);
  });

  it('asks nothing without a brush', () => {
    expect(filtersOf([undefined, undefined, undefined])).toEqual([]);
  });
});
