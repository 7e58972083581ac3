import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

interface Fixture {
  pyarrow: string;
  files: Record<string, string>;
}

const path = join(import.meta.dirname, '../../../fixtures/decode/codecs.json');
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
const corpus = join(import.meta.dirname, '../../../../../shared/data/corpora/parquet-testing/data');
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe(`Parquet of pyarrow ${fixture.pyarrow}`, () => {
  it.each(Object.keys(fixture.files))('is read, packed by %s', async (codec) => {
    const bytes = new Uint8Array(Buffer.from(fixture.files[codec]!, 'base64'));
    const table = await harness.read(bytes, 'a.parquet');
    expect(table.columns).toEqual([
      { name: 'id', type: 'BIGINT' },
      { name: 'word', type: 'VARCHAR' },
      { name: 'pair', type: 'BIGINT[]' },
      { name: 'clock', type: 'TIME' },
    ]);
    const rows = await harness.texts(table);
    const expected = Array.from({ length: 500 }, (_, row) => [
      `${row}`,
      `word ${row % 7}`,
      row % 3 ? `[${row}, NULL]` : null,
      `${String(row % 24).padStart(2, '0')}:30:00`,
    ]);
    expect(rows).toEqual(expected);
    const lists = await harness.engine.query(
      `SELECT sum(pair[1])::DOUBLE AS first, sum(len(pair))::DOUBLE AS items FROM ${table.relation}`,
    );
    expect([lists.numbers('first')[0], lists.numbers('items')[0]]).toEqual([83_167, 666]);
  });
});

describe.runIf(existsSync(corpus))('Parquet of other writers', () => {
  it.each([
    ['lz4_raw_compressed.parquet', 4],
    ['lz4_raw_compressed_larger.parquet', 10_000],
    ['hadoop_lz4_compressed.parquet', 4],
    ['hadoop_lz4_compressed_larger.parquet', 10_000],
    ['non_hadoop_lz4_compressed.parquet', 4],
    ['concatenated_gzip_members.parquet', 513],
  ])('is read: %s', async (name, rowCount) => {
    const bytes = new Uint8Array(readFileSync(join(corpus, name)));
    expect((await harness.read(bytes, name)).rowCount).toBe(rowCount);
  });
});
