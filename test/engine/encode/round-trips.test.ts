import { tableFromIPC as independentArrow } from 'apache-arrow';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportFormat, ExportOptions } from '../../../src/data/export';
import type { TableInfo } from '../../../src/data/table';
import { exportFrom, type Exported } from '../../support/export-harness';
import { createImportHarness, type ImportHarness } from '../../support/import-harness';
import { openNativeReader, type NativeReader } from '../../support/native-duckdb';
import { everything, nested } from './everything';

type Texts = (string | null)[][];

let harness: ImportHarness;
let native: NativeReader;
let table: TableInfo;
let expected: Texts;

beforeAll(async () => {
  harness = await createImportHarness();
  native = await openNativeReader();
  table = await harness.engine.table(everything);
  expected = await textsOf(table.relation);
});

afterAll(() => native.close());

/** All values of a relation as the engine writes them. */
async function textsOf(relation: string): Promise<Texts> {
  const answer = await harness.engine.query(
    `SELECT COLUMNS(*)::VARCHAR FROM (SELECT * FROM ${relation})`,
  );
  const columns = answer.names.map((name) => answer.texts(name));
  return Array.from({ length: answer.rowCount }, (_, row) => columns.map((column) => column[row]!));
}

const exportAs = (format: ExportFormat, options: Partial<ExportOptions> = {}): Promise<Exported> =>
  exportFrom(harness.engine, table, { format, ...options });

/** NaN and infinities as other tools write them. */
const spelled = (texts: Texts): Texts =>
  texts.map((row) =>
    row.map((text) => (text === 'nan' ? 'NaN' : text === 'inf' ? 'Infinity' : text)),
  );

describe('an exported table, read by native DuckDB', () => {
  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ] as const)('is the same as %s', async (format, delimiter) => {
    const { bytes } = await exportAs(format);
    const read = await native.read(
      bytes,
      format,
      `SELECT * FROM read_csv($FILE, header=true, all_varchar=true, delim='${delimiter}', quote='"', escape='"', allow_quoted_nulls=false)`,
    );
    expect(read).toEqual(spelled(expected));
  });

  it('is the same as Parquet', async () => {
    const { bytes, notes } = await exportAs('parquet');
    expect(await native.read(bytes, 'parquet', 'SELECT * FROM read_parquet($FILE)')).toEqual(
      expected,
    );
    expect(notes).toEqual([]);
    const types = await native.read(
      bytes,
      'parquet',
      'SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet($FILE))',
    );
    expect(Object.fromEntries(types as [string, string][])).toMatchObject({
      big: 'BIGINT',
      unsigned: 'UBIGINT',
      huge: 'DECIMAL(38,0)',
      exact: 'DECIMAL(38,9)',
      single: 'FLOAT',
      day: 'DATE',
      moment: 'TIMESTAMP',
      zoned: 'TIMESTAMP WITH TIME ZONE',
      clock: 'TIME',
    });
  });

  it.each(['json', 'ndjson'] as const)('is the same as %s', async (format) => {
    const { bytes, text } = await exportAs(format);
    const types = table.columns.map(({ name, type }) => `"${name}": '${type}'`);
    const read = await native.read(
      bytes,
      'json',
      `SELECT * FROM read_json($FILE, columns={${types.join(', ')}})`,
    );
    // The native reader itself takes long decimals through a double; their digits are in the text.
    const others = (rows: Texts): Texts =>
      rows.map((row) => row.filter((_, column) => column !== 5));
    expect(others(read)).toEqual(others(expected));
    expect(text).toContain('"exact":1234567890123456789.123456789,');
  });

  it('keeps lists, structs and maps in Parquet, and as JSON text in CSV', async () => {
    const deep = await harness.engine.table(nested);
    const parquet = await exportFrom(harness.engine, deep, { format: 'parquet' });
    expect(
      await native.read(parquet.bytes, 'parquet', 'SELECT * FROM read_parquet($FILE)'),
    ).toEqual(await textsOf(deep.relation));
    const csv = await exportFrom(harness.engine, deep, { format: 'csv' });
    const [first] = await native.read(
      csv.bytes,
      'csv',
      `SELECT list::JSON->>2, struct::JSON->>'b "c"', map::JSON->'k'->>1 FROM read_csv($FILE, header=true, all_varchar=true)`,
    );
    expect(first).toEqual(['9223372036854775807', 'x\n"y"', '2']);
  });
});

