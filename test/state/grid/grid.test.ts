import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/data/app-error';
import { readColumns, type Columns } from '../../../src/data/columns';
import type { TableInfo } from '../../../src/data/table';
import { cellWords } from '../../../src/state/grid/grid-cell';
import { copyLimitCells } from '../../../src/state/grid/grid-copy';
import { listViewsQuery } from '../../../src/state/grid/grid-query';
import {
  GridState,
  type GridServices,
  type GridSettings,
} from '../../../src/state/grid/grid.svelte';
import { TableFilter } from '../../../src/state/filter/table-filter.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { typeFamily } from '../../../src/data/type-family';
import { eventually } from '../../support/eventually';

let engine: NodeEngine;
let services: GridServices & { asked: string[] };

beforeAll(async () => {
  engine = await createNodeEngine();
});

function createServices(): typeof services {
  const asked: string[] = [];
  return {
    asked,
    query: async (sql: string, signal?: AbortSignal): Promise<Columns> => {
      asked.push(sql);
      return readColumns(await engine.session.query(sql, signal));
    },
    work: (signal, task) => task(signal),
  };
}

function open(table: TableInfo, settings?: GridSettings): GridState {
  services = createServices();
  return new GridState(table, services, settings);
}

/** Texts of some rows of a column, once they have come. */
async function rowsOf(
  grid: GridState,
  name: string,
  first: number,
  last: number,
): Promise<(string | null)[]> {
  const column = grid.table.columns.findIndex((known) => known.name === name);
  const texts = (): (string | null | undefined)[] =>
    Array.from({ length: last - first + 1 }, (_, index) => grid.tiles.text(first + index, column));
  grid.tiles.want({ first, last }, [column]);
  await eventually(() => expect(texts()).not.toContain(undefined));
  return texts() as (string | null)[];
}

describe('pages', () => {
  it('bring every value as the engine writes it', async () => {
    const table = await engine.table(
      `SELECT * FROM (VALUES
        (9223372036854775807, 170141183460469231731687303715884105727::HUGEINT, 12345678901234567.89::DECIMAL(20,2), 0.1::DOUBLE, DATE '0001-02-03', TIMESTAMP '2024-01-01 10:00:00.000001', [1, NULL], 'x'::BLOB)
      ) t(big, huge, price, real, day, seen, list, bytes)`,
    );
    const grid = open(table);
    const texts: (string | null)[] = [];
    for (const { name } of table.columns) texts.push(...(await rowsOf(grid, name, 0, 0)));
    expect(texts).toEqual([
      '9223372036854775807',
      '170141183460469231731687303715884105727',
      '12345678901234567.89',
      '0.1',
      '0001-02-03',
      '2024-01-01 10:00:00.000001',
      '[1, NULL]',
      'x',
    ]);
  });

  it('keep missing, empty text, NaN and infinity apart, also from texts that look like them', async () => {
    const table = await engine.table(
      `SELECT * FROM (VALUES ('NaN'::DOUBLE, ''), ('Infinity'::DOUBLE, 'nan'), ('-Infinity'::DOUBLE, 'inf'), (NULL, NULL)) t(x, words)`,
    );
    const grid = open(table);
    const shown = async (name: string): Promise<string[]> => {
      const { type } = table.columns.find((column) => column.name === name)!;
      return (await rowsOf(grid, name, 0, 3)).map((text) => cellWords(text, typeFamily(type)));
    };
    expect(await shown('x')).toEqual(['NaN', '∞', '−∞', 'missing']);
    expect(await shown('words')).toEqual(['empty text', 'nan', 'inf', 'missing']);
  });

  it('bring any row of a deep table in its place', async () => {
    const table = await engine.table('SELECT i AS id FROM range(400000) r(i)');
    const grid = open(table);
    expect(await rowsOf(grid, 'id', 399_998, 399_999)).toEqual(['399998', '399999']);
    expect(await rowsOf(grid, 'id', 255, 256)).toEqual(['255', '256']);
  });

  it('bring the columns in view only', async () => {
    const list = Array.from({ length: 500 }, (_, index) => `${index} AS c${index}`).join(', ');
    const grid = open(await engine.table(`SELECT ${list}`));
    expect(await rowsOf(grid, 'c499', 0, 0)).toEqual(['499']);
    expect(services.asked.every((sql) => !sql.includes('"c0"'))).toBe(true);
  });

  it('look up at most 48 rows of a view at once, which the engine does without reading the table', async () => {
    const grid = open(await engine.table('SELECT i AS id FROM range(400000) r(i)'));
    await grid.sortBy('id', true);
    expect(await rowsOf(grid, 'id', 200_000, 200_100)).toHaveLength(101);
    const spans = services.asked.flatMap((sql) => {
      const [, first, last] = /rowid BETWEEN (\d+) AND (\d+)/.exec(sql) ?? [];
      return first === undefined ? [] : [Number(last) - Number(first) + 1];
    });
    expect(spans.length).toBeGreaterThan(2);
    expect(Math.max(...spans)).toBe(48);
  });

  it('bring what is next to the view once the view has come', async () => {
    const grid = open(await engine.table('SELECT i AS a, i AS b, i AS c FROM range(1000) r(i)'));
    grid.tiles.want({ first: 160, last: 170 }, [0], [1]);
    await eventually(() => expect(grid.tiles.text(165, 1)).toBe('165'));
    expect(grid.tiles.text(176, 0)).toBe('176');
    expect(grid.tiles.text(159, 0)).toBe('159');
    expect(grid.tiles.text(165, 2)).toBeUndefined();
  });

  it('work where a column hides the row ids of the engine', async () => {
    const table = await engine.table(
      `SELECT 100 - i AS "RowID", i AS id, i AS row_number FROM range(300) r(i)`,
    );
    const grid = open(table);
    expect(await rowsOf(grid, 'id', 298, 299)).toEqual(['298', '299']);
    await grid.toggleSort('RowID');
    expect(await rowsOf(grid, 'id', 0, 1)).toEqual(['299', '298']);
  });

  it('cut long texts for the screen and bring them whole when asked', async () => {
    const table = await engine.table(`SELECT repeat('ab', 5000) AS x`);
    const grid = open(table);
    expect((await rowsOf(grid, 'x', 0, 0))[0]).toHaveLength(301);
    expect(await grid.lookup.wholeText(0, table.columns[0]!)).toHaveLength(10_000);
  });
});

