import { beforeEach, describe, expect, it } from 'vitest';
import { GridSelection } from '../../../src/state/grid/grid-selection.svelte';

const extent = { rows: 1_000, columns: 5, pageRows: 10 };
let selection: GridSelection;

const press = (key: string, { far = false, extend = false } = {}): boolean =>
  selection.move({ key, far, extend }, extent);

beforeEach(() => {
  selection = new GridSelection();
});

describe('GridSelection', () => {
  it.each([
    ['ArrowDown', { row: 1, column: 0 }],
    ['ArrowRight', { row: 0, column: 1 }],
    ['PageDown', { row: 10, column: 0 }],
    ['End', { row: 0, column: 4 }],
  ])('moves by %s', (key, place) => {
    expect(press(key)).toBe(true);
    expect(selection.active).toEqual(place);
  });

  it('goes to the edges with Ctrl', () => {
    press('End', { far: true });
    expect(selection.active).toEqual({ row: 999, column: 4 });
    press('Home', { far: true });
    expect(selection.active).toEqual({ row: 0, column: 0 });
    press('ArrowDown', { far: true });
    expect(selection.active).toEqual({ row: 999, column: 0 });
  });

  it('reaches the header from the first row and stays inside', () => {
    press('ArrowUp');
    expect(selection.active).toEqual({ row: -1, column: 0 });
    press('ArrowUp');
    press('ArrowLeft');
    expect(selection.active).toEqual({ row: -1, column: 0 });
    expect(selection.span(extent)).toBeUndefined();
  });

  it('grows with Shift in any direction from where it began', () => {
    selection.choose({ row: 5, column: 2 });
    press('ArrowUp', { extend: true });
    press('ArrowRight', { extend: true });
    expect(selection.span(extent)).toEqual({
      rows: { first: 4, last: 5 },
      columns: { first: 2, last: 3 },
    });
    press('ArrowDown');
    expect(selection.span(extent)).toEqual({
      rows: { first: 5, last: 5 },
      columns: { first: 3, last: 3 },
    });
  });

  it('takes whole rows', () => {
    selection.choose({ row: 2, column: 3 }, { wholeRows: true });
    selection.choose({ row: 4, column: 3 }, { wholeRows: true, extend: true });
    expect(selection.span(extent)).toEqual({
      rows: { first: 2, last: 4 },
      columns: { first: 0, last: 4 },
    });
  });

  it('widens what is selected to whole rows or columns, and both to all', () => {
    selection.choose({ row: 2, column: 1 });
    press('ArrowRight', { extend: true });
    selection.widen('columns');
    expect(selection.span(extent)).toEqual({
      rows: { first: 0, last: 999 },
      columns: { first: 1, last: 2 },
    });
    selection.widen('rows');
    expect(selection.span(extent)).toEqual({
      rows: { first: 0, last: 999 },
      columns: { first: 0, last: 4 },
    });
    selection.choose({ row: 7, column: 1 });
    selection.widen('rows');
    expect(selection.span(extent)?.rows).toEqual({ first: 7, last: 7 });
  });

  it('selects the whole column of an active header', () => {
    selection.choose({ row: -1, column: 3 });
    selection.widen('rows');
    expect(selection.span(extent)).toBeUndefined();
    selection.widen('columns');
    expect(selection.span(extent)).toEqual({
      rows: { first: 0, last: 999 },
      columns: { first: 3, last: 3 },
    });
  });

  it('selects all and leaves the active cell where it is', () => {
    selection.choose({ row: 7, column: 1 });
    selection.chooseAll();
    expect(selection.active).toEqual({ row: 7, column: 1 });
    expect(selection.span(extent)?.rows).toEqual({ first: 0, last: 999 });
    expect(selection.span({ rows: 0, columns: 5 })).toBeUndefined();
  });

  it('leaves other keys alone', () => {
    expect(press('a')).toBe(false);
    expect(press('Tab')).toBe(false);
  });

  it('stays within rows that became fewer', () => {
    selection.choose({ row: 900, column: 4 });
    selection.keepWithin(3, 2);
    expect(selection.active).toEqual({ row: 2, column: 1 });
  });
});
