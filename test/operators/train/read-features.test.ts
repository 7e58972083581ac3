import { beforeAll, describe, expect, it } from 'vitest';
import type { FeatureColumn } from '../../../src/data/features';
import type { TableInfo } from '../../../src/data/table';
import { heldOutRows, readFeatures, readTarget } from '../../../src/operators/train/read-features';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(`
    SELECT CASE WHEN i = 3 THEN NULL ELSE i * 1.5 END::DOUBLE AS size,
      9007199254740993 + i AS big,
      (i / 4.0)::DECIMAL(18, 3) AS exact,
      i % 2 = 0 AS flag,
      CASE WHEN i % 5 = 0 THEN NULL ELSE 'g' || (i % 3) END AS "se""lect",
      DATE '2020-01-01' + i::INT AS day,
      CASE WHEN i = 1 THEN 'infinity'::TIMESTAMP ELSE TIMESTAMP '2020-01-01 06:00:00' + INTERVAL (i) HOUR END AS moment,
      TIME '00:00:10' + INTERVAL (i) SECOND AS clock,
      [i, i + 1] AS list,
      CASE WHEN i = 2 THEN 'NaN'::DOUBLE ELSE (i % 2)::DOUBLE END AS code,
      CASE i % 3 WHEN 0 THEN 'low' WHEN 1 THEN 'high' END AS answer,
      (i % 12)::INTEGER AS grade
    FROM range(60) r(i)`);
}, 60_000);

const readOne = async (name: string): Promise<FeatureColumn> =>
  (await readFeatures(engine.context(), table, [name])).columns[0]!;

const numbers = async (name: string): Promise<number[]> => {
  const column = await readOne(name);
  if (column.kind !== 'number') throw new Error(`${name} is read as ${column.kind}`);
  return [...column.values].slice(0, 4);
};

describe('readFeatures', () => {
  it('reads numbers of every type as doubles, NaN where missing', async () => {
    expect(await numbers('size')).toEqual([0, 1.5, 3, NaN]);
    expect(await numbers('exact')).toEqual([0, 0.25, 0.5, 0.75]);
    expect((await numbers('big'))[0]).toBe(9007199254740992);
  });

  it('reads booleans as 0 and 1', async () => {
    expect(await numbers('flag')).toEqual([1, 0, 1, 0]);
  });

  it('reads dates and times as ms since 1970 UTC, infinite ones as missing, and marks them', async () => {
    expect((await numbers('day'))[1]).toBe(Date.UTC(2020, 0, 2));
    expect((await numbers('moment')).slice(0, 3)).toEqual([
      Date.UTC(2020, 0, 1, 6),
      NaN,
      Date.UTC(2020, 0, 1, 8),
    ]);
    expect(await readOne('day')).toMatchObject({ isDate: true });
    expect(await readOne('size')).not.toHaveProperty('isDate');
  });

  it('reads categories as codes, -1 where missing, whatever the name', async () => {
    const column = await readOne('se"lect');
    if (column.kind !== 'category') throw new Error('not a category');
    expect([...column.codes].slice(0, 4).map((code) => column.labels[code] ?? null)).toEqual([
      null,
      'g1',
      'g2',
      'g0',
    ]);
  });

  it('reads many columns in the order asked for', async () => {
    const names = table.columns.map((column) => column.name).reverse();
    const { columns, rowCount } = await readFeatures(engine.context(), table, names);
    expect(columns.map((column) => column.name)).toEqual(names);
    expect(rowCount).toBe(60);
  });

  it('refuses a column that is not there, and says which are', async () => {
    await expect(readFeatures(engine.context(), table, ['nope'])).rejects.toMatchObject({
      code: 'unknown_column',
      message: expect.stringContaining('unknown column: nope: the table has size, big, exact'),
    });
  });
});

describe('readTarget', () => {
  const read = (name: string, ...rest: [string[]?, ('auto' | 'classification' | 'regression')?]) =>
    readTarget(engine.context(), table, name, ...rest);

  it('takes more than 20 distinct numbers for a regression', async () => {
    expect(await read('size')).toMatchObject({ task: 'regression', name: 'size' });
  });

  it('takes few numbers for classes, sorted by value', async () => {
    const target = await read('grade');
    if (target.task === 'regression') throw new Error('a regression');
    expect(target.task).toBe('multiclass');
    expect(target.classes.slice(0, 3)).toEqual(['0', '1', '2']);
    expect(target.classes.at(-1)).toBe('11');
  });

  it('takes texts for classes, sorted, -1 where missing', async () => {
    const target = await read('answer');
    if (target.task === 'regression') throw new Error('a regression');
    expect(target).toMatchObject({ task: 'binary', classes: ['high', 'low'] });
    expect([...target.codes].slice(0, 3)).toEqual([1, 0, -1]);
  });

  it('writes classes of doubles without decimals, and counts NaN as missing', async () => {
    const target = await read('code');
    if (target.task === 'regression') throw new Error('a regression');
    expect(target.classes).toEqual(['0', '1']);
    expect([...target.codes].slice(0, 3)).toEqual([0, 1, -1]);
  });

  it('keeps to the classes of a model: other labels count as missing, none means a regression', async () => {
    const target = await read('answer', ['low', 'other']);
    if (target.task === 'regression') throw new Error('a regression');
    expect([...target.codes].slice(0, 3)).toEqual([0, -1, -1]);
    expect(await read('grade', [])).toMatchObject({ task: 'regression' });
  });

  it('does what it is told', async () => {
    expect(await read('grade', undefined, 'regression')).toMatchObject({ task: 'regression' });
    expect(await read('size', undefined, 'classification')).toMatchObject({ task: 'multiclass' });
  });
});

describe('heldOutRows', () => {
  const of = (parts: number[]) =>
    heldOutRows({ split: { assignment: Uint8Array.from(parts) } as never });

  it('are the test rows, or the validation rows where there are none', () => {
    expect([...of([0, 1, 2, 2, 3])]).toEqual([2, 3]);
    expect([...of([0, 1, 1, 3])]).toEqual([1, 2]);
  });
});
