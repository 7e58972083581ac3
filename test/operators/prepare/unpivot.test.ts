import { beforeAll, describe, expect, it } from 'vitest';
import unpivot, { type UnpivotResult } from '../../../src/operators/prepare/unpivot';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

const run = async (params: object): Promise<{ result: UnpivotResult; rows: unknown[][] }> => {
  const table = await engine.tableFromRows(
    ['name', 'a', 'b', 'word'],
    [
      ['x', 1, null, 'p'],
      ['y', 2, 3, null],
    ],
  );
  const result = await engine.run<UnpivotResult>(unpivot, { table }, params);
  const answer = await engine.query(`SELECT * FROM ${result.table.relation}`);
  const columns = answer.names.map((name) => answer.texts(name));
  const rows = Array.from({ length: answer.rowCount }, (_, row) => columns.map((c) => c[row]));
  return { result, rows: [[...answer.names], ...rows] };
};

describe('unpivot', () => {
  it('makes a row of each value that is there, of all columns of numbers by default', async () => {
    const { rows, result } = await run({ name: 'measure' });
    expect(rows).toEqual([
      ['name', 'word', 'measure', 'value'],
      ['x', 'p', 'a', '1'],
      ['y', null, 'a', '2'],
      ['y', null, 'b', '3'],
    ]);
    expect(result).toMatchObject({ unpivoted: 2, kept: 2, rowsRead: 2, isText: false });
  });

  it('keeps rows for missing values when asked to', async () => {
    const { rows } = await run({ columns: ['a', 'b'], missing: true });
    expect(rows).toHaveLength(5);
    expect(rows[0]).toEqual(['name', 'word', 'name_1', 'value']);
  });

  it('makes texts of values of several types, and says so', async () => {
    const { rows, result } = await run({ columns: ['a', 'word'], name: 'k' });
    expect(rows.slice(1)).toEqual([
      ['x', null, 'a', '1'],
      ['x', null, 'word', 'p'],
      ['y', '3', 'a', '2'],
    ]);
    const words = unpivot.describe(result, { missing: false } as never);
    expect(words.at(-1)!.text).toContain('their values became texts');
  });
});
