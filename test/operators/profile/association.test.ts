import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import profileAssociation, {
  type AssociationReport,
} from '../../../src/operators/profile/association';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(
    `SELECT i % 97 / 3 AS x, (i % 97) * (i % 97) / 5 + i % 2 / 100 AS squared, i % 4 AS code,
      ['north', 'east', 'south', 'west'][(i % 4 + 1)::INTEGER] AS word, hash(i) % 3 AS other, 'id' || i AS id,
      'same' AS flat FROM range(2000) AS r(i)`,
  );
});

const run = (params: object = {}): Promise<AssociationReport> =>
  engine.run<AssociationReport>(profileAssociation, { table }, params);

const wordsOf = (report: AssociationReport): string[] =>
  profileAssociation.describe(report, {} as never).map(({ text }) => text);

describe('profile.association', () => {
  it('names the strongest pairs, the columns that say the same, the rule, and what was left out', async () => {
    const words = wordsOf(await run());
    expect(words[0]).toMatch(
      /^Most together go code and word \(Cramér's V 1\.00\); then x and squared \(Spearman 1\.00\)/,
    );
    expect(words[1]).toBe(
      'code and word say the same thing: each value of one goes with exactly one of the other, on all rows. Keep one.',
    );
    expect(words[2]).toContain('5 columns on all 2,000 rows');
    expect(words[3]).toBe('Not compared: id (a name for each row), flat (the same everywhere).');
  });

  it('has a line for each pair with every measure that applies', async () => {
    const [pairs] = profileAssociation.table!(await run(), {} as never);
    expect(pairs!.rows).toHaveLength(10);
    const [first] = pairs!.rows;
    expect(first!.slice(0, 4)).toEqual(['code', 'word', 1, "Cramér's V"]);
    const numbers = pairs!.rows[1]!;
    expect([numbers[0], numbers[1], numbers[3]]).toEqual(['x', 'squared', 'Spearman']);
    expect(numbers[2]).toBeCloseTo(1, 4);
    expect(numbers[4]).toBeCloseTo(0.968, 2);
    const mixed = pairs!.rows.find((row) => row[3] === 'correlation ratio')!;
    expect(mixed.slice(4, 6)).toEqual([null, null]);
  });

  it('draws a symmetric map with neighbours side by side, and words in each cell', async () => {
    const [figure] = profileAssociation.figures!(await run(), {} as never);
    const { z, customdata } = figure!.data[0] as unknown as {
      z: (number | null)[][];
      customdata: string[][];
    };
    expect(z).toHaveLength(5);
    z.forEach((row, at) => row.forEach((value, column) => expect(value).toBe(z[column]![at])));
    expect(z.every((row, at) => row[at] === null)).toBe(true);
    const axis = figure!.layout.xaxis!.ticktext as string[];
    expect(Math.abs(axis.indexOf('x') - axis.indexOf('squared'))).toBe(1);
    expect(customdata.flat()).toContain('x and squared (Spearman 1.00)');
    expect(figure!.alt).toContain("The strongest pair: code and word (Cramér's V 1.00).");
  });

  it('puts pairs with the column of interest first', async () => {
    const report = await run({ target: 'other' });
    expect(wordsOf(report)[0]).toMatch(/^With other go most /);
    const [pairs] = profileAssociation.table!(report, {} as never);
    expect(pairs!.rows.slice(0, 4).every((row) => row.slice(0, 2).includes('other'))).toBe(true);
  });

  it('rests on a sample of the rows where asked to, and says so', async () => {
    const report = await run({ rows: 500 });
    expect(Math.abs(report.association.rows / 500 - 1)).toBeLessThan(0.25);
    expect(wordsOf(report).join(' ')).toMatch(/a sample of \d+ of 2,000 rows/);
    expect(await run({ rows: 500 })).toEqual(report);
    expect(report.bijections).toHaveLength(1);
  });

  it('refuses a table of one column, and says that there is nothing to compare where nothing is', async () => {
    const single = await engine.table('SELECT 1 AS a');
    expect(profileAssociation.unavailable!({ table: single })).toMatch(/^It compares columns/);
    const texts = await engine.table(`SELECT 'k' || i AS a, 'same' AS b FROM range(20) AS r(i)`);
    const report = await engine.run<AssociationReport>(profileAssociation, { table: texts });
    expect(wordsOf(report)[0]).toBe('There is no pair of columns that can be compared.');
    expect(profileAssociation.figures!(report, {} as never)).toEqual([]);
  });
});
