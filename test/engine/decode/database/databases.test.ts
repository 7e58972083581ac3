import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

interface Fixture {
  sqlite3: string;
  duckdb: string;
  files: Record<string, string>;
}

const path = join(import.meta.dirname, '../../../fixtures/decode/databases.json');
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(gunzipSync(Buffer.from(fixture.files[name]!, 'base64')));
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe(`databases of SQLite ${fixture.sqlite3}`, () => {
  it('keep the values of every storage class, dates and flags by what they hold', async () => {
    const table = await harness.read(file('sqlite'), 'a.db');
    expect(table).toMatchObject({ format: 'sqlite', part: 'people', rowCount: 3 });
    expect(table.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id BIGINT',
      'name VARCHAR',
      'born DATE',
      'seen TIMESTAMP',
      'size DOUBLE',
      'big BIGINT',
      'member BOOLEAN',
      'photo VARCHAR',
      'mixed VARCHAR',
      'note VARCHAR',
      'price DOUBLE',
    ]);
    expect(await harness.texts(table)).toEqual([
      [
        '1',
        'Ann',
        '1990-02-28',
        '2020-01-02 03:04:05',
        '1.6',
        '9223372036854775807',
        'true',
        '00ff',
        '1',
        'x',
        '1.5',
      ],
      ['2', "O'Neil", null, null, null, '-9223372036854775808', 'false', null, 'two', null, '2.0'],
      ['3', 'é', '2000-02-29', '2020-01-02 03:04:05.25', '1.0', '7', null, 'ab', '2.5', '', null],
    ]);
    expect(table.notes).toEqual([
      '"photo" holds bytes; they are kept as text where they are UTF-8, else as hexadecimal.',
      '"mixed" holds 2 numbers and 1 texts; it is kept as text.',
    ]);
  });

  it('offer tables and views', async () => {
    const view = await harness.read(file('sqlite'), 'a.db', { part: 'adults' });
    expect(view.parts).toEqual([
      { name: 'people', rows: 3 },
      { name: 'odd " name', rows: 1 },
      { name: 'hollow', rows: 0 },
      { name: 'without_rowid', rows: 3000 },
      { name: 'adults', note: 'view' },
    ]);
    expect(await harness.texts(view)).toEqual([['Ann', '1.6']]);
    const odd = await harness.read(file('sqlite'), 'a.db', { part: 'odd " name' });
    expect(await harness.texts(odd)).toEqual([['1', '2']]);
    const none = await harness.read(file('sqlite'), 'a.db', { part: 'hollow' });
    expect(none).toMatchObject({ rowCount: 0, columns: [{ name: 'a', type: 'BIGINT' }] });
    const long = await harness.read(file('sqlite'), 'a.db', { part: 'without_rowid' });
    expect((await harness.texts(long))[2_999]).toEqual(['k02999', '2999']);
  });

  it('are refused in words where they are damaged, cut off or hold nothing', async () => {
    await expect(harness.read(file('sqlite, nothing in it'), 'a.db')).rejects.toMatchObject({
      code: 'empty_file',
      message: '"a.db" is an SQLite database without any table.',
    });
    await expect(harness.read(file('sqlite'), 'a.db', { part: 'x' })).rejects.toMatchObject({
      message: expect.stringMatching(/^"a.db" has no table "x"; it has "people", "odd " name"/),
    });
    for (const size of [100, 5_000]) {
      await expect(harness.read(file('sqlite').slice(0, size), 'a.db')).rejects.toMatchObject({
        code: 'unreadable_file',
        message: expect.stringMatching('cannot be read as an SQLite database: it is damaged'),
      });
    }
  });
});

describe(`databases of DuckDB ${fixture.duckdb}`, () => {
  it('are attached, copied with their types, and let go', async () => {
    const table = await harness.read(file('duckdb'), 'a.duckdb');
    expect(table).toMatchObject({ format: 'duckdb', part: 'measures', rowCount: 1_000 });
    expect(table.columns).toEqual([
      { name: 'id', type: 'BIGINT' },
      { name: 'word', type: 'VARCHAR' },
      { name: 'pair', type: 'BIGINT[]' },
      { name: 'point', type: 'STRUCT(x BIGINT)' },
      { name: 'exact', type: 'DECIMAL(9,2)' },
    ]);
    expect((await harness.texts(table))[5]).toEqual(['5', 'w5', '[5, 6]', "{'x': 5}", '1.25']);
    const databases = await harness.engine.query(
      'SELECT database_name AS name FROM duckdb_databases() WHERE NOT internal',
    );
    expect(databases.texts('name')).toEqual(['memory']);
    expect(await harness.leftovers()).toEqual(expect.not.arrayContaining(['in/']));
  });

  it('offer tables and views, of other schemas by both names', async () => {
    const moods = await harness.read(file('duckdb'), 'a.duckdb', { part: 'moods' });
    expect(moods.parts).toEqual([
      { name: 'measures', rows: 1000, note: undefined },
      { name: 'moods', rows: 1, note: undefined },
      { name: 'other.odd " name', rows: 1, note: undefined },
      { name: 'doubled', rows: undefined, note: 'view' },
    ]);
    expect(moods.columns).toEqual([{ name: 'mood', type: 'VARCHAR' }]);
    const odd = await harness.read(file('duckdb'), 'a.duckdb', { part: 'other.odd " name' });
    expect(await harness.texts(odd)).toEqual([['2020-02-29']]);
    const view = await harness.read(file('duckdb'), 'a.duckdb', { part: 'doubled' });
    expect((await harness.texts(view))[3]).toEqual(['6']);
  });

  it('of a newer storage format, or damaged, are refused in words', async () => {
    await expect(harness.read(file('duckdb, newer'), 'a.duckdb')).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringMatching(
        'written in a storage format newer than that of DuckDB 1.4, which reads it here',
      ),
    });
    await expect(harness.read(file('duckdb').slice(0, 5_000), 'a.duckdb')).rejects.toMatchObject({
      code: 'unreadable_file',
    });
    const after = await harness.read(file('duckdb'), 'a.duckdb');
    expect(after.rowCount).toBe(1_000);
  });
});
