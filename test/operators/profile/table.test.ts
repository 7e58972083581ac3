import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { pairIndex } from '../../../src/methods/profile/association';
import type { ColumnProfile } from '../../../src/methods/profile/profile';
import { getOperator } from '../../../src/operators/operator-list';
import { collectAssociation } from '../../../src/operators/profile/collect-association';
import profileTable, { type TableReport } from '../../../src/operators/profile/table';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { expectedProfiles, type ExpectedNumber, type ExpectedText } from './expected-profiles';
import { realTables } from './real-tables';

let engine: NodeEngine;
const tables = new Map<string, TableInfo>();
const reports = new Map<string, TableReport>();

beforeAll(async () => {
  engine = await createNodeEngine();
  for (const { name, load } of realTables) {
    const table = await load(engine);
    tables.set(name, table);
    reports.set(name, await engine.run<TableReport>(profileTable, { table }));
  }
}, 60_000);

const getColumn = ({ profile }: TableReport, name: string): ColumnProfile =>
  profile.columns.find((column) => column.name === name)!;

const wordsOf = (report: TableReport): string[] =>
  profileTable.describe(report, {} as never).map(({ text }) => text);

const close = (found: number | bigint, wanted: number): void => {
  const scale = Math.max(1, Math.abs(wanted));
  expect(Math.abs(Number(found) - wanted) / scale).toBeLessThan(1e-9);
};

const checkNumber = ({ values, number }: ColumnProfile, expected: ExpectedNumber): void => {
  expect(values.distinct).toBe(expected.distinct);
  for (const name of [
    ...(['mean', 'variance', 'std', 'min', 'max', 'sum', 'iqr', 'mad'] as const),
    ...(['skewness', 'kurtosis', 'cv', 'zeros', 'negatives'] as const),
  ]) {
    close(number![name], expected[name]);
  }
  expected.quantiles.forEach((wanted, index) => close(number!.quantiles[index]!, wanted));
  expect(number!.histogram.counts).toEqual(expected.histogram);
  expect(number!.quantileBins.counts).toEqual(expected.quantileBins);
};

const checkText = ({ text, sizeBytes }: ColumnProfile, expected: ExpectedText): void => {
  expect(text!.length.min).toBe(expected.lengthMin);
  expect(text!.length.max).toBe(expected.lengthMax);
  close(text!.length.mean, expected.lengthMean);
  expect(sizeBytes).toBe(expected.arrowBytes);
};

describe.each(realTables.filter(({ name }) => name in expectedProfiles))(
  'profile of $name',
  (real) => {
    const expected = expectedProfiles[real.name]!;

    it('has the statistics of pandas for every column', () => {
      const report = reports.get(real.name)!;
      expect(report.profile.rowCount).toBe(expected.rows);
      expect(report.profile.duplicates.repeats).toBe(expected.repeats);
      for (const [name, wanted] of Object.entries(expected.columns)) {
        const column = getColumn(report, name);
        expect([name, column.missing]).toEqual([name, wanted.missing]);
        expect([name, column.values.distinct]).toEqual([name, wanted.distinct]);
        expect([name, column.values.once]).toEqual([name, wanted.once]);
        close(column.values.entropyBits, wanted.entropyBits);
        expect(column.values.top.map(({ count }) => count)).toEqual(wanted.topCounts);
        if (wanted.kind === 'number') checkNumber(column, wanted);
        else checkText(column, wanted);
      }
    });

    it('has the associations of SciPy for every pair', () => {
      const { names, pairs } = reports.get(real.name)!.profile.association;
      expect(pairs).toHaveLength(expected.pairs.length);
      for (const [first, second, measure, strength, pearson] of expected.pairs) {
        const pair = pairs[pairIndex(names.indexOf(first), names.indexOf(second), names.length)]!;
        expect([first, second, pair.measure]).toEqual([first, second, measure]);
        close(pair.strength, Math.abs(strength));
        if (pearson !== null) close(pair.pearson!, pearson);
      }
    });
  },
);

describe.runIf(realTables.some(({ name }) => name === 'adult_train'))('profile of Adult', () => {
  it('reads like a colleague who looked', () => {
    const report = reports.get('adult_train')!;
    expect(wordsOf(report)[0]).toBe(
      '22,792 rows, 15 columns. Values are missing in 3 columns (occupation 5.5 %, workclass 5.5 %, native_country 1.8 %), 0.9 % of all cells. 9 rows repeat an earlier one. education and education_num say the same thing.',
    );
  });

  it('warns of the survey weight, of amounts that are mostly zero, and of one-sided categories', () => {
    const { alerts } = reports.get('adult_train')!;
    const found = alerts.map(({ rule, columns }) => [rule, ...columns].join(' '));
    expect(found).toEqual([
      'duplicate-rows',
      'missing workclass',
      'missing occupation',
      'bijection education education_num',
      'near-unique fnlwgt',
      'imbalance workclass',
      'imbalance race',
      'imbalance native_country',
      'zeros capital_gain',
      'zeros capital_loss',
      'personal race',
    ]);
  });

  it('proposes to look for signal about income', () => {
    const [first] = profileTable.next!(reports.get('adult_train')!, {} as never);
    expect(first).toEqual({
      question: 'Which columns tell something about income?',
      operator: 'select.signal',
      params: { target: 'income' },
      inputs: { table: 'table' },
    });
  });

  it('draws the missing values, then the likely target, a dozen figures in all', () => {
    const figures = profileTable.figures!(reports.get('adult_train')!, {} as never);
    expect(figures).toHaveLength(12);
    expect(figures.slice(0, 3).map(({ title }) => title)).toEqual([
      'Missing values',
      'income',
      'age',
    ]);
  });
});

