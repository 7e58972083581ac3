import { beforeAll, describe, expect, it } from 'vitest';
import pivot, { type PivotResult, type ShareBase } from '../../../src/operators/prepare/pivot';
import { PivotState } from '../../../src/state/chart/pivot.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let result: PivotResult;

beforeAll(async () => {
  engine = await createNodeEngine();
  const table = await engine.table(
    `SELECT * FROM (VALUES ('a', 'x', 10), ('a', 'y', 30), ('b', 'x', 60), (NULL, 'y', NULL)) t(g, h, v)`,
  );
  const params = { rows: ['g'], columns: ['h'], values: 'v', aggregate: 'sum' };
  result = await engine.run<PivotResult>(pivot, { table }, params);
});

const show = (share: ShareBase = 'value', totals = true, of = result): PivotState =>
  new PivotState(
    () => of,
    () => share,
    () => totals,
  );

const lines = (state: PivotState): string[][] =>
  state.shown.map((row) => [
    ...state.rowLabels(row),
    ...state.columnLabels.map((_, column) => state.cell(row, column).text),
  ]);

describe('PivotState', () => {
  it('shows groups, a missing label, missing values and totals', () => {
    const state = show();
    expect(state.columnLabels).toEqual(['x', 'y', 'Total']);
    expect(lines(state)).toEqual([
      ['a', '10', '30', '40'],
      ['b', '60', '–', '60'],
      ['missing', '–', '–', '–'],
      ['Total', '70', '30', '100'],
    ]);
  });

  it('shows shares of the row, the column and all', () => {
    expect(lines(show('row'))[0]).toEqual(['a', '25.0 %', '75.0 %', '100.0 %']);
    expect(lines(show('column'))[0]!.slice(0, 3)).toEqual(['a', '14.3 %', '100.0 %']);
    expect(lines(show('total'))[1]).toEqual(['b', '60.0 %', '–', '60.0 %']);
  });

  it('leaves totals out when asked to', () => {
    const state = show('value', false);
    expect(state.columnLabels).toEqual(['x', 'y']);
    expect(lines(state)).toHaveLength(3);
  });

  it('shades from the smallest to the largest cell, totals never', () => {
    const state = show();
    expect(state.cell(0, 0).heat).toBe(0);
    expect(state.cell(0, 1).heat).toBeCloseTo(0.4);
    expect(state.cell(1, 0).heat).toBe(1);
    expect(state.cell(0, 2).heat).toBeUndefined();
    expect(state.cell(3, 0).heat).toBeUndefined();
  });

  it('orders rows by a column down, up and not at all, what is missing last', () => {
    const state = show();
    const names = (): string[] => lines(state).map(([name]) => name!);
    state.sortBy(0);
    expect(names()).toEqual(['b', 'a', 'missing', 'Total']);
    state.sortBy(0);
    expect(names()).toEqual(['a', 'b', 'missing', 'Total']);
    state.sortBy(0);
    expect(state.sorting).toBeUndefined();
  });

  it('moves by arrows within its edges, and to them with control', () => {
    const state = show();
    expect(state.move('ArrowUp', false)).toEqual({ row: 0, column: 0 });
    expect(state.move('ArrowDown', true)).toEqual({ row: 3, column: 0 });
    expect(state.move('End', false)).toEqual({ row: 3, column: 2 });
    expect(state.move('Home', true)).toEqual({ row: 0, column: 0 });
    expect(state.move('a', false)).toBeUndefined();
  });

  it('turns pages of fifty rows, totals below each', async () => {
    const table = await engine.table(`SELECT i AS g FROM range(120) r(i)`);
    const long = await engine.run<PivotResult>(pivot, { table }, { rows: ['g'] });
    const state = show('value', true, long);
    expect([state.pageCount, state.shown.length]).toEqual([3, 51]);
    state.turn(5);
    expect(state.shown.map((row) => state.rowLabels(row)[0])).toContain('119');
    expect(state.shown.length).toBe(21);
  });
});
