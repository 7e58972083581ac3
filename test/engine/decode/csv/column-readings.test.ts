import { beforeAll, describe, expect, it } from 'vitest';
import type { ColumnReading } from '../../../../src/data/formats/csv/column-reading';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

/** A column of texts, and a second one, so that it is a table. */
const csv = (texts: readonly string[]): string =>
  `a\tid\n${texts.map((text, row) => `${text}\tr${row}\n`).join('')}`;

describe('a column of text', () => {
  it.each<[string, string[], ColumnReading, (string | null)[]]>([
    [
      'grouped numbers',
      ['1,234.5', '12', '1,234,567'],
      { as: 'number', decimal: '.', grouping: ',' },
      ['1234.5', '12.0', '1234567.0'],
    ],
    [
      'numbers grouped by points',
      ['1.234,5', '12,25', '1.234.567,0'],
      { as: 'number', decimal: ',', grouping: '.' },
      ['1234.5', '12.25', '1234567.0'],
    ],
    [
      'numbers grouped by spaces',
      ['1 234,5', '12,1', '-1 234 567'],
      { as: 'number', decimal: ',', grouping: ' ' },
      ['1234.5', '12.1', '-1234567.0'],
    ],
    [
      'numbers grouped by apostrophes',
      ["1'234.5", '12.1', "1'234'567"],
      { as: 'number', decimal: '.', grouping: "'" },
      ['1234.5', '12.1', '1234567.0'],
    ],
    [
      'money',
      ['$1,200', '($300.50)', '$7'],
      { as: 'number', decimal: '.', grouping: ',' },
      ['1200.0', '-300.5', '7.0'],
    ],
    [
      'percentages',
      ['45%', '7.5%', '-3 %'],
      { as: 'number', decimal: '.', grouping: ',' },
      ['45.0', '7.5', '-3.0'],
    ],
    [
      'weights',
      ['12 kg', '7 kg', '120 kg'],
      { as: 'number', decimal: '.', grouping: ',' },
      ['12.0', '7.0', '120.0'],
    ],
    [
      'days before months',
      ['01/02/2020', '25/12/2021', '03/04/2022'],
      { as: 'date', order: 'dmy', time: false },
      ['2020-02-01', '2021-12-25', '2022-04-03'],
    ],
    [
      'months before days',
      ['01/02/2020', '12/25/2021', '03/04/2022'],
      { as: 'date', order: 'mdy', time: false },
      ['2020-01-02', '2021-12-25', '2022-03-04'],
    ],
    [
      'days with points and times',
      ['01.02.2020 10:15', '25.12.2021 07:00', '03.04.22 23:59'],
      { as: 'date', order: 'dmy', time: true },
      ['2020-02-01 10:15:00', '2021-12-25 07:00:00', '2022-04-03 23:59:00'],
    ],
    [
      'names of months',
      ['Jan 5, 2020', 'February 29, 2020', 'Dec 31, 1999'],
      { as: 'date', order: 'mdy', time: false },
      ['2020-01-05', '2020-02-29', '1999-12-31'],
    ],
    [
      'words for yes and no',
      ['Ja', 'nein', 'ja'],
      { as: 'boolean', yes: ['ja'], no: ['nein'] },
      ['true', 'false', 'true'],
    ],
    [
      'words for yes and no in another script',
      ['да', 'нет', 'Да'],
      { as: 'boolean', yes: ['да'], no: ['нет'] },
      ['true', 'false', 'true'],
    ],
    [
      'durations',
      ['0:01:05', '12:00:00', '100:00:01'],
      { as: 'duration' },
      ['65.0', '43200.0', '360001.0'],
    ],
  ])('stays text, and what it could be is proposed: %s', async (_, texts, reading, expected) => {
    const table = await harness.read(csv(texts), 'a.tsv');
    expect((await harness.texts(table)).map(([text]) => text)).toEqual(texts);
    expect(table.proposals).toMatchObject([{ column: 'a', reading }]);
    const read = await harness.read(csv(texts), 'a.tsv', { readings: [['a', reading]] });
    expect((await harness.texts(read)).map(([text]) => text)).toEqual(expected);
    expect(read.casts).toMatchObject([{ column: 'a', failed: 0 }]);
    expect(read.columns).toHaveLength(2);
  });

  it.each([
    ['codes', ['007', '0,123', '012']],
    ['weights in several units', ['12 kg', '7 g', '3 lb']],
    ['names', ['Ann', 'Bob', 'Cem']],
    ['parts of addresses', ['Main St. 5', 'Side St. 7', 'Rue 9']],
  ])('is nothing else than text: %s', async (_, texts) => {
    expect((await harness.read(csv(texts), 'a.tsv')).proposals).toEqual([]);
  });

  it('keeps what cannot be read as asked for beside it, counted', async () => {
    const texts = [
      ...Array.from({ length: 40 }, (_, row) => `${row + 1},000`),
      'n/a',
      '',
      '5 or 6',
    ];
    const table = await harness.read(csv(texts), 'a.tsv', {
      readings: [['a', { as: 'number', decimal: '.', grouping: ',' }]],
    });
    expect(table.columns.map(({ name, type }) => [name, type])).toEqual([
      ['a', 'DOUBLE'],
      ['a (as written)', 'VARCHAR'],
      ['id', 'VARCHAR'],
    ]);
    expect((await harness.texts(table)).slice(-4)).toEqual([
      ['40000.0', null, 'r39'],
      [null, 'n/a', 'r40'],
      [null, null, 'r41'],
      [null, '5 or 6', 'r42'],
    ]);
    expect(table.casts).toMatchObject([
      {
        column: 'a',
        as: 'number',
        failed: 2,
        examples: expect.arrayContaining(['n/a', '5 or 6']),
        keptIn: 'a (as written)',
      },
    ]);
    expect(table.notes.join(' ')).toMatch('2 values could not be');
  });

  it('is proposed with an example of what can be read so', async () => {
    const texts = ['(kg)', ...Array.from({ length: 40 }, (_, row) => `${row + 1},000`)];
    const table = await harness.read(csv(texts), 'a.tsv');
    expect(table.proposals?.[0]?.reason).toBe('40 of 41 values seen look like "1,000"');
  });

  it('can be asked for where a number would be found', async () => {
    const table = await harness.read('a,b\n1,2\n3,4\n', 'a.csv', {
      readings: [['a', { as: 'text' }]],
    });
    expect(table.columns.map(({ type }) => type)).toEqual(['VARCHAR', 'BIGINT']);
  });
});

describe('a column of numbers', () => {
  it('with as many digits behind every point is shown as it was written', async () => {
    const table = await harness.read('price,x\n1.50,1.5\n20.00,2.25\n3.99,3\n', 'a.csv');
    expect(table.columns.map(({ type }) => type)).toEqual(['DECIMAL(15,2)', 'DOUBLE']);
    expect((await harness.texts(table)).map(([price]) => price)).toEqual(['1.50', '20.00', '3.99']);
  });
});