describe('an exported table, read by Arrow JS', () => {
  it.each(['arrow', 'arrow-stream'] as const)('is the same as %s', async (format) => {
    const { bytes } = await exportAs(format);
    const read = independentArrow(bytes);
    expect(read.numRows).toBe(4);
    expect(read.schema.fields.map(({ name }) => name)).toEqual(
      table.columns.map(({ name }) => name),
    );
    const column = (name: string): unknown[] => [...read.getChild(name)!];
    expect(column('big')).toEqual([
      9223372036854775807n,
      -9223372036854775808n,
      null,
      9007199254740993n,
    ]);
    expect(column('real')).toEqual([0.1, Infinity, null, -1.7976931348623157e308]);
    expect(column('words')).toEqual(expected.map((row) => row[9]));
    expect(column('flag')).toEqual([true, false, null, true]);
    expect(String(read.schema.fields.find(({ name }) => name === 'exact')!.type)).toBe(
      'Decimal[38e+9]',
    );
  });
});

describe('an exported table, read by an independent reader of Excel', () => {
  it('has numbers, dates, texts and nothing where a value is missing', async () => {
    const { bytes, notes } = await exportAs('excel');
    const [sheet] = await readWorkbook(Buffer.from(bytes));
    const [head, first, second, third] = sheet!.data;
    expect(head).toEqual(table.columns.map(({ name }) => name));
    expect(first!.slice(0, 6)).toEqual([
      1,
      '9223372036854775807',
      '18446744073709551615',
      '12345678901234567890',
      1.5,
      '1234567890123456789.123456789',
    ]);
    expect(second!.slice(6, 9)).toEqual(['NaN', 'Infinity', false]);
    expect(third!.every((value) => value === null)).toBe(true);
    expect(notes.some((note) => note.includes('more than 15 digits'))).toBe(true);
  });

  it('writes dates as days and times as parts of them', async () => {
    const dates = await harness.engine.table(
      `SELECT DATE '2020-02-29' AS day, TIMESTAMP '2020-01-01 10:30:00.25' AS moment`,
    );
    const { bytes } = await exportFrom(harness.engine, dates, { format: 'excel' });
    const [sheet] = await readWorkbook(Buffer.from(bytes));
    expect(sheet!.data[1]).toEqual([
      new Date('2020-02-29T00:00:00Z'),
      new Date('2020-01-01T10:30:00.250Z'),
    ]);
  });

  it('names its sheet after the table', async () => {
    const { bytes } = await exportFrom(
      harness.engine,
      table,
      { format: 'excel' },
      {},
      { name: 'a/b & <c>' },
    );
    expect((await readWorkbook(Buffer.from(bytes))).map(({ sheet }) => sheet)).toEqual([
      'a b & <c>',
    ]);
  });
});

describe('an exported table, opened again', () => {
  it.each(['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow', 'arrow-stream'] as const)(
    'has the same rows as %s',
    async (format) => {
      const { file } = await exportAs(format);
      const read = await harness.read(
        file,
        `table.${format === 'arrow-stream' ? 'arrow' : format}`,
      );
      expect(read.columns.map(({ name }) => name)).toEqual(table.columns.map(({ name }) => name));
      const again = await harness.texts(read);
      // A line of delimiters alone is a blank line to every reader of ours, and is said to be one.
      const isText = format === 'csv' || format === 'tsv';
      const kept = isText ? expected.filter((row) => row.some((text) => text !== null)) : expected;
      expect(plain(again)).toEqual(plain(kept));
      const passed = read.notes.filter((note) => note.includes('passed over'));
      expect(passed).toEqual(isText ? ['1 blank line was passed over.'] : []);
    },
  );
});

/** What the types of a format cannot say is read back as the same value: zones, zeros behind the point, NaN. */
const plain = (rows: Texts): Texts =>
  rows.map((row) =>
    row.map((text) => {
      if (text === 'NaN' || text === 'Infinity') return text === 'NaN' ? 'nan' : 'inf';
      const isDecimal = text !== null && /^-?\d+\.\d+$/.test(text);
      return isDecimal ? text.replace(/\.?0+$/, '') : (text?.replace(/\+00$/, '') ?? null);
    }),
  );
