import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { compareValues, toSetSketch, type ValueSketch } from '../../../src/data/value-sketch';
import { sketchValues } from '../../../src/state/source/sketch-values';
import overlaps from '../../fixtures/sketch/overlaps.json';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
const tables = new Map<string, TableInfo>();

const sketch = async (table: TableInfo): Promise<Map<string, ValueSketch>> =>
  new Map(await sketchValues(engine.query, table));

async function sketchOf(select: string): Promise<Map<string, ValueSketch>> {
  return sketch(await engine.table(select));
}

const sharedOf = (first: ValueSketch, second: ValueSketch): number =>
  compareValues(toSetSketch(first), toSetSketch(second)).shared.share;

beforeAll(async () => {
  engine = await createNodeEngine();
  const names = new Set(overlaps.flatMap(({ first, second }) => [first[0]!, second[0]!]));
  for (const name of names) {
    const text = readFileSync(`node_modules/vega-datasets/data/${name}.csv`, 'utf8');
    const path = await engine.session.registerFile(`${name}.csv`, new Blob([text]));
    tables.set(name, await engine.table(`SELECT * FROM read_csv('${path}', all_varchar = true)`));
  }
});

describe('sketches of the values of a table', () => {
  it.each(overlaps)(
    'hold $first against $second as exact counts do',
    async ({ first, second, ...exact }) => {
      const one = (await sketch(tables.get(first[0]!)!)).get(first[1]!)!;
      const other = (await sketch(tables.get(second[0]!)!)).get(second[1]!)!;
      const found = compareValues(toSetSketch(one), toSetSketch(other));
      expect([one.distinct, other.distinct]).toEqual(exact.distinct);
      for (const name of ['firstInSecond', 'secondInFirst', 'shared'] as const) {
        const { low, high } = found[name];
        expect(exact[name]).toBeGreaterThanOrEqual(low - 0.02);
        expect(exact[name]).toBeLessThanOrEqual(high + 0.02);
      }
    },
  );

  it('are the same for the same numbers of any type, and times of any type', async () => {
    const found =
      await sketchOf(`SELECT i::INTEGER AS a, i::DOUBLE AS b, i::DECIMAL(12, 2) AS c, i::HUGEINT AS d,
      DATE '2020-01-01' + i::INTEGER AS e, (DATE '2020-01-01' + i::INTEGER)::TIMESTAMP AS f, i::VARCHAR AS g
      FROM range(3000) r(i)`);
    const hashes = (name: string): string => found.get(name)!.hashes;
    expect(new Set(['a', 'b', 'c', 'd'].map(hashes)).size).toBe(1);
    expect(hashes('e')).toBe(hashes('f'));
    expect(new Set(['a', 'e', 'g'].map(hashes)).size).toBe(3);
  });

  it('are the same whatever the order of rows, missing values and how often each value stands', async () => {
    const one = await sketchOf('SELECT i AS a FROM range(5000) r(i)');
    const other = await sketchOf(
      'SELECT CASE WHEN j = 0 THEN 4999 - i END AS b FROM range(5000) r(i), range(3) s(j) ORDER BY hash(i)',
    );
    expect(other.get('b')!.hashes).toBe(one.get('a')!.hashes);
    expect(other.get('b')!.rows).toBe(5000);
  });

  it('leave out what makes no key: few values, numbers with decimals, lists', async () => {
    const found = await sketchOf(
      `SELECT i AS id, i % 2 = 0 AS flag, i % 9 AS few, i / 7 AS measured, [i] AS list, NULL::INTEGER AS none,
        'NaN'::DOUBLE AS odd FROM range(1000) r(i)`,
    );
    expect([...found.keys()]).toEqual(['id']);
  });

  it('are hashes that later versions of the engine must make too, for those that are kept', async () => {
    const { hashes, ...facts } = (await sketchOf('SELECT i AS a FROM range(12) r(i)')).get('a')!;
    expect(facts).toEqual({
      family: 'number',
      rows: 12,
      distinct: 12,
      isEstimate: false,
      low: 0,
      high: 11,
      isWhole: true,
    });
    expect(hashes).toMatchInlineSnapshot(
      `"B0LBznVxJJD6VM2PQXmwYeDAR7Zf1RtvWTkwYnurXGywl8uidy21q5bxmSR1eCdZpApBOSbmq9wmLvZnvp-wGDKg6emo-bsD"`,
    );
  });

  it('of two columns without a common value have none in common', async () => {
    const found = await sketchOf('SELECT i AS a, i + 1000000 AS b FROM range(100000) r(i)');
    expect(sharedOf(found.get('a')!, found.get('b')!)).toBe(0);
    expect(sharedOf(found.get('a')!, found.get('a')!)).toBe(1);
  });
});