describe('order', () => {
  it('keeps rows of equal value as they stand in the table, in both directions', async () => {
    const table = await engine.table('SELECT i AS id, i % 3 AS g FROM range(1000) r(i)');
    const grid = open(table);
    await grid.toggleSort('g');
    expect(await rowsOf(grid, 'id', 0, 3)).toEqual(['0', '3', '6', '9']);
    await grid.toggleSort('g');
    expect(await rowsOf(grid, 'id', 0, 3)).toEqual(['2', '5', '8', '11']);
    await grid.toggleSort('g');
    expect(await rowsOf(grid, 'id', 0, 3)).toEqual(['0', '1', '2', '3']);
  });

  it('puts missing values last in both directions', async () => {
    const grid = open(await engine.tableFromRows(['x'], [[null], [2], [1], [null]]));
    await grid.toggleSort('x');
    expect(await rowsOf(grid, 'x', 0, 3)).toEqual(['1', '2', null, null]);
    await grid.toggleSort('x');
    expect(await rowsOf(grid, 'x', 0, 3)).toEqual(['2', '1', null, null]);
  });

  it('orders by several columns, the first one first', async () => {
    const table = await engine.table('SELECT i AS id, i % 2 AS a, i % 3 AS b FROM range(12) r(i)');
    const grid = open(table);
    await grid.toggleSort('a');
    await grid.sortBy('b', true, true);
    expect(grid.sorts.map(({ column }) => column)).toEqual(['a', 'b']);
    expect(await rowsOf(grid, 'id', 0, 3)).toEqual(['2', '8', '4', '10']);
    await grid.toggleSort('a', true);
    expect(grid.sorts).toEqual([
      { column: 'a', descending: true },
      { column: 'b', descending: true },
    ]);
  });

  it('knows which row of the table stands where', async () => {
    const grid = open(await engine.table('SELECT i AS id FROM range(1000) r(i)'));
    expect(grid.tiles.sourceRow(7)).toBe(7);
    await grid.sortBy('id', true);
    await rowsOf(grid, 'id', 0, 0);
    expect(grid.tiles.sourceRow(0)).toBe(999);
    expect(await grid.lookup.positionOf(999)).toBe(0);
    await grid.setFilter({ test: 'range', column: 'id', max: '10' });
    expect(await grid.lookup.positionOf(10)).toBe(0);
    expect(await grid.lookup.positionOf(11)).toBeUndefined();
    expect(await grid.lookup.positionOf(1000)).toBeUndefined();
  });
});

