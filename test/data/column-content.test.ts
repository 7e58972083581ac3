import { beforeAll, describe, expect, it } from 'vitest';
import { contentQuery, readContents } from '../../src/data/column-content';
import { createNodeEngine, type NodeEngine } from '../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

async function contents(name: string, select: string): Promise<Map<string, string>> {
  const { relation, columns } = await engine.table(select, name);
  const answer = await engine.query(contentQuery(relation, columns));
  return new Map(readContents(answer, columns));
}

describe('the content of a column', () => {
  it('is the same under another name and in another order, and no other', async () => {
    const first = await contents(
      'first',
      `SELECT i AS a, i + 1 AS b, nullif(i, 3) AS c, 't' || i AS d, i::INTEGER AS e FROM range(500) r(i)`,
    );
    const second = await contents(
      'second',
      `SELECT 499 - i AS x, nullif(i, 4) AS y, 't' || i AS d FROM range(500) r(i) ORDER BY hash(i)`,
    );
    expect(second.get('x')).toBe(first.get('a'));
    expect(second.get('d')).toBe(first.get('d'));
    const all = [...first.values(), second.get('y')];
    expect(new Set(all).size).toBe(all.length);
  });

  it('tells equal values that stand more or less often apart', async () => {
    const twice = await contents('twice', 'SELECT unnest([1, 1, 2, 2]) AS a');
    const thrice = await contents('thrice', 'SELECT unnest([1, 1, 1, 2]) AS a');
    const none = await contents('none', 'SELECT 1 AS a WHERE false');
    expect(new Set([twice.get('a'), thrice.get('a'), none.get('a')]).size).toBe(3);
  });
});
