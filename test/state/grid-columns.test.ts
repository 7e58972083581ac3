import { describe, expect, it } from 'vitest';
import type { ColumnInfo } from '../../src/data/table';
import { GridColumns, columnWidthsPx } from '../../src/state/grid-columns.svelte';

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
});
