import { beforeAll, describe, expect, it } from 'vitest';
import { readColumns } from '../../../src/data/columns';
import type { TableInfo } from '../../../src/data/table';
import { GridRecord } from '../../../src/state/grid/grid-record.svelte';
import { GridState } from '../../../src/state/grid/grid.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

function open(table: TableInfo): { grid: GridState; record: GridRecord } {
  const grid = new GridState(table, {
    query: async (sql, signal) => readColumns(await engine.session.query(sql, signal)),
    work: (signal, task) => task(signal),
  });
  return { grid, record: new GridRecord(grid) };
}

describe('GridRecord', () => {
  it('shows the row in the order of the grid, hidden columns last', async () => {
    const { grid, record } = open(
      await engine.table(`SELECT i AS a, i * 10 AS b, NULL AS c FROM range(50) r(i)`),
    );
    await grid.sortBy('a', true);
    grid.columns.hide('a');
    grid.columns.move('c', 0);
    await record.load(2, record.shown);
    expect(record.shown.map(({ column, isHidden }) => [column.name, isHidden])).toEqual([
      ['c', false],
      ['b', false],
      ['a', true],
    ]);
    expect(record.loaded).toEqual({ row: 2, sourceRow: 47 });
    expect(record.valueOf(0)?.text).toBe('47');
    expect(record.valueOf(2)?.text).toBeNull();
  });

  it('brings long texts part by part, counted in characters', async () => {
    const { record } = open(await engine.table(`SELECT repeat('😀a', 30000) AS s`));
    await record.load(0, record.shown);
    expect(record.valueOf(0)).toMatchObject({ characters: 2000, length: 60_000 });
    await record.more(record.shown[0]!);
    await record.more(record.shown[0]!);
    const { text, characters } = record.valueOf(0)!;
    expect(text).toBe('😀a'.repeat(30_000));
    expect(characters).toBeGreaterThanOrEqual(60_000);
  });

  it('pages through many columns and finds them by name', async () => {
    const list = Array.from({ length: 250 }, (_, index) => `${index} AS c${index}`).join(', ');
    const { grid, record } = open(await engine.table(`SELECT ${list}`));
    grid.selection.choose({ row: 0, column: 205 });
    record.open();
    expect(record.page).toBe(2);
    expect(record.shown.map(({ column }) => column.name)).toContain('c205');
    record.search('C24');
    expect(record.shown.map(({ column }) => column.name)).toEqual([
      'c24',
      ...Array.from({ length: 10 }, (_, index) => `c24${index}`),
    ]);
    record.search('nothing');
    expect(record.pageCount).toBe(1);
  });

  it('opens on rows only, not on a header', async () => {
    const { grid, record } = open(await engine.table('SELECT 1 AS a'));
    grid.selection.choose({ row: -1, column: 0 });
    record.open();
    expect(record.isOpen).toBe(false);
  });

  it('shows the row asked for last', async () => {
    const { record } = open(await engine.table('SELECT i AS a FROM range(100) r(i)'));
    await Promise.all([1, 2, 3].map((row) => record.load(row, record.shown)));
    expect(record.valueOf(0)?.text).toBe('3');
    expect(record.error).toBeUndefined();
  });
});
