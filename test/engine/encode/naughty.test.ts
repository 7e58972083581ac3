import { tableFromIPC as independentArrow } from 'apache-arrow';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportFormats, fileName, type ExportFormat } from '../../../src/data/export';
import { quoteName, quoteText } from '../../../src/data/sql';
import type { TableInfo } from '../../../src/data/table';
import { exportFrom } from '../../support/export-harness';
import { createImportHarness, type ImportHarness } from '../../support/import-harness';
import { openNativeReader, type NativeReader } from '../../support/native-duckdb';
import { naughtyTexts } from './naughty-texts';

let harness: ImportHarness;
let native: NativeReader;
let values: TableInfo;
let named: TableInfo;
/** The engine takes names apart only by their letters' case, and none is empty. */
const names = [
  ...new Map(
    naughtyTexts
      .filter((text) => text !== '' && text.length < 200)
      .map((text) => [text.toLowerCase(), text]),
  ).values(),
];

beforeAll(async () => {
  harness = await createImportHarness();
  native = await openNativeReader();
  const rows = naughtyTexts.map((text, index) => `(${index}, ${quoteText(text)})`);
  values = await harness.engine.table(
    `SELECT * FROM (VALUES ${rows.join(', ')}) t(place, words) ORDER BY place`,
  );
  named = await harness.engine.table(
    `SELECT ${names.map((name, index) => `${index} AS ${quoteName(name)}`).join(', ')}`,
  );
});

afterAll(() => native.close());

/** Exactly the texts, so without the apostrophe before formulas. */
const valuesAs = async (format: ExportFormat): Promise<Uint8Array<ArrayBuffer>> =>
  (await exportFrom(harness.engine, values, { format, guardFormulas: false })).bytes;

const namesAs = async (format: ExportFormat): Promise<Uint8Array<ArrayBuffer>> =>
  (await exportFrom(harness.engine, named, { format, guardFormulas: false })).bytes;

const csvOptions = (delimiter: string): string =>
  `$FILE, header=true, all_varchar=true, delim='${delimiter}', quote='"', escape='"', allow_quoted_nulls=false, max_line_size=10000000`;

describe(`${naughtyTexts.length} naughty texts as values`, () => {
  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ] as const)('are the same in %s, read by native DuckDB', async (format, delimiter) => {
    const select = `SELECT words FROM read_csv(${csvOptions(delimiter)})`;
    const read = await native.read(await valuesAs(format), format, select);
    expect(read.map(([text]) => text)).toEqual(withoutMarks(naughtyTexts));
  });

  it('are the same in Parquet, read by native DuckDB', async () => {
    const read = await native.read(
      await valuesAs('parquet'),
      'parquet',
      'SELECT words FROM read_parquet($FILE)',
    );
    expect(read.map(([text]) => text)).toEqual(withoutMarks(naughtyTexts));
  });

  it('are the same in JSON, read by the script engine', async () => {
    const rows = JSON.parse(new TextDecoder().decode(await valuesAs('json'))) as {
      words: string;
    }[];
    expect(rows.map(({ words }) => words)).toEqual(naughtyTexts);
    const lines = new TextDecoder()
      .decode(await valuesAs('ndjson'))
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { words: string }).words)).toEqual(
      naughtyTexts,
    );
  });

  it('are the same in Arrow, read by Arrow JS', async () => {
    const decode = (format: ExportFormat): Promise<unknown[]> =>
      valuesAs(format).then((bytes) => [...independentArrow(bytes).getChild('words')!]);
    expect(await decode('arrow')).toEqual(withoutMarks(naughtyTexts));
    expect(await decode('arrow-stream')).toEqual(withoutMarks(naughtyTexts));
  });

  it('are the same in Excel, read by an independent reader', async () => {
    const [sheet] = await readWorkbook(Buffer.from(await valuesAs('excel')), { trim: false });
    const read = sheet!.data.slice(1).map(([, text]) => text);
    expect(read).toEqual(naughtyTexts.map((text) => (text === '' ? null : text)));
  });

  it.each(['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow', 'arrow-stream'] as const)(
    'are the same in %s, opened again',
    async (format) => {
      const { ending } = exportFormats.find(({ id }) => id === format)!;
      const read = await harness.read(new Blob([await valuesAs(format)]), `naughty.${ending}`);
      const texts = await harness.texts(read);
      expect(texts.map(([, text]) => text ?? '')).toEqual(naughtyTexts);
    },
  );
});

describe(`${names.length} naughty texts as names of columns`, () => {
  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ] as const)('are the same in %s, read by native DuckDB', async (format, delimiter) => {
    const columns = names.map((_, index) => `c${index}: 'VARCHAR'`);
    const read = await native.read(
      await namesAs(format),
      format,
      `SELECT * FROM read_csv($FILE, auto_detect=false, header=false, new_line='\\r\\n', delim='${delimiter}', quote='"', escape='"', columns={${columns.join(', ')}}) LIMIT 1`,
    );
    expect(read[0]).toEqual(withoutMarks(names));
  });

  it('are the same in Parquet, read by native DuckDB', async () => {
    const read = await native.read(
      await namesAs('parquet'),
      'parquet',
      `SELECT name FROM parquet_schema($FILE) OFFSET 1`,
    );
    expect(read.map(([name]) => name)).toEqual(withoutMarks(names));
  });

  it('are the same in JSON', async () => {
    const text = new TextDecoder().decode(await namesAs('ndjson'));
    const pairs = new Map<string, unknown>();
    JSON.parse(text, (name, value: unknown) => {
      if (name !== '') pairs.set(name, value);
      return value;
    });
    expect(names.map((name) => pairs.get(name))).toEqual(names.map((_, index) => index));
  });

  it('are the same in Arrow, read by Arrow JS', async () => {
    const read = independentArrow(await namesAs('arrow'));
    expect(read.schema.fields.map(({ name }) => name)).toEqual(withoutMarks(names));
  });

  it('are the same in Excel, read by an independent reader', async () => {
    const [sheet] = await readWorkbook(Buffer.from(await namesAs('excel')), { trim: false });
    expect(sheet!.data[0]).toEqual(names);
  });
});

describe('fileName', () => {
  it('makes every naughty text a name that file systems take', () => {
    for (const text of naughtyTexts) {
      const name = fileName(text, 'csv');
      expect(name).toMatch(/^[^<>:"/\\|?*\p{C}]+\.csv$/u);
      expect(new TextEncoder().encode(name).length).toBeLessThan(255 + 90);
    }
  });
});

/** Some readers cut a byte order mark at the start of a text. */
function withoutMarks(texts: readonly string[]): string[] {
  return texts.map((text) => text.replace(/^\ufeff/, ''));
}
