import { beforeAll, describe, expect, it } from 'vitest';
import {
  duplicateRowsQuery,
  mayTellRows,
  readDuplicateRows,
  tellsRows,
  type DuplicateRows,
} from '../../../src/methods/profile/duplicate-rows';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

async function repeats(select: string): Promise<DuplicateRows> {
  const { relation, columns } = await engine.table(select);
  const names = columns.map(({ name }) => name);
  return readDuplicateRows(await engine.query(duplicateRowsQuery(relation, names)));
}

describe('duplicate rows', () => {
  it('counts rows that repeat an earlier one, the different ones among them, and the most frequent', async () => {
    const found = await repeats(
      'SELECT i % 3 AS a, CASE WHEN i < 5 THEN 1 END AS b FROM range(10) r(i)',
    );
    expect(found).toEqual({ repeats: 4, groups: 4, most: 2 });
  });

  it('takes missing for equal to missing, and NaN to NaN, but not one for the other', async () => {
    const found = await repeats(
      `SELECT unnest(['NaN'::DOUBLE, 'NaN'::DOUBLE, NULL, NULL, NULL, 1.0]) AS a`,
    );
    expect(found).toEqual({ repeats: 3, groups: 2, most: 3 });
  });

  it('does not take a column called h for the hashes', async () => {
    const found = await repeats(
      'SELECT i AS h, i % 2 AS d FROM (SELECT i // 2 AS i FROM range(8) r(i))',
    );
    expect(found).toEqual({ repeats: 4, groups: 4, most: 2 });
  });

  it('finds none where all rows differ, or where there are none', async () => {
    const none = { repeats: 0, groups: 0, most: 0 };
    expect(await repeats('SELECT i AS a FROM range(1000) r(i)')).toEqual(none);
    expect(await repeats('SELECT 1 AS a WHERE false')).toEqual(none);
  });

  it('compares values of every type', async () => {
    const found = await repeats(
      `SELECT [i % 2] AS l, {'a': i % 2} AS s, (i % 2)::VARCHAR::BLOB AS b, to_days((i % 2)::INTEGER) AS t,
        MAP {'k': i % 2} AS m FROM range(6) r(i)`,
    );
    expect(found).toEqual({ repeats: 4, groups: 2, most: 3 });
  });

  it('need not be looked for where one column, exactly counted, differs in every row', () => {
    const counted = (distinct: number): { values: { distinct: number } } => ({
      values: { distinct },
    });
    expect(tellsRows([counted(3), counted(10)], 10)).toBe(true);
    expect(tellsRows([counted(3), counted(9)], 10)).toBe(false);
    expect(tellsRows([], 0)).toBe(false);
    expect([6, 7, 14].map((distinct) => mayTellRows({ distinct }, 10))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
