import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { unpackTexts } from '../../../../src/data/texts/column-texts';
import { inspectTable } from '../../../../src/engine/database/tables';
import {
  createSurveyor,
  planCsvFile,
  surveyCsv,
} from '../../../../src/engine/decode/csv/survey-csv';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

const parquet = join(
  import.meta.dirname,
  '../../../../../shared/data/corpora/parquet-testing/data/alltypes_tiny_pages_plain.parquet',
);
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

const text = `id,name,note\n${['1,Ann,"say ""yes"""', '2,"Bo, b",', '3,Ann,""', '4,,"two\nlines"'].join('\n')}\n`;

describe('the texts of a CSV', () => {
  it('are counted while it is read: quotes undone, no value for nothing, empty text for empty quotes', async () => {
    const { texts } = await harness.read(text, 'a.csv');
    expect(texts.map(({ name, present, distinct }) => [name, present, distinct])).toEqual([
      ['name', 3, 2],
      ['note', 3, 3],
    ]);
    expect(unpackTexts(texts[0]!).top).toEqual([
      ['Ann', 2],
      ['Bo, b', 1],
    ]);
    expect(unpackTexts(texts[1]!).top.map(([value]) => value)).toEqual([
      '',
      'say "yes"',
      'two\nlines',
    ]);
  });

  it('tell the same kinds as the engine does', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, row) => `k${row},${row % 7},some words here ${row}`,
    );
    const read = await harness.read(`id,n,note\n${rows.join('\n')}\n`, 'a.csv');
    expect(read.texts).toHaveLength(2);
    const table = /"([^"]+)"$/.exec(read.relation)![1]!;
    const { rejected, texts: counted, kindCounts } = read;
    const { query } = harness.engine;
    const asked: string[] = [];
    const looked = await inspectTable(
      async (sql) => {
        asked.push(sql);
        return query(sql);
      },
      table,
      [],
      rejected,
      counted,
      kindCounts,
    );
    expect(looked).toEqual(await inspectTable(query, table));
    // The number column was counted while the file was still being read.
    expect(asked.filter((sql) => sql.includes('"n"'))).toEqual([]);
  });

  it('are left to the engine where the file is not read as it stands', async () => {
    const withBadLine = await harness.read(`${text}5,"never closed,x\n`, 'a.csv');
    expect(withBadLine.texts).toEqual([]);
    const withMissing = await harness.read(text, 'a.csv', { missing: ['Ann'] });
    expect(withMissing.texts).toEqual([]);
  });

  it('are the same from several workers', async () => {
    const rows = Array.from(
      { length: 500 },
      (_, row) => `${row},name ${row % 90},"note ${row % 7}"`,
    );
    const file = new Blob([`id,name,note\n${rows.join('\n')}\n`]);
    const plan = await planCsvFile(file, 'a.csv', {});
    const [one, two] = [createSurveyor(), createSurveyor()];
    const alone = await surveyCsv([one], file, plan);
    const both = await surveyCsv([one, two], file, plan, [], {}, 2_000);
    const counts = ({ texts }: typeof alone): unknown =>
      texts.map((each) => ({ ...unpackTexts(each), all: unpackTexts(each).all!.sort() }));
    expect(counts(both)).toEqual(counts(alone));
    expect(both.texts.map(({ distinct }) => distinct)).toEqual([90, 7]);
  });
});

describe('the texts of a table that comes in pieces', () => {
  it('are counted piece by piece', async () => {
    const line = (row: number): string =>
      JSON.stringify({ id: row, name: row % 9 === 0 ? null : `näme ${row % 40}`, note: 'x' });
    const lines = Array.from({ length: 3_000 }, (_, row) => line(row)).join('\n');
    const read = await harness.read(lines, 'a.ndjson');
    expect(read.texts.map(({ name, present, distinct }) => [name, present, distinct])).toEqual([
      ['name', 2_666, 40],
      ['note', 3_000, 1],
    ]);
    const table = /"([^"]+)"$/.exec(read.relation)![1]!;
    const counted = await inspectTable(harness.engine.query, table, [], read.rejected, read.texts);
    expect(counted).toEqual(await inspectTable(harness.engine.query, table));
  });

  it.runIf(existsSync(parquet))('of Parquet are counted as the engine does', async () => {
    const read = await harness.read(new Blob([readFileSync(parquet)]), 'a.parquet');
    for (const { name, present, distinct } of read.texts) {
      const answer = await harness.engine.query(
        `SELECT count("${name}")::DOUBLE AS n, count(DISTINCT "${name}")::DOUBLE AS d FROM ${read.relation}`,
      );
      expect([answer.numbers('n')[0], answer.numbers('d')[0]]).toEqual([present, distinct]);
    }
  });
});
