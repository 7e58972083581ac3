import { beforeAll, describe, expect, it } from 'vitest';
import combineTables from '../../../src/operators/source/combine';
import type { CombineResult } from '../../../src/operators/source/combine';
import type { TableInfo } from '../../../src/data/table';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

const combine = async (
  selects: string[],
  labels: string[],
  params: object = {},
): Promise<CombineResult> => {
  const tables: TableInfo[] = [];
  for (const select of selects) tables.push(await engine.table(select));
  const named = labels.map((label, index) => [tables[index]!.fingerprint, label]);
  return engine.run<CombineResult>(combineTables, { tables }, { ...params, labels: named });
};

describe('tables put together', () => {
  it('match by name, whatever the order and case, and say where each row is from', async () => {
    const result = await combine(
      [`SELECT 1 AS id, 'a' AS word`, `SELECT 'b' AS WORD, 2 AS id`, `SELECT 3 AS id, 'c' AS word`],
      ['one.csv', "o'two.csv", '__proto__'],
    );
    const rows = await engine.query(`SELECT * FROM ${result.table.relation}`);
    expect(rows.names).toEqual(['source_file', 'id', 'word']);
    expect(rows.texts('source_file')).toEqual(['one.csv', "o'two.csv", '__proto__']);
    expect(rows.texts('id')).toEqual(['1', '2', '3']);
    expect(rows.texts('word')).toEqual(['a', 'b', 'c']);
    expect(combineTables.describe(result, {})).toEqual([
      {
        level: 'good',
        text: '3 rows × 3 columns, from 3 tables put together by the names of their columns.',
      },
    ]);
  });

  it('say what differs: columns that are missing, types that are others', async () => {
    const result = await combine(
      [
        `SELECT 1::INTEGER AS id, 2.5::DOUBLE AS x, 'k' AS code`,
        `SELECT 9223372036854775807 AS id, 7 AS code`,
      ],
      ['a', 'b'],
      { labelled: false },
    );
    const rows = await engine.query(
      `SELECT id::VARCHAR AS id, x, code FROM ${result.table.relation}`,
    );
    expect(rows.texts('id')).toEqual(['1', '9223372036854775807']);
    expect(Array.from(rows.values('x'))).toEqual([2.5, null]);
    expect(rows.texts('code')).toEqual(['k', '7']);
    expect(combineTables.describe(result, {}).slice(1)).toEqual([
      { level: 'warning', text: '"x" is missing in 1 of 2 tables ("b"); it has no values there.' },
      {
        level: 'info',
        text: '"id" is INTEGER in some and BIGINT in others; as BIGINT it holds all of them.',
      },
      {
        level: 'warning',
        text: '"code" is VARCHAR in some and INTEGER in others; it is kept as text.',
      },
    ]);
  });

  it('name the column of the source so that it meets no other', async () => {
    const result = await combine([`SELECT 'x' AS source_file`], []);
    expect(result.table.columns.map(({ name }) => name)).toEqual(['source_file_1', 'source_file']);
  });
});
