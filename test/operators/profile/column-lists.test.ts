import { beforeAll, describe, expect, it } from 'vitest';
import profileColumn, { type ColumnReport } from '../../../src/operators/profile/column';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

async function look(select: string, column = 'l'): Promise<ColumnReport> {
  const table = await engine.table(select);
  return engine.run<ColumnReport>(profileColumn, { table }, { column });
}

const tableOf = (report: ColumnReport, title: string): unknown[][] | undefined =>
  [profileColumn.table!(report, {} as never)].flat().find((table) => table.title === title)?.rows;

describe('the statistics of lists', () => {
  it('are those of a count by hand: lengths, values, missing ones', async () => {
    const report = await look(`SELECT CASE WHEN i % 10 = 9 THEN NULL
      ELSE [CASE WHEN x = 2 THEN NULL ELSE (x * 7 + i) % 5 END FOR x IN range(i % 4)] END AS l FROM range(100) AS r(i)`);
    const lists = Array.from({ length: 100 }, (_, i) =>
      i % 10 === 9
        ? undefined
        : Array.from({ length: i % 4 }, (_, x) => (x === 2 ? null : (x * 7 + i) % 5)),
    ).filter((list) => list !== undefined);
    const items = lists.flat();
    const { list } = report.column;
    expect(list).toMatchObject({
      length: { min: 0, max: 3, mean: items.length / lists.length },
      lengths: [0, 1, 2, 3].map((length) => ({
        from: length,
        count: lists.filter((each) => each.length === length).length,
      })),
      empty: lists.filter(({ length }) => length === 0).length,
      items: items.length,
      missingItems: items.filter((item) => item === null).length,
      distinctItems: new Set(items.filter((item) => item !== null)).size,
    });
    for (const { value, count } of list!.topItems)
      expect(count).toBe(items.filter((item) => String(item) === value).length);
    expect(tableOf(report, 'Most frequent values in the lists')).toHaveLength(5);
    expect(profileColumn.figures!(report, {} as never).map(({ title }) => title)).toContain(
      'l: most frequent values in its lists',
    );
  });

  it('count the members of objects, alone and in lists, whatever they are called', async () => {
    const inLists = await look(
      `SELECT [{'__proto__': i, 'v': CASE WHEN i % 2 = 0 THEN 'a' END}] AS l FROM range(10) AS r(i)`,
    );
    expect(tableOf(inLists, 'Members of the objects')).toEqual([
      ['__proto__', 10, 1],
      ['v', 5, 0.5],
    ]);
    const alone = await look(
      `SELECT CASE WHEN i > 4 THEN {'x"y': i, 'z': [i]} END AS l FROM range(10) AS r(i)`,
    );
    expect(alone.column.members).toEqual([
      { name: 'x"y', present: 5 },
      { name: 'z', present: 5 },
    ]);
    expect(alone.column.list).toBeUndefined();
  });

  it('are bins of equal width where there are many lengths', async () => {
    const { column } = await look(`SELECT range(i * 3) AS l FROM range(200) AS r(i)`);
    expect(column.list!.lengths.length).toBeLessThanOrEqual(50);
    expect(column.list!.lengths.reduce((sum, { count }) => sum + count, 0)).toBe(200);
    expect(column.list!.length).toEqual({ min: 0, mean: 298.5, max: 597 });
  });

  it.each([
    ['no rows', 'SELECT []::BIGINT[] AS l WHERE false'],
    ['nothing but missing', 'SELECT NULL::BIGINT[] AS l FROM range(3)'],
    ['empty lists', 'SELECT []::BIGINT[] AS l FROM range(3)'],
    ['lists in lists', 'SELECT [[1], [], NULL] AS l FROM range(3)'],
    ['columns called as a statement may call its own', 'SELECT [1] AS l, 2 AS n, 3 AS v, 4 AS c'],
  ])('are there for %s', async (_, select) => {
    const report = await look(select);
    expect(report.column.list).toBeDefined();
    expect(profileColumn.describe(report, {} as never).length).toBeGreaterThan(0);
  });
});
