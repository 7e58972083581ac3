import { beforeAll, describe, expect, it } from 'vitest';
import { failedRows } from '../../../../src/state/filter/failed-rows';
import { wherePredicate } from '../../../../src/state/filter/grid-filter';
import type { ImportedTable } from '../../../../src/engine/decode/import-ports';
import type { SourceOptions } from '../../../../src/data/source';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

const polluted =
  'price,flag,day,n,word\n1.50,TRUE,2020-01-02T10:00:00Z, 7,a\n2.5,false,2020-01-03T10:00:00+02:00,8,\n,true,,9,c\n';

/** Rows that the filter over failed texts leaves, by the engine. */
async function shown(table: ImportedTable, options: SourceOptions): Promise<(string | null)[]> {
  const { filters, expression } = failedRows(table.casts![0]!, options);
  const columns = table.columns.map(({ name, type }) => ({
    name,
    type,
    kind: 'text' as const,
    reason: '',
    missing: 0,
    distinct: 0,
    distinctIsEstimate: false,
  }));
  const where = wherePredicate(columns, filters, '', expression);
  const answer = await harness.engine.query(`SELECT id FROM ${table.relation} WHERE ${where}`);
  return answer.texts('id');
}

describe('the text of a column', () => {
  it('stands beside each value as in the file, where that is asked for', async () => {
    const table = await harness.read(polluted, 'a.csv', { texts: ['price', 'flag', 'day', 'n'] });
    expect(table.columns.map(({ name, type }) => [name, type])).toEqual([
      ['price', 'DOUBLE'],
      ['price (as written)', 'VARCHAR'],
      ['flag', 'BOOLEAN'],
      ['flag (as written)', 'VARCHAR'],
      ['day', 'TIMESTAMP'],
      ['day (as written)', 'VARCHAR'],
      ['n', 'BIGINT'],
      ['n (as written)', 'VARCHAR'],
      ['word', 'VARCHAR'],
    ]);
    expect(await harness.texts(table)).toEqual([
      ...[
        ['1.5', '1.50', 'true', 'TRUE', '2020-01-02 10:00:00', '2020-01-02T10:00:00Z'],
        ['2.5', '2.5', 'false', 'false', '2020-01-03 08:00:00', '2020-01-03T10:00:00+02:00'],
      ].map((row, index) => [
        ...row,
        ...[
          ['7', ' 7', 'a'],
          ['8', '8', null],
        ][index]!,
      ]),
      [null, null, 'true', 'true', null, null, '9', '9', 'c'],
    ]);
    expect(table.writtenIn).toEqual([
      ['price', 'price (as written)'],
      ['flag', 'flag (as written)'],
      ['day', 'day (as written)'],
      ['n', 'n (as written)'],
    ]);
  });

  it('is named where values are shown otherwise than they are written', async () => {
    const { otherwise } = await harness.read(polluted, 'a.csv');
    expect(
      otherwise?.map(({ column, count, written, shown }) => [column, count, written, shown]),
    ).toEqual([
      ['price', 1, '1.50', '1.5'],
      ['flag', 1, 'TRUE', 'true'],
      ['day', 2, '2020-01-02T10:00:00Z', '2020-01-02 10:00:00'],
    ]);
  });

  it('keeps the values that they have without it', async () => {
    const rows = Array.from({ length: 500 }, (_, row) => `${row}.${row % 10};"x ${row}";${-row}\n`);
    const csv = `a;b;c\n${rows.join('').replaceAll('.', ',')}`;
    const [plain, kept] = [
      await harness.read(csv, 'a.csv'),
      await harness.read(csv, 'a.csv', { texts: ['a', 'c'] }),
    ];
    const values = await harness.texts(kept);
    expect(values.map(([a, , b, c]) => [a, b, c])).toEqual(await harness.texts(plain));
    expect(values.map(([, written]) => written)).toEqual(
      rows.map((_, row) => `${row},${row % 10}`),
    );
  });

  it('is kept where rows are mended, where texts mean missing, and for a part of the file', async () => {
    const others = Array.from({ length: 20 }, (_, row) => `v${row},${row}.5\n`).join('');
    const csv = `id,a\nx,1\ny,NA\n"z,2\nw,3.0\n${others}`;
    const table = await harness.read(csv, 'a.csv', { texts: ['a', 'gone'], missing: ['NA'] });
    expect((await harness.texts(table)).slice(0, 4)).toEqual([
      ['x', '1.0', '1'],
      ['y', null, 'NA'],
      [expect.stringContaining('z'), '2.0', '2'],
      ['w', '3.0', '3.0'],
    ]);
    const part = await harness.read(csv, 'a.csv', {
      texts: ['a'],
      missing: ['NA'],
      columns: ['a'],
      rows: { from: 2, count: 1 },
    });
    expect(part.columns.map(({ name }) => name)).toEqual(['a', 'a (as written)']);
    expect(await harness.texts(part)).toEqual([[null, 'NA']]);
  });

  it('has a name that no column has', async () => {
    const csv = 'a,A (AS WRITTEN),rowid\n1.50,2,3\n';
    const table = await harness.read(csv, 'a.csv', { texts: ['a'] });
    expect(table.columns.map(({ name }) => name)).toEqual([
      'a',
      'a (as written)_1',
      'A (AS WRITTEN)',
      'rowid',
    ]);
  });
});

describe('texts that cannot be read as asked for', () => {
  const lines = Array.from({ length: 2500 }, (_, row) =>
    row % 2 === 1 ? `r${row},12${row}.5\n` : `r${row},none ${row}\n`,
  );
  const csv = `id,row,text,rowid\n${lines.map((line, row) => line.replace('\n', `,t,${row}\n`)).join('')}`;
  const readings: SourceOptions['readings'] = [
    ['row', { as: 'number', decimal: '.', grouping: ',' }],
  ];

  it('are listed with their rows, and all are counted', async () => {
    const table = await harness.read(csv, 'a.csv', { readings });
    const [casts] = table.casts!;
    expect(casts!.failed).toBe(1250);
    expect(casts!.cells).toHaveLength(1000);
    expect(casts!.cells.slice(0, 2)).toEqual([
      { row: 1, text: 'none 0', why: expect.stringContaining('not written as 1,234.5') as string },
      { row: 3, text: 'none 2', why: expect.stringContaining('not written as 1,234.5') as string },
    ]);
    expect(casts!.cells[999]!.row).toBe(1999);
  });

  it.each([{}, { texts: ['row'] }, { texts: ['row'], missing: ['none 4'] }])(
    'are the rows that their filter leaves: %j',
    async (options) => {
      const table = await harness.read(csv, 'a.csv', { readings, ...options });
      const { cells, failed } = table.casts![0]!;
      const rows = await shown(table, options);
      expect(rows).toHaveLength(failed);
      expect(rows.slice(0, 1000)).toEqual(cells.map(({ row }) => `r${row - 1}`));
    },
  );

  it('stand beside the value with all others where that is asked for', async () => {
    const table = await harness.read('id,n\na,"1,000"\nb,x\nc,\n', 'a.csv', {
      readings: [['n', { as: 'number', decimal: '.', grouping: ',' }]],
      texts: ['n'],
    });
    expect(await harness.texts(table)).toEqual([
      ['a', '1000.0', '1,000'],
      ['b', null, 'x'],
      ['c', null, null],
    ]);
    expect(table.writtenIn).toEqual([['n', 'n (as written)']]);
  });
});
