import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';
import { pollute, type PollutedFile } from '../../../support/pollution/causes';
import { cleanTables } from '../../../support/pollution/clean-tables';
import { encodeSingleByte } from '../../../support/pollution/encode';
import { scoreTable, type TableScore } from '../../../support/pollution/score-table';

let harness: ImportHarness;
const totals = new Map<string, TableScore & { files: number }>();

beforeAll(async () => {
  harness = await createImportHarness();
});

afterAll(() => {
  const lines = [...totals].map(
    ([cause, { files, header, record, cell }]) =>
      `${cause}: ${files} files, header ${percent(header / files)}, record ${percent(record / files)}, cell ${percent(cell / files)}`,
  );
  process.stdout.write(`F1 with no hint, in percent\n${lines.join('\n')}\n`);
});

/**
 * Least F1 of header, records and cells over all files of a cause; 1 where not named. What is missing from 1:
 * values that were glued together cannot always be told apart, and a stray quote may be a letter.
 */
const least: Record<string, [header: number, record: number, cell: number]> = {
  'a delimiter less': [1, 0.99, 0.998],
  'a quote more': [1, 0.998, 0.999],
  delimiter: [0.97, 0.97, 0.97],
  pages: [1, 0.998, 0.998],
  quote: [1, 0.998, 0.999],
  'lines above': [0.95, 0.999, 0.999],
  'lines below': [1, 0.998, 0.998],
  empty: [1, 0.999, 0.999],
};

const files = cleanTables.flatMap(pollute);
const causes = [...new Set(files.map(({ cause }) => cause))];

describe(`${files.length} polluted files, read with no hint`, () => {
  it.each(causes)('are read as their clean twins are: %s', async (cause) => {
    const scores: TableScore[] = [];
    for (const file of files) if (file.cause === cause) scores.push(await score(file));
    const sum = (field: keyof TableScore): number =>
      scores.reduce((total, next) => total + next[field], 0);
    const total = {
      files: scores.length,
      header: sum('header'),
      record: sum('record'),
      cell: sum('cell'),
    };
    totals.set(cause, total);
    const [header, record, cell] = least[cause] ?? [1, 1, 1];
    expect(total.header / scores.length).toBeGreaterThanOrEqual(header - 1e-9);
    expect(total.record / scores.length).toBeGreaterThanOrEqual(record - 1e-9);
    expect(total.cell / scores.length).toBeGreaterThanOrEqual(cell - 1e-9);
  });
});

/** Reads the file and scores it; no row may be unaccounted for, and nothing mended without a word. */
async function score({ bytes, clean, cause, strength }: PollutedFile): Promise<TableScore> {
  const table = await harness.read(bytes, 'a.csv');
  const rows = await harness.texts(table);
  const found = scoreTable({ names: table.columns.map(({ name }) => name), rows }, clean);
  const listed = table.rejected.lines.length + (table.repaired?.lines.length ?? 0);
  const counted = table.rejected.count + (table.repaired?.count ?? 0);
  const place = `${cause}, ${clean.title}, ${strength}`;
  expect([place, rows.length]).toEqual([place, table.rowCount]);
  expect([place, listed]).toEqual([place, counted]);
  for (const { reason, line } of [...table.rejected.lines, ...(table.repaired?.lines ?? [])])
    expect([place, reason !== '' && line > 0]).toEqual([place, true]);
  await harness.engine.query(`DROP TABLE ${table.relation}`);
  return found;
}

describe('a text that is not UTF-8', () => {
  it.each([
    ['windows-1250', 'jméno;město\nŽižka;Třeboň\nŁukasz;Łódź\nGőcz;Gyűrű\n'],
    ['windows-1251', 'имя;город\nАнна;Москва\nПётр;Тверь\nИгорь;Казань\n'],
    ['koi8-r', 'имя;город\nАнна;Москва\nПётр;Тверь\nИгорь;Казань\n'],
    ['windows-1253', 'όνομα;πόλη\nΓιώργος;Αθήνα\nΕλένη;Πάτρα\n'],
    ['windows-1252', 'name;ville\nFrançois;Orléans\nZoë;Besançon\nMüller;Köln\n'],
  ])('is read in the code page that its letters tell: %s', async (label, text) => {
    const table = await harness.read(encodeSingleByte(text, label), 'a.csv');
    const [header, ...lines] = text.trimEnd().split('\n');
    expect(table.columns.map(({ name }) => name)).toEqual(header!.split(';'));
    expect(await harness.texts(table)).toEqual(lines.map((line) => line.split(';')));
  });

  it.each<[string, number[], string[]]>([
    [
      'Shift_JIS',
      [
        ...[0x96, 0xbc, 0x91, 0x4f, 0x2c, 0x90, 0x94, 0x0a],
        ...[0x93, 0x8c, 0x8b, 0x9e, 0x2c, 0x31, 0x0a],
        ...[0x82, 0xa0, 0x82, 0xa2, 0x2c, 0x32, 0x0a],
      ],
      ['名前', '数'],
    ],
    [
      'GB 18030',
      [
        ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xfd, 0x0a],
        ...[0xb1, 0xb1, 0xbe, 0xa9, 0x2c, 0x31, 0x0a],
        ...[0xc9, 0xcf, 0xba, 0xa3, 0x2c, 0x32, 0x0a],
      ],
      ['姓名', '数'],
    ],
  ])('is read in the code page that its characters tell: %s', async (_, bytes, names) => {
    const table = await harness.read(Uint8Array.from(bytes), 'a.csv');
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    expect(table.rowCount).toBe(2);
  });
});

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
