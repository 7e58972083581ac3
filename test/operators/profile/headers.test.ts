import { beforeAll, describe, expect, it } from 'vitest';
import type { HeaderPicture } from '../../../src/methods/profile/header-pictures';
import profileHeaders, { type HeadersReport } from '../../../src/operators/profile/headers';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

async function draw(select: string, params: object = {}): Promise<HeadersReport> {
  return engine.run<HeadersReport>(profileHeaders, { table: await engine.table(select) }, params);
}

async function drawOne(expression: string, where = ''): Promise<HeaderPicture> {
  const report = await draw(`SELECT ${expression} AS x, i FROM range(1000) AS r(i)`, {
    where,
    columns: ['x'],
  });
  return report.columns[0]!;
}

describe('profile.headers', () => {
  it('counts numbers in twenty bins that hold every finite value', async () => {
    const { picture, missingShare, distinct } = await drawOne(
      "CASE WHEN i < 100 THEN NULL WHEN i = 100 THEN 'inf'::DOUBLE WHEN i = 101 THEN 'NaN'::DOUBLE ELSE i / 7 END",
    );
    expect(missingShare).toBeCloseTo(0.1, 12);
    expect(distinct).toBe(899);
    expect(picture).toMatchObject({ kind: 'histogram' });
    if (picture.kind !== 'histogram') return;
    expect(picture.edges).toHaveLength(21);
    expect(picture.counts.reduce((sum, count) => sum + count, 0)).toBe(898);
    expect(picture.totals).toBeUndefined();
  });

  it('counts whole numbers in bins that hold as many of them each', async () => {
    const { picture } = await drawOne('(i * 7) % 40');
    expect(picture).toEqual({
      kind: 'histogram',
      edges: Array.from({ length: 21 }, (_, bin) => 2 * bin - 0.5),
      counts: new Array(20).fill(50),
    });
  });

  it('counts negative, long and unsigned whole numbers and decimals right', async () => {
    for (const expression of [
      'i - 500',
      '9007199254740000 + i',
      'i::UBIGINT * 3',
      'i::HUGEINT - 400',
      'i::DECIMAL(10, 2) / 3',
      'i::FLOAT / 3',
    ]) {
      const { picture } = await drawOne(`CASE WHEN i % 9 = 0 THEN NULL ELSE ${expression} END`);
      if (picture.kind !== 'histogram') throw new Error(`no histogram of ${expression}`);
      expect(picture.counts.reduce((sum, count) => sum + count, 0)).toBe(888);
      expect(Math.min(...picture.counts.slice(0, -1))).toBeGreaterThan(30);
    }
  });

  it('names the six most frequent values of a category, and counts the others', async () => {
    const { picture, distinct } = await drawOne("'k' || least(i % 20, 8)");
    expect(distinct).toBe(9);
    expect(picture).toEqual({
      kind: 'values',
      labels: ['k8', 'k0', 'k1', 'k2', 'k3', 'k4'],
      counts: [600, 50, 50, 50, 50, 50],
      others: 150,
    });
  });

  it('counts the rows that meet a condition in the bins and values of all rows', async () => {
    const number = await drawOne('i % 40', 'i < 250 AND x IS NOT NULL');
    expect(number).toMatchObject({ missingShare: 0, distinctIsEstimate: true });
    expect(number.picture).toMatchObject({ totals: new Array(20).fill(50) });
    const { counts } = number.picture;
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(250);
    const category = await drawOne(
      "CASE WHEN i < 900 THEN 'a' || i % 3 END",
      'i % 3 = 0 OR i >= 900',
    );
    expect(category.missingShare).toBeCloseTo(0.25, 12);
    expect(category.distinct).toBe(1);
    expect(category.picture).toEqual({
      kind: 'values',
      labels: ['a0', 'a1', 'a2'],
      counts: [300, 0, 0],
      others: 0,
      totals: [300, 300, 300],
    });
  });

  it('says how many rows meet the condition', async () => {
    const select = 'SELECT i AS x FROM range(100) AS r(i)';
    expect((await draw(select)).rows).toBe(100);
    expect((await draw(select, { where: 'x >= 90' })).rows).toBe(10);
    expect((await draw(select, { where: 'x > 1e9' })).rows).toBe(0);
    expect((await draw(select, { where: 'x > 1e9' })).columns[0]!.missingShare).toBe(0);
  });

  it('draws dates and times as a histogram of milliseconds', async () => {
    const { picture } = await drawOne("DATE '2024-01-01' + (i % 100)::INTEGER");
    if (picture.kind !== 'histogram') throw new Error('no histogram');
    expect(picture.edges[0]).toBe(Date.parse('2024-01-01T00:00:00Z'));
    expect(picture.edges.at(-1)).toBe(Date.parse('2024-04-09T00:00:00Z'));
    expect(picture.counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
  });

  it('draws nothing of identifiers, and counts their values', async () => {
    const { picture, distinct } = await drawOne("'K-' || (1000 + i)", 'i < 10');
    expect(picture).toEqual({ kind: 'values', labels: [], counts: [], others: 0 });
    expect(distinct).toBeGreaterThan(5);
  });

  it('works on odd types, hostile names and no rows', async () => {
    const odd = await draw(
      `SELECT [i % 2] AS "a ""b""", {'s': i % 2} AS "c0", i % 2 = 0 AS "f", TIME '10:00:00' AS "x'y",
        (i % 2)::UHUGEINT AS "__proto__" FROM range(1000) AS r(i)`,
      { where: 'f' },
    );
    expect(odd.columns.map(({ name }) => name)).toEqual(['a "b"', 'c0', 'f', "x'y", '__proto__']);
    expect(odd.columns[2]!.picture).toMatchObject({ labels: ['false', 'true'], counts: [0, 500] });
    const none = await draw('SELECT 1 AS a, 2.5 AS b WHERE false');
    expect(none).toMatchObject({ rows: 0, columns: [{ missingShare: 0 }, { missingShare: 0 }] });
  });

  it('draws a hundred columns', async () => {
    const columns = Array.from({ length: 100 }, (_, at) => `i % ${at + 1} AS c${at}`);
    const { columns: pictures } = await draw(
      `SELECT ${columns.join(', ')} FROM range(500) AS r(i)`,
    );
    expect(pictures).toHaveLength(100);
    expect(pictures.every(({ picture }) => picture.counts.length > 0)).toBe(true);
  });

  it('refuses a condition that is no SQL, with its place', async () => {
    await expect(draw('SELECT 1 AS a', { where: 'a >' })).rejects.toMatchObject({
      code: 'query_failed',
    });
  });

  it('counts texts by their length, and the rows that meet a condition among them', async () => {
    const text = "'word ' || repeat('é ', i % 40) || ' end of ' || i";
    const { picture } = await drawOne(text);
    expect(picture).toMatchObject({ kind: 'histogram', ofLengths: true });
    if (picture.kind !== 'histogram') return;
    expect(picture.edges[0]).toBe(13.5);
    expect(picture.counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
    const some = await drawOne(text, 'length(x) < 20');
    if (some.picture.kind !== 'histogram') throw new Error('no lengths');
    expect(some.picture.edges).toEqual(picture.edges);
    expect(some.picture.totals).toEqual(picture.counts);
  });

  it('counts lists by their items', async () => {
    const { picture } = await drawOne('range(i % 7)::INT[] || [i]');
    expect(picture).toMatchObject({ kind: 'histogram', ofLengths: true });
    if (picture.kind !== 'histogram') return;
    expect(picture.counts).toEqual([143, 143, 143, 143, 143, 143, 142]);
  });
});