describe('filters', () => {
  it('count what remains and page through it', async () => {
    const table = await engine.table(`SELECT i AS id, 'g' || i % 7 AS g FROM range(100000) r(i)`);
    const grid = open(table);
    await grid.setFilter({ test: 'values', column: 'g', values: ['g3'] });
    expect(grid.view.rowCount).toBe(14286);
    expect(await rowsOf(grid, 'id', 14_284, 14_285)).toEqual(['99991', '99998']);
    await grid.removeFilter('g');
    expect(grid.view.rowCount).toBe(100_000);
  });

  it('leave nothing where nothing fits', async () => {
    const grid = open(await engine.table(`SELECT 'a' AS x`));
    await grid.setSearch('b');
    expect(grid.view.rowCount).toBe(0);
  });

  it('count the values that the other filters leave', async () => {
    const table = await engine.table(
      `SELECT i AS id, CASE WHEN i % 4 = 0 THEN NULL ELSE 'v' || i % 4 END AS v FROM range(40) r(i)`,
    );
    const grid = open(table);
    await grid.setFilter({ test: 'range', column: 'id', max: '9' });
    await grid.setFilter({ test: 'values', column: 'v', values: ['v1'] });
    const column = table.columns[1]!;
    expect(await grid.values(column, { limit: 10 })).toEqual([
      { value: null, rows: 3 },
      { value: 'v1', rows: 3 },
      { value: 'v2', rows: 2 },
      { value: 'v3', rows: 2 },
    ]);
    expect(await grid.values(column, { limit: 10, containing: '3' })).toHaveLength(1);
  });

  it('are taken over by the next table of the same cell where the column is still there', async () => {
    const first = open(await engine.table(`SELECT i AS id, i % 2 AS g FROM range(10) r(i)`));
    await first.setFilter({ test: 'values', column: 'g', values: ['1'] });
    await first.toggleSort('id');
    const second = open(await engine.table(`SELECT i AS g FROM range(4) r(i)`), first.settings);
    await eventually(() => expect(second.view.rowCount).toBe(1));
    expect(second.sorts).toEqual([]);
  });
});

describe('two grids of one table', () => {
  it('filter together, and each has its own order', async () => {
    const table = await engine.table('SELECT i AS id, i % 10 AS g FROM range(1000) r(i)');
    services = createServices();
    const filter = new TableFilter(table);
    const [one, other] = [1, 2].map(() => new GridState(table, services, undefined, filter));
    await other!.sortBy('id', true);
    await one!.setFilter({ test: 'values', column: 'g', values: ['3'] });
    await eventually(() => expect(other!.view.rowCount).toBe(100));
    expect(await rowsOf(one!, 'id', 0, 1)).toEqual(['3', '13']);
    expect(await rowsOf(other!, 'id', 0, 1)).toEqual(['993', '983']);
    one!.close();
    await other!.clearFilters();
    expect(one!.view.rowCount).toBe(100);
    expect(other!.view.rowCount).toBe(1000);
  });
});

