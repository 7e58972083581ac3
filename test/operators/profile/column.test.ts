import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import profileColumn, { type ColumnReport } from '../../../src/operators/profile/column';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

async function look(expression: string, name = 'x', rows = 1000): Promise<ColumnReport> {
  const table = await engine.table(`SELECT ${expression} AS ${name} FROM range(${rows}) AS r(i)`);
  return engine.run<ColumnReport>(profileColumn, { table }, { column: name });
}

const firstWords = (report: ColumnReport): string =>
  profileColumn.describe(report, {} as never)[0]!.text;

const statistics = (report: ColumnReport): Map<string, string> => {
  const [table] = profileColumn.table!(report, {} as never);
  return new Map(table!.rows.map((row): [string, string] => [String(row[0]), String(row[1])]));
};

const figureTitles = (report: ColumnReport): string[] =>
  profileColumn.figures!(report, {} as never).map(({ title }) => title);

describe('profile.column', () => {
  it('tells of a number where half of it lies, and its statistics with their rules', async () => {
    const report = await look('i / 10');
    expect(firstWords(report)).toMatch(
      /^Half of x lies between 24\.98 and 74\.93, around a median of 49\.95; all of it between 0 and 99\.9\./,
    );
    const found = statistics(report);
    expect(found.get('Mean')).toBe('49.95');
    expect(found.get('Standard deviation')).toBe('28.8819');
    expect(found.get('50 % quantile')).toBe('49.95');
    expect(found.get('Order of the rows')).toBe('strictly increasing');
    expect(found.get('Zeros')).toBe('1 (0.1 %)');
    expect(figureTitles(report)).toEqual(['x']);
  });

  it('keeps long whole numbers exact', async () => {
    const report = await look('9007199254740993 + i // 2');
    expect(report.column.values).toMatchObject({ distinct: 500, once: 0 });
    expect(report.column.values.top[0]).toEqual({ value: '9007199254740993', count: 2 });
    expect(statistics(report).get('Range')).toBe('9,007,199,254,740,993 to 9,007,199,254,741,492');
    expect(statistics(report).get('Sum')).toBe('9,007,199,254,741,242,500');
  });

  it('keeps missing, NaN, infinity and zero apart', async () => {
    const report = await look(
      "CASE i WHEN 0 THEN NULL WHEN 1 THEN 'NaN'::DOUBLE WHEN 2 THEN 'inf'::DOUBLE WHEN 3 THEN '-inf'::DOUBLE ELSE i - 4 END",
    );
    const found = statistics(report);
    expect(found.get('Missing')).toBe('1 (0.1 %)');
    expect(found.get('NaN')).toBe('1 (0.1 %)');
    expect(found.get('Infinities')).toBe('1 above, 1 below');
    expect(found.get('Zeros')).toBe('1 (0.1 %)');
    expect(found.get('Mean')).toBe('497.5');
    expect(report.column.values.distinct).toBe(998);
  });

  it('tells of a category its most frequent value, and draws it with the missing ones', async () => {
    const report = await look(
      "CASE WHEN i % 10 = 9 THEN NULL WHEN i % 10 < 6 THEN 'a' ELSE 'b' END",
    );
    expect(firstWords(report)).toBe(
      'a is the most frequent value of x: 66.7 % of those present. x is of kind category: 2 distinct values in 900 rows. 1,000 rows, 10.0 % missing (100 rows), 2 distinct values.',
    );
    const [figure] = profileColumn.figures!(report, {} as never);
    expect(figure!.data[0]!.x).toEqual([600, 300, 100]);
    expect(figure!.alt).toBe(
      'Bars of the 2 most frequent values of x: a in 600 rows (60.0 %); 100 have none.',
    );
  });

  it('tells of dates when they run, by weekday and hour, and their gaps', async () => {
    const report = await look(
      "TIMESTAMP '2024-01-01 00:00:00' + to_hours(CASE WHEN i < 500 THEN i ELSE i + 100 END)",
    );
    expect(firstWords(report)).toMatch(
      /^x runs from 2024-01-01 to 2024-02-15 19:00, 45\.79 days\./,
    );
    expect(report.column.date!.weekdays.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(statistics(report).get('Gaps')).toBe('1');
    expect(statistics(report).get('Longest step')).toMatch(/^4\.208 days from 2024-01-21 19:00$/);
    expect(figureTitles(report)).toEqual(['x', 'x by weekday', 'x by hour, UTC']);
  });

  it('does not draw hours of dates without a time', async () => {
    const report = await look("DATE '2024-01-01' + (i % 50)::INTEGER");
    expect(figureTitles(report)).toEqual(['x', 'x by weekday']);
    expect(report.column.date!.hours).toBeUndefined();
  });

  it('tells of free texts how long they are', async () => {
    const report = await look("'word number ' || i");
    expect(firstWords(report)).toMatch(
      /^Texts of 14\.9 characters and 3 words on average, 15 characters at most\./,
    );
    expect(figureTitles(report)).toEqual(['x: characters']);
  });

  it('lists near-same names and spellings of missing', async () => {
    const report = await look("['Red', 'red', 'RED!', 'Blue', 'n/a'][(i % 5 + 1)::INTEGER]");
    const tables = profileColumn.table!(report, {} as never);
    expect(tables.map(({ title }) => title)).toEqual([
      'Statistics',
      'Most frequent values',
      'Names that are nearly the same',
      'Examples',
    ]);
    expect(tables[2]!.rows.map((row) => row[1])).toEqual(['RED!', 'Red', 'red']);
    expect(statistics(report).get('Spelled "n/a"')).toBe('200 (20.0 %)');
  });

  it('says what it could not look for', async () => {
    const table = await engine.table(`SELECT 'Value ' || i // 2 AS x FROM range(60000) AS r(i)`);
    const report = await engine.run<ColumnReport>(profileColumn, { table }, { column: 'x' });
    const words = profileColumn.describe(report, {} as never).map(({ text }) => text);
    expect(words.slice(-2)).toEqual([
      'Shapes were counted for 20,000 of the distinct values only.',
      'There are more than 20,000 distinct values: near-same ones were not looked for.',
    ]);
  });

  it('proposes to weigh it against the likely target', async () => {
    const table = await engine.table(`SELECT i % 4 AS x, i % 2 AS label FROM range(1000) AS r(i)`);
    const report = await engine.run<ColumnReport>(profileColumn, { table }, { column: 'x' });
    expect(profileColumn.next!(report, {} as never)).toEqual([
      {
        question: 'Does x tell something about label?',
        operator: 'select.signal',
        params: { target: 'label' },
        inputs: { table: 'table' },
      },
      {
        question: 'Which columns go together with x?',
        operator: 'profile.association',
        params: { target: 'x' },
        inputs: { table: 'table' },
      },
    ]);
  });

  it('finds the outliers that NumPy and SciPy find', async () => {
    const file = new URL('../../fixtures/profile/outliers.json', import.meta.url);
    const expected = JSON.parse(readFileSync(file, 'utf8')) as Required<ColumnReport>['outliers'];
    const { outliers, ...report } = await look(
      '((i * 7919 % 997) ** 2 / 1000) * if(i % 40 = 0, 20, 1) - if(i % 100 = 0, 3000, 0)',
      'x',
      2000,
    );
    expect(outliers!.fences).toEqual(expected.fences.map((fence) => expect.closeTo(fence, 9)));
    const { below, above, robust } = expected;
    expect(outliers).toMatchObject({ below, above, robust });
    expect(outliers!.farthest.map(({ count }) => count)).toEqual(
      expected.farthest.map(({ count }) => count),
    );
    outliers!.farthest.forEach(({ value }, at) =>
      expect(value).toBeCloseTo(expected.farthest[at]!.value, 9),
    );
    const words = profileColumn.describe({ ...report, outliers }, {} as never);
    expect(words.some(({ text }) => text.includes("lie outside of Tukey's fences"))).toBe(true);
  });

  it('draws examples at random, the same for the same seed', async () => {
    const table = await engine.table(`SELECT 'v' || i AS x FROM range(1000) AS r(i)`);
    const draw = async (seed: number): Promise<ColumnReport['examples']> => {
      const params = { column: 'x', seed };
      return (await engine.run<ColumnReport>(profileColumn, { table }, params)).examples;
    };
    const drawn = await draw(1);
    expect(drawn).toHaveLength(12);
    for (const { row, value } of drawn) expect(value).toBe(`v${row - 1}`);
    expect(await draw(1)).toEqual(drawn);
    expect(await draw(2)).not.toEqual(drawn);
    const seen = new Set(
      (await Promise.all([3, 4, 5, 6, 7].map(draw))).flat().map(({ row }) => row),
    );
    expect(Math.max(...seen)).toBeGreaterThan(700);
    expect(Math.min(...seen)).toBeLessThan(300);
  });

  it('names the columns nearest to it, as the association of all columns does', async () => {
    const table = await engine.table(
      `SELECT i % 97 / 3 AS x, (i % 97) * (i % 97) AS squared, i % 5 AS five, 'id' || i AS id FROM range(1000) AS r(i)`,
    );
    const report = await engine.run<ColumnReport>(profileColumn, { table }, { column: 'x' });
    expect(report.nearest).toMatchObject({ compared: 2, rows: 1000 });
    expect(report.nearest.columns.map(({ name }) => name)).toEqual(['squared', 'five']);
    expect(report.nearest.columns[0]!.spearman).toBeCloseTo(1, 12);
    const words = profileColumn.describe(report, {} as never).map(({ text }) => text);
    expect(words).toContain(
      'Closest to x stands squared (Spearman 1.00); 2 columns compared on 1,000 rows.',
    );
  });

  it('says why nothing was compared with an identifier', async () => {
    const words = profileColumn.describe(await look("'id' || i"), {} as never);
    expect(words.map(({ text }) => text)).toContain(
      'Columns that go together with x were not looked for: there is no other column to compare it with.',
    );
  });
});
