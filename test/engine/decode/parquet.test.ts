import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedTable } from '../../../src/engine/decode/import-ports';
import { createImportHarness, type ImportHarness } from '../../support/import-harness';

const corpus = join(import.meta.dirname, '../../../../shared/data/corpora/parquet-testing');
const names = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.parquet(\.encrypted)?$/.test(name))
      .sort()
  : [];
const datasets = join(import.meta.dirname, '../../../node_modules/vega-datasets');
const flights = join(datasets, 'data/flights-3m.parquet');

/** Files that are neither in `bad_data` nor encrypted, and still beyond the reader. */
const beyond = [
  'data/dict-page-offset-zero.parquet',
  'data/large_string_map.brotli.parquet',
  'data/nation.dict-malformed.parquet',
  'data/repeated_no_annotation.parquet',
];
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

const readFile = (path: string, name: string): Promise<ImportedTable> =>
  harness.read(new Blob([readFileSync(path)]), name);

describe('Parquet', () => {
  it(`is read as native DuckDB reads it, or refused with a reason, in ${names.length} files of parquet-testing`, async () => {
    const native = await openNative();
    for (const name of names) {
      const path = join(corpus, name);
      const outcome = await readFile(path, name).catch((error: Error) => error);
      if (outcome instanceof Error) {
        expect([name, outcome]).toMatchObject([name, { name: 'AppError' }]);
        const isExpected = /^bad_data|encrypt/.test(name) || beyond.includes(name);
        expect([name, isExpected]).toEqual([name, true]);
        continue;
      }
      const isCut = outcome.notes.some((note) => note.includes('came out wrong'));
      expect([name, isCut]).toEqual([name, name === 'data/int96_from_spark.parquet']);
      const expected = isCut ? {} : await native(path);
      for (const [column, values] of Object.entries(expected)) {
        const found = await harness.engine.query(
          `SELECT "${column}"::VARCHAR AS v FROM ${outcome.relation}`,
        );
        expect([name, column, unsigned(found.texts('v'))]).toEqual([
          name,
          column,
          unsigned(values),
        ]);
      }
      await harness.engine.query(`DROP TABLE ${outcome.relation}`);
    }
    expect(await harness.leftovers()).toEqual([]);
  }, 180_000);

  it('keeps all rows of many row groups in order', async () => {
    const table = await readFile(flights, 'flights-3m.parquet');
    expect(table).toMatchObject({ rowCount: 3_000_000, format: 'parquet', notes: [] });
    const columns = table.columns.map(({ name }) => `"${name}"::VARCHAR`).join(', ');
    const checksum = `SELECT sum(hash(rowid, ${columns}))::VARCHAR AS sum FROM `;
    const found = await harness.engine.query(checksum + table.relation);
    const native = await (await DuckDBInstance.create()).connect();
    const rows = `(SELECT row_number() OVER () - 1 AS rowid, * FROM read_parquet('${flights}'))`;
    const expected = await native.runAndReadAll(checksum + rows);
    expect(found.texts('sum')).toEqual(expected.getRows()[0]);
  });

  it('is refused in words when its end is missing, or its middle', async () => {
    const bytes = readFileSync(flights).subarray(0, 100_000);
    await expect(harness.read(new Blob([bytes]), 'cut.parquet')).rejects.toMatchObject({
      code: 'unreadable_file',
      message:
        '"cut.parquet" is cut off: a Parquet file has its table of contents at the end, and there is none. Get the file once more.',
    });
    const whole = readFileSync(flights);
    const holed = new Blob([whole.subarray(0, 1_000), whole.subarray(200_000)]);
    await expect(harness.read(holed, 'holed.parquet')).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringMatching(/^"holed.parquet" cannot be read as Parquet: it is damaged/),
    });
    await expect(harness.read('PAR1 and more text', 'a.csv')).rejects.toMatchObject({
      code: 'unreadable_file',
    });
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const before = await harness.leftovers();
    const controller = new AbortController();
    const onProgress = (share: number): void => {
      if (share > 0.5) controller.abort();
    };
    const hooks = { signal: controller.signal, onProgress };
    const file = new Blob([readFileSync(flights)]);
    await expect(harness.read(file, 'a.parquet', {}, hooks)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await harness.leftovers()).toEqual(before);
  });
});

/** NaN has no sign that means anything. */
function unsigned(values: unknown[]): unknown[] {
  return values.map((value) => (value === '-nan' ? 'nan' : value));
}

const plainType =
  /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\)|VARCHAR|DATE|TIMESTAMP)$/;
type Texts = Record<string, unknown[]>;

async function openNative(): Promise<(path: string) => Promise<Texts>> {
  const connection = await (await DuckDBInstance.create()).connect();
  const read = async (sql: string): Promise<unknown[][]> =>
    (await connection.runAndReadAll(sql)).getColumns() as unknown[][];
  return async (path) => {
    try {
      const [names = [], types = []] = await read(`DESCRIBE FROM read_parquet('${path}')`);
      const plain = names.filter((_, index) => plainType.test(String(types[index])));
      if (plain.length === 0) return {};
      const select = plain.map((name) => `"${String(name)}"::VARCHAR`).join(', ');
      const values = await read(`SELECT ${select} FROM read_parquet('${path}')`);
      return Object.fromEntries(plain.map((name, index) => [String(name), values[index] ?? []]));
    } catch {
      // What native DuckDB refuses cannot be compared.
      return {};
    }
  };
}