describe('newest wins', () => {
  it('shows the last of several changes made at once, and leaves one view', async () => {
    const grid = open(await engine.table('SELECT i AS id, i % 10 AS g FROM range(300000) r(i)'));
    const before = (await engine.query(listViewsQuery)).rowCount;
    await Promise.all([
      grid.setFilter({ test: 'values', column: 'g', values: ['1'] }),
      grid.setFilter({ test: 'values', column: 'g', values: ['2'] }),
      grid.setFilter({ test: 'values', column: 'g', values: ['3', '4'] }),
    ]);
    expect(grid.isWorking).toBe(false);
    expect(grid.view.rowCount).toBe(60_000);
    expect(await rowsOf(grid, 'id', 0, 1)).toEqual(['3', '4']);
    await eventually(async () =>
      expect((await engine.query(listViewsQuery)).rowCount).toBe(before + 1),
    );
    grid.close();
    await eventually(async () =>
      expect((await engine.query(listViewsQuery)).rowCount).toBe(before),
    );
  });

  it('does not load pages that have left the view', async () => {
    const grid = open(await engine.table('SELECT i AS id FROM range(300000) r(i)'));
    for (let row = 0; row < 200_000; row += 2_000)
      grid.tiles.want({ first: row, last: row + 20 }, [0]);
    expect(await rowsOf(grid, 'id', 250_000, 250_000)).toEqual(['250000']);
    expect(grid.tiles.text(100_000, 0)).toBeUndefined();
    expect(grid.tiles.error).toBeUndefined();
  });
});

describe('failures', () => {
  it('are shown, keep the rows that were there, and can be tried again', async () => {
    const table = await engine.table('SELECT i AS id FROM range(10) r(i)');
    const grid = open(table);
    const query = services.query;
    services.query = () => Promise.reject(new AppError('out_of_memory', 'no room'));
    await grid.setFilter({ test: 'range', column: 'id', max: '4' });
    expect(grid.error?.message).toBe('no room');
    expect(grid.view.rowCount).toBe(10);
    services.query = query;
    await grid.retry();
    expect(grid.error).toBeUndefined();
    expect(grid.view.rowCount).toBe(5);
  });
});

describe('copy', () => {
  const plain = { format: 'tsv', withNames: false, table: 't' } as const;

  it('writes what is selected in the order shown, whole and in full precision', async () => {
    const table = await engine.table(
      `SELECT * FROM (VALUES (9007199254740993, repeat('x', 400)), (9007199254740994, 'y')) t(n, s)`,
    );
    const grid = open(table);
    await grid.sortBy('n', true);
    const span = { rows: { first: 0, last: 1 }, columns: { first: 0, last: 1 } };
    expect(await grid.copyText(span, plain)).toBe(
      `9007199254740994\ty\n9007199254740993\t${'x'.repeat(400)}`,
    );
  });

  it('writes columns in the order they were put into', async () => {
    const grid = open(await engine.table('SELECT 1 AS a, 2 AS b, 3 AS c'));
    grid.columns.move('c', 0);
    const span = { rows: { first: 0, last: 0 }, columns: { first: 0, last: 2 } };
    expect(await grid.copyText(span, { ...plain, withNames: true })).toBe('c\ta\tb\n3\t1\t2');
  });

  it('brings many rows in pieces, in their order, and says how far it is', async () => {
    const grid = open(await engine.table('SELECT i AS id FROM range(50000) r(i)'));
    const span = { rows: { first: 0, last: 49_999 }, columns: { first: 0, last: 0 } };
    const shares: number[] = [];
    const onProgress = (share: number): void => void shares.push(share);
    const lines = (await grid.copyText(span, { ...plain, onProgress })).split('\n');
    expect(lines).toHaveLength(50_000);
    expect(lines.every((line, index) => line === String(index))).toBe(true);
    expect(shares).toEqual([0.4, 0.8, 1]);
  });

  it('refuses more cells than a spreadsheet can take, and says how many', async () => {
    const grid = open(await engine.table(`SELECT i AS id FROM range(${copyLimitCells + 1}) r(i)`));
    const span = { rows: { first: 0, last: copyLimitCells }, columns: { first: 0, last: 0 } };
    await expect(grid.copyText(span, plain)).rejects.toThrow(
      'These are 500,001 cells. At most 500,000 cells can be copied at once.',
    );
  });

  it('refuses more characters than a clipboard can take', async () => {
    const grid = open(await engine.table(`SELECT repeat('x', 1000000) AS s FROM range(60)`));
    const span = { rows: { first: 0, last: 59 }, columns: { first: 0, last: 0 } };
    await expect(grid.copyText(span, plain)).rejects.toThrow(
      'The first 60 rows are more than 50,000,000 characters.',
    );
  });
});
