import { beforeAll, describe, expect, it } from 'vitest';
import { EarlyImport } from '../../../src/engine/decode/early-import';
import { importFile } from '../../../src/engine/decode/import-file';
import { createDecoder } from '../../../src/engine/decode/decoder';
import { dropTable, renameTable } from '../../../src/engine/database/tables';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { readers } from '../../support/readers';

let engine: NodeEngine;
const decoder = createDecoder(readers);

beforeAll(async () => {
  engine = await createNodeEngine();
});

const begin = (content: string): EarlyImport => {
  const file = new Blob([content]);
  const target = { schema: 'artifacts', table: 'early' };
  return new EarlyImport(
    file,
    'a.csv',
    (hooks) => importFile(engine.session, decoder, file, 'a.csv', target, {}, hooks),
    () => dropTable(engine.query, 'early'),
  );
};

const tables = async (): Promise<(string | null)[]> =>
  (await engine.query('SELECT table_name AS name FROM duckdb_tables()')).texts('name');

describe('an early import', () => {
  it('is adopted under the name of the artifact, which it replaces', async () => {
    await engine.query('CREATE TABLE artifacts.wanted AS SELECT 1 AS old');
    const read = await begin('a,b\n1,2\n3,4\n').adopt({});
    await renameTable(engine.query, read.relation, 'wanted');
    expect(read).toMatchObject({ rowCount: 2, columns: [{ name: 'a' }, { name: 'b' }] });
    expect(await tables()).toEqual(['wanted']);
    await dropTable(engine.query, 'wanted');
  });

  it('hands on how far it is, also what it said before it was adopted', async () => {
    const early = begin('a,b\n1,2\n');
    const messages: string[] = [];
    await early.adopt({ onProgress: (_, message) => messages.push(message) });
    expect(messages.at(-1)).toBe('Read a.csv');
    const late: string[] = [];
    await early.adopt({ onProgress: (_, message) => late.push(message) });
    expect(late).toEqual(['Read a.csv']);
    await dropTable(engine.query, 'early');
  });

  it('leaves nothing when nobody adopts it, and nothing when it is cancelled', async () => {
    await begin('a,b\n1,2\n').release();
    expect(await tables()).toEqual([]);
    const running = begin(`a,b\n${'1,2\n'.repeat(100_000)}`);
    await expect(running.adopt({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await tables()).toEqual([]);
    const done = begin('a,b\n1,2\n');
    await done.adopt({});
    await expect(done.adopt({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await tables()).toEqual([]);
  });

  it('is not stopped by a release once it is adopted', async () => {
    const early = begin('a,b\n1,2\n');
    const adopted = early.adopt({});
    await early.release();
    expect(await adopted).toMatchObject({ rowCount: 1 });
    await dropTable(engine.query, 'early');
  });

  it('fails where it is adopted, as an import fails', async () => {
    const early = begin(' \n');
    await expect(early.adopt({})).rejects.toMatchObject({ code: 'empty_file' });
    expect(await tables()).toEqual([]);
  });
});
