import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedTable } from '../../../../src/engine/decode/import-ports';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

const datasets = join(import.meta.dirname, '../../../../node_modules/vega-datasets');
const flights = join(datasets, 'data/flights-3m.parquet');

let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

const readFile = (path: string, name: string): Promise<ImportedTable> =>
  harness.read(new Blob([readFileSync(path)]), name);

describe('Parquet', () => {
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
