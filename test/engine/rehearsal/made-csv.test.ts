import { beforeAll, describe, expect, it } from 'vitest';
import { makeCsv } from '../../../src/engine/rehearsal/made-csv';
import { createImportHarness, type ImportHarness } from '../../support/import-harness';

const never = new AbortController().signal;

let harness: ImportHarness;
beforeAll(async () => {
  harness = await createImportHarness();
});

describe('makeCsv', () => {
  it('makes a table with a column of each usual kind', async () => {
    const table = await harness.read((await makeCsv(3000, never))!, 'made.csv');
    expect(table.rowCount).toBe(3000);
    expect(table.rejected.count).toBe(0);
    expect(table.columns.map(({ type }) => type)).toEqual([
      'BIGINT',
      'VARCHAR',
      'VARCHAR',
      'DATE',
      'TIMESTAMP',
      'VARCHAR',
      'BIGINT',
      'DECIMAL(15,2)',
      'DOUBLE',
      'DOUBLE',
      'BOOLEAN',
      'VARCHAR',
    ]);
  });

  it('is read the way in which the engine begins before every byte was looked at', async () => {
    const table = await harness.read((await makeCsv(3000, never))!, 'made.csv');
    expect(table.texts.map(({ name }) => name)).toEqual([
      'reference',
      'customer',
      'channel',
      'comment',
    ]);
    expect(table.kindCounts).toBeDefined();
  });

  it('makes nothing where it was ended', async () => {
    expect(await makeCsv(3000, AbortSignal.abort())).toBeUndefined();
  });
});
