import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { TableFilter, TableFilters } from '../../../src/state/filter/table-filter.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { tableOf } from '../tables';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(`SELECT i AS id, 'g' || i % 4 AS g FROM range(100) r(i)`);
});

async function count(where: string | undefined): Promise<number> {
  const sql = `SELECT count(*)::DOUBLE AS n FROM ${table.relation} WHERE ${where ?? 'true'}`;
  return (await engine.query(sql)).numbers('n')[0]!;
}

describe('the rows looked at', () => {
  it('are all at first', () => {
    const filter = new TableFilter(table);
    expect(filter.where).toBeUndefined();
    expect(filter.isFiltered).toBe(false);
    expect(filter.parts).toEqual([]);
  });

  it('are those that meet columns, search and expression together', async () => {
    const filter = new TableFilter(table);
    filter.setFilter({ test: 'range', column: 'id', max: '49' });
    filter.setSearch('G1');
    filter.setExpression('id % 8 = 1 OR id = 5 -- or else');
    expect(await count(filter.where)).toBe(8);
    expect(filter.parts.map(({ words }) => words)).toEqual([
      'any text contains “G1”',
      'id up to 49',
      'id % 8 = 1 OR id = 5 -- or else',
    ]);
  });

  it('are drawn for a picture without its own condition', async () => {
    const filter = new TableFilter(table);
    filter.setFilter({ test: 'range', column: 'id', max: '49' });
    filter.setFilter({ test: 'values', column: 'g', values: ['g0'] });
    expect(await count(filter.where)).toBe(13);
    expect(await count(filter.whereWithout('id'))).toBe(25);
    expect(filter.whereWithout('id', 'g')).toBeUndefined();
  });

  it('have one filter a column, in the order in which they were first set', () => {
    const filter = new TableFilter(table);
    filter.setFilter({ test: 'present', column: 'id' });
    filter.setFilter({ test: 'present', column: 'g' });
    filter.setFilter({ test: 'missing', column: 'id' });
    expect(filter.filters).toEqual([
      { test: 'missing', column: 'id' },
      { test: 'present', column: 'g' },
    ]);
  });

  it('grow again part by part', () => {
    const filter = new TableFilter(table);
    filter.set({
      filters: [{ test: 'present', column: 'id' }],
      search: 'a',
      expression: 'true',
    });
    filter.remove(filter.parts[2]!);
    expect(filter.expression).toBe('');
    filter.remove(filter.parts[1]!);
    expect(filter.filters).toEqual([]);
    filter.clear();
    expect(filter.isFiltered).toBe(false);
  });
});

describe('listeners', () => {
  it('are told of each change once, and of none that changes nothing', () => {
    const filter = new TableFilter(table);
    let told = 0;
    const stop = filter.subscribe(() => (told += 1));
    filter.setFilter({ test: 'present', column: 'id' });
    filter.setFilter({ test: 'present', column: 'id' });
    filter.setSearch('');
    expect(told).toBe(1);
    stop();
    filter.clear();
    expect(told).toBe(1);
  });
});

describe('a table after another', () => {
  it('takes over what was asked, as far as it has the columns', () => {
    const filter = new TableFilter(table);
    filter.takeOver({
      filters: [
        { test: 'present', column: 'id' },
        { test: 'present', column: 'gone' },
      ],
      search: 'x',
      expression: '',
    });
    expect(filter.filters).toEqual([{ test: 'present', column: 'id' }]);
    expect(filter.search).toBe('x');
  });

  it('keeps what has been asked of it already', () => {
    const filter = new TableFilter(table);
    filter.setSearch('mine');
    filter.clear();
    filter.takeOver({ filters: [], search: 'theirs', expression: '' });
    expect(filter.search).toBe('');
  });
});

describe('TableFilters', () => {
  it('has one filter for each table, whoever asks', () => {
    const filters = new TableFilters();
    const again = { ...table };
    expect(filters.of(again)).toBe(filters.of(table));
    expect(filters.of(tableOf('a'))).not.toBe(filters.of(table));
  });
});