describe('profile.table', () => {
  it('gives each column one line, and each line a cell for each heading', () => {
    for (const report of reports.values()) {
      const [table] = profileTable.table!(report, {} as never);
      expect(table!.rows).toHaveLength(report.profile.columns.length);
      expect(table!.rows.every((row) => row.length === table!.columns.length)).toBe(true);
    }
  });

  it('proposes only operators that exist, about columns that exist', () => {
    for (const [name, report] of reports) {
      const proposals = [
        ...profileTable.next!(report, {} as never),
        ...profileTable.describe(report, {} as never).flatMap(({ proposal }) => proposal ?? []),
      ];
      expect(proposals.length).toBeGreaterThan(1);
      for (const { operator, params } of proposals) {
        expect(() => getOperator(operator)).not.toThrow();
        const named = [params.target, params.column].filter((column) => column !== undefined);
        const known = tables.get(name)!.columns.map((column) => column.name);
        expect(known).toEqual(expect.arrayContaining(named));
      }
    }
  });

  it('looks only at the columns that were asked for, and says of how many', async () => {
    const table = tables.get('wages')!;
    const report = await engine.run<TableReport>(
      profileTable,
      { table },
      { columns: ['wage', 'age'] },
    );
    expect(report.profile.columns.map(({ name }) => name)).toEqual(['wage', 'age']);
    expect(wordsOf(report)[0]).toMatch(/^534 rows, 2 of 11 columns\. No value is missing/);
  });

  it('speaks by the limits that it was given', async () => {
    const table = tables.get('penguins')!;
    const strict = await engine.run<TableReport>(profileTable, { table }, { missingShare: 0.02 });
    const missing = strict.alerts.filter(({ rule }) => rule === 'missing');
    expect(missing.map(({ columns }) => columns)).toEqual([['Sex']]);
    expect(wordsOf(strict).some((text) => text.startsWith('Missing in more than 2 %'))).toBe(true);
  });

  it('compares many columns beside its other work as it would alone', async () => {
    const names = Array.from(
      { length: 24 },
      (_, index) => `(hash(i + ${index}) % ${index + 7}) * 1.5 AS c${index}`,
    );
    const table = await engine.table(`SELECT ${names.join(', ')} FROM range(30000) r(i)`);
    const { profile } = await engine.run<TableReport>(profileTable, { table });
    const request = { rows: 30_000, seed: 1, target: null };
    const { association } = await collectAssociation(
      engine.context(),
      table,
      table.columns,
      request,
    );
    expect(profile.association).toEqual(association);
    expect(association.pairs).toHaveLength((24 * 23) / 2);
  });

  it('says how far it is, and stops when it is cancelled', async () => {
    const table = tables.get('wages')!;
    const shares: number[] = [];
    await engine.run(profileTable, { table }, {}, { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    expect(shares.length).toBeGreaterThan(table.columns.length);
    const controller = new AbortController();
    const run = engine.run(
      profileTable,
      { table },
      {},
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('says that a long table was sampled for associations, and nothing else', async () => {
    const table = await engine.table(
      `SELECT i % 7 AS a, (i * 37) % 11 AS b, i / 3 AS x FROM range(120000) AS r(i)`,
    );
    const report = await engine.run<TableReport>(profileTable, { table });
    const { rows } = report.profile.association;
    expect(Math.abs(rows / 50_000 - 1)).toBeLessThan(0.05);
    expect(getColumn(report, 'x').values.distinct).toBe(120_000);
    expect(wordsOf(report).some((text) => text.includes('a sample of'))).toBe(true);
  });

  it('compares sixty of more columns, and says so', async () => {
    const columns = Array.from({ length: 70 }, (_, at) => `hash(i * ${at + 2}) % 9 AS c${at}`);
    const twins = 'i % 5 AS left_twin, 10 - i % 5 AS right_twin';
    const table = await engine.table(
      `SELECT ${columns.join(', ')}, ${twins} FROM range(400) AS r(i)`,
    );
    const report = await engine.run<TableReport>(profileTable, { table });
    expect(report.profile.association.names).toHaveLength(60);
    expect(report.profile.bijections).toEqual([
      { first: 'left_twin', second: 'right_twin', equal: false },
    ]);
    expect(wordsOf(report).join(' ')).toContain('Of more than 60 columns');
  });
});
