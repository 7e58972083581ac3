import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import type { ComparedColumn } from '../../../src/methods/profile/compared-column';
import profileCompare, { type ComparisonReport } from '../../../src/operators/profile/compare';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

interface Ordered {
  distance: number;
  divergence: number;
  counts: [number[], number[]];
  mean: [number, number];
  median: [number, number];
}

interface Expected {
  number: Ordered;
  whole: Ordered;
  length: Ordered;
  value: { distance: number; divergence: number; counts: Record<string, [number, number]> };
  chance: number;
}

/** From SciPy and NumPy, over the very rows that the table below is made of. */
const expected = JSON.parse(
  readFileSync(new URL('../../fixtures/profile/comparison.json', import.meta.url), 'utf8'),
) as Expected;

const rows = `SELECT i, (i % 3 <> 0)::INTEGER AS side FROM range(3000) r(i)`;
const columns = `(i * 7919 % 1000) / 10 + 12.5 * side AS number, i * 31 % 47 + side * 4 AS whole,
  ['north', 'east', 'south', 'west'][((i % 7 % 4 + side * (i % 2)) % 4 + 1)::INTEGER] AS value,
  trim(repeat('word ', (1 + i * 13 % 9 + side)::INTEGER)) || i AS words`;

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(`SELECT ${columns}, side FROM (${rows}) ORDER BY i`);
});

const compare = (params: object, other?: TableInfo): Promise<ComparisonReport> =>
  engine.run<ComparisonReport>(profileCompare, { table, other }, params);

const find = ({ compared }: ComparisonReport, name: string): ComparedColumn =>
  compared.find((column) => column.name === name)!;

const wordsOf = (report: ComparisonReport): string[] =>
  profileCompare.describe(report, {} as never).map(({ text }) => text);

describe('profile.compare', () => {
  it.each(['number', 'whole', 'length'] as const)('finds what SciPy finds for %s', async (name) => {
    const report = await compare({ where: 'side = 0' });
    const column = find(report, name === 'length' ? 'words' : name);
    const { distance, divergence, counts, mean, median } = expected[name];
    expect(column.scale).toBe(name === 'whole' ? 'number' : name);
    expect(column.distance).toBeCloseTo(distance, 12);
    expect(column.bins.counts).toEqual(counts);
    expect(column.divergence).toBeCloseTo(divergence, 12);
    expect(column.chance).toBeCloseTo(expected.chance, 12);
    column.mean!.forEach((value, side) => expect(value).toBeCloseTo(mean[side]!, 10));
    expect(column.median).toEqual(median);
  });

  it('finds what SciPy finds for values', async () => {
    const { bins, distance, divergence, onlyOn } = find(
      await compare({ where: 'side = 0' }),
      'value',
    );
    expect(distance).toBeCloseTo(expected.value.distance, 12);
    expect(divergence).toBeCloseTo(expected.value.divergence, 12);
    bins.labels.forEach((label, at) =>
      expect(bins.counts.map((counts) => counts[at])).toEqual(expected.value.counts[label]),
    );
    expect(onlyOn).toEqual([0, 0]);
  });

  it('puts what differs most first, says the sides and their rows, and the rule', async () => {
    const report = await compare({ where: 'side = 0' });
    expect(report.rows).toEqual([1000, 2000]);
    expect(report.compared[0]!.name).toBe('side');
    const words = wordsOf(report);
    expect(words[0]).toMatch(
      /^\d columns of 5 differ by more than chance between side = 0 \(1,000 rows\) and the rest \(2,000 rows\); most: side \(1: 0\.0 % against 100\.0 %\)/,
    );
    expect(words.at(-1)).toContain('Kolmogorov–Smirnov');
  });

  it('says that nothing differs where both sides come from the same source', async () => {
    const same = await engine.table(
      'SELECT hash(i) % 1000 AS x, hash(i + 7) % 3 AS g FROM range(4000) r(i)',
    );
    const report = await engine.run<ComparisonReport>(
      profileCompare,
      { table: same },
      { where: 'rowid < 2000' },
    );
    expect(wordsOf(report)[0]).toMatch(/^No column differs by more than chance/);
  });

  it('compares two tables by name, and names what cannot be compared', async () => {
    const other = await engine.table(
      `SELECT number * 2 AS number, 'x' AS whole, value, NULL::VARCHAR AS words, 1 AS extra FROM ${table.relation}`,
    );
    const report = await compare({}, other);
    expect(report.left).toEqual([
      { name: 'whole', reason: 'BIGINT in the first table, VARCHAR in the second' },
      { name: 'side', reason: 'only in the first table' },
      { name: 'extra', reason: 'only in the second table' },
    ]);
    expect(find(report, 'words').missing).toEqual([0, 3000]);
    expect(wordsOf(report).join(' ')).toContain(
      'Missing more often on one side than chance explains: words (0.0 % against 100.0 %)',
    );
    expect(find(report, 'value').distance).toBe(0);
  });

  it('counts every row of both sides once, whatever the bounds of the bins', async () => {
    const awkward = await engine.table('SELECT i * 0.1 AS x, i % 2 AS s FROM range(1001) r(i)');
    const report = await engine.run<ComparisonReport>(
      profileCompare,
      { table: awkward },
      { where: 's = 1' },
    );
    const { bins, present } = find(report, 'x');
    const values = Array.from({ length: 1001 }, (_, i) => ({
      x: i * 0.1,
      side: i % 2 === 1 ? 0 : 1,
    }));
    for (const side of [0, 1] as const) {
      expect(bins.counts[side].reduce((sum, count) => sum + count, 0)).toBe(present[side]);
      bins.counts[side].forEach((count, bin) => {
        const [from, to] = [bins.edges[bin]!, bins.edges[bin + 1]!];
        const isLast = bin === bins.counts[side].length - 1;
        const within = values.filter(
          (row) => row.side === side && row.x >= from - 1e-9 && (isLast || row.x < to - 1e-9),
        );
        expect(count).toBe(within.length);
      });
    }
  });

  it.each([
    [{}, 'where: "": say which rows to compare, or choose a second table'],
    [{ where: 'side =' }, 'where: "side =": give a condition such as age > 30'],
    [{ where: 'side = 0', otherWhere: 'sied = 1' }, 'otherWhere: "sied = 1": give a condition'],
    [{ where: 'side = 0', otherWhere: 'side = 0' }, 'both sides are the same rows'],
  ])('refuses %j in words', async (params, words) => {
    await expect(compare(params)).rejects.toThrow(words);
  });

  it('says that a side without rows cannot be compared', async () => {
    const report = await compare({ where: 'side = 5' });
    expect(wordsOf(report)).toEqual(['There is nothing to compare: no row is in “side = 5”.']);
  });

  it('draws both sides over the same bins as shares', async () => {
    const report = await compare({ where: 'side = 0' });
    const figures = profileCompare.figures!(report, {} as never);
    expect(figures).toHaveLength(5);
    const [one, other] = figures.find(({ title }) => title === 'number')!.data;
    expect(one!.x).toEqual(other!.x);
    const total = (one!.y as number[]).reduce((sum, share) => sum + share, 0);
    expect(total).toBeCloseTo(1, 12);
    expect(figures[0]!.alt).toContain('They differ most at 1: 0.0 % against 100.0 %.');
  });
});
