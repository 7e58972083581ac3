import { describe, expect, it } from 'vitest';
import type { ColumnInfo } from '../../../src/data/table';
import { GridColumns, columnWidthsPx } from '../../../src/state/grid/grid-columns.svelte';

const columnsNamed = (names: string[]): ColumnInfo[] =>
  names.map((name) => ({
    name,
    type: 'BIGINT',
    kind: 'integer',
    reason: '',
    missing: 0,
    distinct: 1,
    distinctIsEstimate: false,
  }));

const many = (count: number): GridColumns =>
  new GridColumns(columnsNamed(Array.from({ length: count }, (_, index) => `c${index}`)));

describe('GridColumns', () => {
  it('draws all of a few columns', () => {
    expect(many(16).window(0, 500)).toEqual({ first: 0, end: 16 });
  });

  it('draws only those in view, and two beyond, of many', () => {
    const columns = many(500);
    const { usual } = columnWidthsPx;
    expect(columns.window(100 * usual, 3 * usual)).toEqual({ first: 98, end: 106 });
    expect(columns.window(0, usual).first).toBe(0);
    expect(columns.window(500 * usual, usual).end).toBe(500);
  });

  it('moves the columns behind one that is made wider', () => {
    const columns = many(3);
    columns.resize('c0', 300);
    expect([...columns.edgesPx]).toEqual([0, 300, 300 + 148, 300 + 2 * 148]);
    columns.resize('c0', 1);
    expect(columns.widthPx(0)).toBe(columnWidthsPx.least);
  });

  it('hides and shows, and never hides the last one', () => {
    const columns = many(2);
    columns.hide('c0');
    expect(columns.at(0).name).toBe('c1');
    columns.hide('c1');
    expect(columns.visible).toHaveLength(1);
    expect(columns.hiddenNames).toEqual(['c0']);
    columns.showAll();
    expect(columns.visible).toHaveLength(2);
  });

  it('takes over widths and hidden columns by name, also hostile ones', () => {
    const first = new GridColumns(columnsNamed(['__proto__', 'a']));
    first.hide('__proto__');
    first.resize('a', 222);
    const second = new GridColumns(columnsNamed(['a', '__proto__']), first.settings);
    expect(second.visible).toEqual([0]);
    expect(second.widthPx(0)).toBe(222);
  });

  it('keeps pinned columns at the left, in the order in which they were pinned', () => {
    const columns = many(5);
    columns.togglePin('c3');
    columns.togglePin('c1');
    expect(columns.visible).toEqual([3, 1, 0, 2, 4]);
    expect(columns.pinnedCount).toBe(2);
    expect(columns.pinnedPx).toBe(2 * 148);
    columns.hide('c3');
    expect(columns.pinnedCount).toBe(1);
    columns.showAll();
    columns.togglePin('c3');
    expect(columns.visible).toEqual([1, 0, 2, 3, 4]);
  });

  it('draws pinned columns beside those that are seen between them and the right edge', () => {
    const columns = many(500);
    const { usual } = columnWidthsPx;
    columns.togglePin('c400');
    expect(columns.window(100 * usual, 5 * usual, usual)).toEqual({ first: 99, end: 108 });
    expect(columns.window(0, usual, usual).first).toBe(1);
  });

  it('moves columns to a place, pinned ones among themselves', () => {
    const columns = many(5);
    expect(columns.move('c4', 1)).toBe(1);
    expect(columns.visible).toEqual([0, 4, 1, 2, 3]);
    expect(columns.move('c0', 9)).toBe(4);
    expect(columns.visible).toEqual([4, 1, 2, 3, 0]);
    columns.togglePin('c2');
    columns.togglePin('c3');
    expect(columns.move('c2', 4)).toBe(1);
    expect(columns.visible).toEqual([3, 2, 4, 1, 0]);
    expect(columns.move('c0', 0)).toBe(2);
    expect(columns.visible).toEqual([3, 2, 0, 4, 1]);
    columns.rearrange();
    expect(columns.visible).toEqual([0, 1, 2, 3, 4]);
    expect(columns.isArranged).toBe(false);
  });

  it('moves a column past hidden ones', () => {
    const columns = many(4);
    columns.hide('c1');
    columns.move('c0', 1);
    columns.showAll();
    expect(columns.visible).toEqual([1, 2, 0, 3]);
  });

  it('takes over order and pins by name; columns that are new stand last', () => {
    const first = new GridColumns(columnsNamed(['a', 'b', 'c']));
    first.move('c', 0);
    first.togglePin('b');
    const second = new GridColumns(columnsNamed(['new', 'a', 'c', 'b']), first.settings);
    expect(second.visible.map((_, position) => second.at(position).name)).toEqual([
      'b',
      'c',
      'a',
      'new',
    ]);
  });

  it('arranges 100,000 columns', () => {
    const columns = many(100_000);
    columns.togglePin('c99999');
    columns.move('c5', 50_000);
    expect(columns.positionOf('c5')).toBe(50_000);
    const { first, end } = columns.window(columns.edgesPx[50_000]!, 800);
    expect(first).toBe(49_998);
    expect(end - first).toBeLessThan(20);
  });
});
