import { beforeAll, describe, expect, it } from 'vitest';
import { readColumns } from '../../../src/data/columns';
import type { TableInfo } from '../../../src/data/table';
import { ColumnValues, valuesPageLength } from '../../../src/state/grid/column-values.svelte';
import { listViewsQuery } from '../../../src/state/grid/grid-query';
import type { GridServices } from '../../../src/state/grid/grid.svelte';
import { TableFilter } from '../../../src/state/filter/table-filter.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { eventually } from '../../support/eventually';

let engine: NodeEngine;
let services: GridServices;

beforeAll(async () => {
  engine = await createNodeEngine();
  services = {
    query: async (sql, signal) => readColumns(await engine.session.query(sql, signal)),
    work: (signal, task) => task(signal),
  };
});

interface Opened {
  values: ColumnValues;
  filter: TableFilter;
  settled(): Promise<void>;
}

const open = async (table: TableInfo, name: string): Promise<Opened> => {
  const filter = new TableFilter(table);
  const column = table.columns.find((known) => known.name === name)!;
  const values = new ColumnValues(services, filter, column);
  const settled = (): Promise<void> => eventually(() => expect(values.isWorking).toBe(false));
  await settled();
  return { values, filter, settled };
};

const shown = ({ rows }: ColumnValues): (string | null)[] => rows!.map(({ value }) => value);

describe('values of a column', () => {
  it('pages 400,000 of them, each once, in the order of their rows', async () => {
    const table = await engine.table(
      `SELECT 'v' || lpad((i % 400000)::VARCHAR, 6, '0') AS v FROM range(400100) r(i)`,
    );
    const { values } = await open(table, 'v');
    expect(values.valueCount).toBe(400_000);
    expect(values.pageCount).toBe(8000);
    expect(shown(values)[0]).toBe('v000000');
    expect(values.rows![0]!.rows).toBe(2);
    await values.turnTo(1);
    expect(shown(values).at(-1)).toBe('v000099');
    await values.turnTo(99_999);
    expect(values.page).toBe(7999);
    expect(shown(values)).toHaveLength(valuesPageLength);
    expect(shown(values).at(-1)).toBe('v399999');
    values.close();
  });

  it('orders numbers as numbers, missing last, and keeps empty text apart', async () => {
    const table = await engine.table(
      `SELECT * FROM (VALUES (10, 'a'), (9, ''), (NULL, NULL), (10, 'a'), (100, 'b')) t(n, s)`,
    );
    const numbers = await open(table, 'n');
    expect(shown(numbers.values)).toEqual(['10', '9', '100', null]);
    numbers.values.sortBy('value');
    await numbers.settled();
    expect(shown(numbers.values)).toEqual(['9', '10', '100', null]);
    const texts = await open(table, 's');
    expect(shown(texts.values)).toEqual(['a', '', 'b', null]);
    numbers.values.close();
    texts.values.close();
  });

  it('finds values by a part of their text, whatever the case', async () => {
    const table = await engine.table(
      `SELECT ['North', 'South', 'east', '100%'][(i % 4 + 1)::INTEGER] AS v FROM range(8) r(i)`,
    );
    const { values, settled } = await open(table, 'v');
    values.search('TH');
    await settled();
    expect(shown(values)).toEqual(['North', 'South']);
    expect(values.rowCount).toBe(4);
    values.search('%');
    await settled();
    expect(shown(values)).toEqual(['100%']);
    values.search("';--");
    await settled();
    expect(shown(values)).toEqual([]);
    values.close();
  });

  it('counts over the rows that other conditions leave, not over those of its own', async () => {
    const table = await engine.table(`SELECT i % 3 AS v, i % 2 AS w FROM range(60) r(i)`);
    const { values, filter, settled } = await open(table, 'v');
    values.toggle('1');
    await settled();
    expect(values.chosen).toEqual(['1']);
    expect(filter.where).toContain('"v"');
    expect(values.rowCount).toBe(60);
    filter.setFilter({ test: 'values', column: 'w', values: ['0'] });
    await settled();
    expect(values.rowCount).toBe(30);
    values.toggle('1');
    expect(filter.filterOf('v')).toBeUndefined();
    values.close();
  });

  it('leaves no list behind, also where a newer one was asked for at once', async () => {
    const table = await engine.table(`SELECT i % 100 AS v FROM range(1000) r(i)`);
    const { values, settled } = await open(table, 'v');
    values.search('1');
    values.search('2');
    values.sortBy('value');
    await settled();
    expect(shown(values)[0]).toBe('2');
    values.close();
    await eventually(async () =>
      expect((await engine.query(listViewsQuery)).texts('name')).toEqual([]),
    );
  });

  it('says what failed, and tries again', async () => {
    const table = await engine.table(`SELECT i AS v FROM range(10) r(i)`);
    const broken = { ...table, relation: '"gone"' };
    const { values } = await open(broken, 'v');
    expect(values.error!.message).toContain('gone');
    expect(values.rows).toBeUndefined();
    values.close();
  });
});
