import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StorageClient } from '../../../src/engine/storage/storage-client';
import { toSnapshot } from '../../../src/notebook/project-state';
import { fetchKeptRows } from '../../../src/state/project/kept-rows';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import {
  keepProject,
  keepRows,
  tableFile,
  tableSelect,
  type KeptProject,
} from '../../support/project-files';
import { findFiles, readFile, writeFile } from '../../support/storage/damage';
import { createSharedStore, openTab } from '../../support/storage/tabs';

let engine: NodeEngine;
let store: ReturnType<typeof createSharedStore>;
let client: StorageClient;
let kept: KeptProject;

beforeAll(async () => {
  engine = await createNodeEngine();
});

/** A closed project whose first cell has rows. */
beforeEach(async () => {
  store = createSharedStore();
  client = openTab(store).client;
  await client.start();
  kept = await keepProject(client);
  const rows = await keepRows(client, kept, await tableFile(engine, tableSelect));
  const { artifacts, ...rest } = toSnapshot(kept.state);
  const [table, ...others] = artifacts;
  const snapshot = { ...rest, artifacts: [{ ...table!, table: rows.kept }, ...others] };
  await client.snapshot(kept.id, snapshot);
  await client.close(kept.id);
});

describe('rows that another project keeps', () => {
  it('are a DuckDB file named after the table, and the project is closed again', async () => {
    const file = await fetchKeptRows(client, kept.id, { cell: 'c1', name: 'people' });
    expect(file.name).toBe('people.duckdb');
    const path = await engine.session.registerFile('people.duckdb', file);
    await engine.session.query(`ATTACH '${path}' AS brought (READ_ONLY)`);
    const answer = await engine.query('SELECT sum("__proto__")::DOUBLE AS ages FROM brought.t');
    expect(answer.numbers('ages')[0]).toBe(78);
    await engine.session.query('DETACH brought');
    await expect(client.tables(kept.id)).rejects.toMatchObject({ code: 'storage_closed' });
  });

  it('are refused in words where none are kept of a cell', async () => {
    for (const cell of ['c2', 'c9'])
      await expect(fetchKeptRows(client, kept.id, { cell, name: 'older' })).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('The rows of "older" are not kept'),
      });
  });

  it('are refused where they have changed on the disk', async () => {
    const found = await findFiles(store.root);
    const table = found.find(({ path }) => path.includes('/tables/'))!;
    const bytes = await readFile(table);
    bytes[bytes.length - 9]! ^= 1;
    await writeFile(table, bytes);
    await expect(
      fetchKeptRows(client, kept.id, { cell: 'c1', name: 'people' }),
    ).rejects.toMatchObject({
      code: 'storage_damaged',
    });
  });
});
