import { describe, expect, it } from 'vitest';
import type { ResultTable } from '../../../src/data/answer';
import { ResultRows } from '../../../src/state/grid/result-rows.svelte';

const table: ResultTable = {
  columns: [
    { label: 'name', format: 'text' },
    { label: 'score', format: 'number' },
  ],
  rows: [
    ['b10', 2],
    ['b9', null],
    ['a', 10],
    ['c', NaN],
    ['d', -1],
  ],
};

const long = (count: number): ResultTable => ({
  columns: [{ label: 'n', format: 'integer' }],
  rows: Array.from({ length: count }, (_, index) => [index]),
});

const names = (rows: ResultRows): unknown[] => rows.shown.map((row) => row[0]);

describe('ResultRows', () => {
  it('sorts numbers from large to small first, missing ones always last', () => {
    const rows = new ResultRows(() => table);
    rows.sortBy(1);
    expect(names(rows)).toEqual(['a', 'b10', 'd', 'b9', 'c']);
    rows.sortBy(1);
    expect(names(rows)).toEqual(['d', 'b10', 'a', 'b9', 'c']);
  });

  it('sorts texts from A to Z first, with numbers in them by size', () => {
    const rows = new ResultRows(() => table);
    rows.sortBy(0);
    expect(names(rows)).toEqual(['a', 'b9', 'b10', 'c', 'd']);
  });

  it('goes back to the order given at the third time', () => {
    const rows = new ResultRows(() => table);
    for (let times = 0; times < 3; times += 1) rows.sortBy(1);
    expect(rows.sorting).toBeUndefined();
    expect(names(rows)).toEqual(['b10', 'b9', 'a', 'c', 'd']);
  });

  it('does not change the table that it was given', () => {
    new ResultRows(() => table).sortBy(1);
    expect(table.rows[0]).toEqual(['b10', 2]);
  });

  it('shows the beginning of a long table, and all of it by pages on request', () => {
    const rows = new ResultRows(() => long(120));
    expect(rows.isShort).toBe(true);
    expect(rows.shown.length).toBe(12);
    rows.expand();
    expect(rows.shown.length).toBe(50);
    expect(rows.pageCount).toBe(3);
    rows.turn(2);
    expect(names(rows)[0]).toBe(100);
    expect(rows.firstShown).toBe(101);
    expect(rows.shown.length).toBe(20);
    rows.turn(1);
    expect(rows.page).toBe(2);
    rows.sortBy(0);
    expect(rows.page).toBe(0);
  });

  it('shows a short table whole', () => {
    expect(new ResultRows(() => long(16)).shown.length).toBe(16);
    expect(new ResultRows(() => long(0)).shown).toEqual([]);
  });
});
