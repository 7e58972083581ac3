import { beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/data/app-error';
import { readColumns } from '../../../src/data/columns';
import type { TableInfo } from '../../../src/data/table';
import { checkCondition } from '../../../src/state/filter/condition';
import { FilterEditor } from '../../../src/state/filter/filter-editor.svelte';
import type { GridQuery } from '../../../src/state/grid/grid-tiles.svelte';
import { keptRowsQuery } from '../../../src/state/filter/keep-rows';
import { TableFilter } from '../../../src/state/filter/table-filter.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let table: TableInfo;
let query: GridQuery;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(
    `SELECT i AS id, 'g' || i % 4 AS g, i % 2 = 0 AS flag, DATE '2024-01-01' + i::INT AS "odd ""day" FROM range(100) r(i)`,
  );
  query = async (sql, signal) => readColumns(await engine.session.query(sql, signal));
});

const failure = (sql: string): Promise<AppError> =>
  checkCondition(query, table, sql).then(
    () => expect.fail('was taken'),
    (thrown: AppError) => thrown,
  );

describe('checkCondition', () => {
  it.each([
    'id > 3',
    'flag',
    `g IN ('g1', 'g2') -- some`,
    'extract(year FROM "odd ""day") = 2024',
    'id IS DISTINCT FROM 3',
    `list_contains(['from', 'select'], g)`,
    `g <> '(SELECT 1)'`,
  ])('takes %s', async (sql) => {
    await expect(checkCondition(query, table, sql)).resolves.toBeUndefined();
  });

  it.each([
    ['id >', 'syntax error', 4],
    ['id > 3 AND nothing = 1', 'nothing', 11],
    ['id', 'This gives a BIGINT, not true or false.', 0],
    ['count(*) > 3', 'aggregate', undefined],
    ['id > 3); DROP TABLE x; --', 'another statement', 6],
    ['id IN (SELECT 1)', 'one row at a time', 7],
    ['id IN (FROM range(3))', 'one row at a time', 7],
    ['random() < 0.1', 'something else each time', 0],
  ])('refuses %s', async (sql, words, position) => {
    const error = await failure(sql);
    expect(error.message.toLowerCase()).toContain(words.toLowerCase());
    if (position !== undefined) expect(error.details.position).toBe(position);
  });
});

describe('FilterEditor', () => {
  const begin = (): { filter: TableFilter; editor: FilterEditor } => {
    const filter = new TableFilter(table);
    filter.setFilter({ test: 'values', column: 'g', values: ['g1', null] });
    filter.setFilter({ test: 'range', column: 'id', min: '10' });
    const editor = new FilterEditor(filter, query);
    editor.open();
    return { filter, editor };
  };

  it('begins with all that is asked, as SQL that can be read', () => {
    expect(begin().editor.text).toBe(`("g" = 'g1' OR "g" IS NULL)\nAND ("id" >= (10))`);
  });

  it('leaves the parts alone where nothing was changed', async () => {
    const { filter, editor } = begin();
    await editor.apply();
    expect(editor.isOpen).toBe(false);
    expect(filter.filters).toHaveLength(2);
  });

  it('puts what was typed in place of the parts', async () => {
    const { filter, editor } = begin();
    editor.type('id < 5');
    await editor.apply();
    expect(filter.settings).toEqual({ filters: [], search: '', expression: 'id < 5' });
  });

  it('says what is wrong and loses neither the text nor the filter', async () => {
    const { filter, editor } = begin();
    editor.type('id <');
    await editor.apply();
    expect(editor.error?.message).toContain('syntax error');
    expect(editor.isOpen).toBe(true);
    expect(editor.text).toBe('id <');
    expect(filter.filters).toHaveLength(2);
    editor.type('id < 3');
    expect(await editor.check()).toBe(true);
    expect(editor.error).toBeUndefined();
  });

  it('notices that the filter was changed elsewhere', () => {
    const { filter, editor } = begin();
    editor.type('id < 5');
    filter.clear('g');
    expect(editor.isOutdated).toBe(true);
    editor.begin();
    expect(editor.text).toBe('("id" >= (10))');
    expect(editor.isOutdated).toBe(false);
  });

  it('shows all rows where nothing is left of the text', async () => {
    const { filter, editor } = begin();
    editor.type('  ');
    await editor.apply();
    expect(filter.isFiltered).toBe(false);
  });
});

describe('keptRowsQuery', () => {
  it('selects the rows by the name of the table, in their order', () => {
    expect(keptRowsQuery('people', '"id" = 1', [{ column: 'a"b', descending: true }])).toBe(
      'SELECT * FROM people\nWHERE "id" = 1\nORDER BY "a""b" DESC NULLS LAST',
    );
    expect(keptRowsQuery('my table', undefined, [])).toBe('SELECT * FROM "my table"');
  });
});
