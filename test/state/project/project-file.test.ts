import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unpackValue } from '../../../src/data/packed/unpack-value';
import { StoredTables } from '../../../src/engine/database/stored-tables';
import { MemoryDirectory } from '../../../src/engine/storage/memory/memory-directory';
import type { StorageClient } from '../../../src/engine/storage/storage-client';
import { JournalReader } from '../../../src/notebook/journal-reader';
import { findFault } from '../../../src/notebook/ledger';
import { toSnapshot, type ProjectSnapshot } from '../../../src/notebook/project-state';
import { importProject } from '../../../src/state/project/import-project';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import {
  csv,
  keepProject,
  keepRows,
  projectFile,
  readHooks,
  tableFile,
  tableSelect,
  type KeptProject,
} from '../../support/project-files';
import { FaultyDirectory } from '../../support/storage/faulty-directory';
import { createSharedStore, openTab } from '../../support/storage/tabs';

let engine: NodeEngine;
let there: StorageClient;
let here: StorageClient;
let root: MemoryDirectory;
let kept: KeptProject;

beforeAll(async () => {
  engine = await createNodeEngine();
});

beforeEach(async () => {
  root = new MemoryDirectory();
  [there, here] = [openTab(createSharedStore()).client, openTab(createSharedStore(root)).client];
  await Promise.all([there.start(), here.start()]);
  kept = await keepProject(there);
});

async function bring(file: Blob): Promise<{ id: string; snapshot: ProjectSnapshot }> {
  const id = await importProject(here, file, 'people.assay', readHooks(root, engine));
  const { snapshot, damage } = await here.open(id, 'write');
  expect(damage).toEqual([]);
  return { id, snapshot: snapshot!.payload as ProjectSnapshot };
}

interface Manifest {
  format: number;
  entries: { path: string; sha256: string; sizeBytes: number; rows?: object }[];
}

async function manifestOf(file: Blob): Promise<Manifest> {
  const entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
  return JSON.parse(new TextDecoder().decode(entries['manifest.json'])) as Manifest;
}

describe('a project file', () => {
  it('brings back history with its branches, runs, results, files and ledger', async () => {
    const { id, snapshot } = await bring(await projectFile(there, kept));
    const plain = JSON.parse(JSON.stringify(toSnapshot(kept.state))) as ProjectSnapshot;
    expect(snapshot).toEqual(plain);
    const { history, ledger } = new JournalReader(snapshot).state;
    expect([...history.nodes.keys()]).toEqual(['s1', 's2', 's3', 's4']);
    expect(history.nodes.get('s4')!.parent).toBe('s2');
    expect(history).toEqual({ ...kept.state.history, next: history.next });
    expect(await findFault(ledger)).toBeUndefined();
    for (const { fingerprint, sha256 } of snapshot.artifacts)
      expect(await here.getValue(id, sha256)).toEqual({
        value: kept.values.get(fingerprint),
        result: undefined,
      });
    expect(await (await here.getBlob(id, snapshot.files[0]!.sha256)).text()).toBe(csv);
  });

  it('holds only what was chosen', async () => {
    const [, report] = [...kept.state.artifacts.values()];
    const parts = { artifacts: [report!], files: [], aggregatesOnly: true };
    const file = await projectFile(there, kept, parts);
    expect(Object.keys(unzipSync(new Uint8Array(await file.arrayBuffer()))).sort()).toEqual(
      [
        'history.json',
        'ledger.json',
        'manifest.json',
        'notebook.json',
        `results/${report!.sha256}`,
        'results.json',
        'runs.json',
      ].sort(),
    );
    const { snapshot } = await bring(file);
    expect(snapshot.artifacts.map(({ fingerprint }) => fingerprint)).toEqual([report!.fingerprint]);
    expect(snapshot.files).toEqual([]);
    expect(snapshot.records).toHaveLength(3);
  });

  it('is a plain zip whose manifest names every entry with size and SHA-256', async () => {
    const file = await projectFile(there, kept);
    const entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
    const manifest = await manifestOf(file);
    expect(manifest.format).toBe(1);
    const measured = Object.entries(entries)
      .filter(([path]) => path !== 'manifest.json')
      .map(([path, bytes]) => ({
        path,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        sizeBytes: bytes.length,
      }));
    expect(manifest.entries).toEqual(measured);
    const results = measured.filter(({ path }) => path.startsWith('results/'));
    expect(results).toHaveLength(3);
    for (const { path } of results) expect(unpackValue(entries[path]!)).toHaveProperty('value');
  });

  it('brings rows of tables along where they were chosen, and is of format 2 only then', async () => {
    const rows = await keepRows(there, kept, await tableFile(engine, tableSelect));
    const formatOf = async (file: Blob): Promise<unknown> => (await manifestOf(file)).format;
    expect(await formatOf(await projectFile(there, kept))).toBe(1);
    const file = await projectFile(there, kept, { rows: [rows] });
    const { format, entries } = await manifestOf(file);
    expect(format).toBe(2);
    expect(entries.filter((entry) => entry.rows)).toEqual([
      {
        path: `rows/${rows.kept.sha256}`,
        sha256: rows.kept.sha256,
        sizeBytes: rows.kept.bytes,
        rows: { table: 'people', rowCount: 2 },
      },
    ]);
    const { id, snapshot } = await bring(file);
    expect(snapshot.artifacts[0]!.table).toEqual(rows.kept);
    const table = (await here.findTable(id, rows.fingerprint))!;
    const stored = new StoredTables(engine.session);
    const relation = await stored.attach('brought', table);
    const brought = await engine.query(`SELECT "__proto__"::INTEGER AS age FROM ${relation}`);
    expect([...brought.numbers('age')]).toEqual([31, 47]);
    await stored.detach('brought');
    expect(await here.checkTable(id, rows.fingerprint)).toBe(true);
  });

  it('is unpacked to the disk once', async () => {
    const bytes = await tableFile(engine, tableSelect);
    const rows = await keepRows(there, kept, bytes);
    let written = 0;
    const count = (sizeBytes: number): number => ((written += sizeBytes), sizeBytes);
    root = new MemoryDirectory();
    const counting = new FaultyDirectory(root, { pass: () => undefined, written: count });
    const { client } = openTab(createSharedStore(counting));
    await client.start();
    const file = await projectFile(there, kept, { rows: [rows] });
    await importProject(client, file, 'people.assay', readHooks(counting, engine));
    const { entries } = await manifestOf(file);
    const stored = entries.filter(({ path }) => path.includes('/'));
    const parts = stored.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    expect(written).toBeGreaterThan(parts);
    expect(written).toBeLessThan(parts + bytes.size / 2);
  });

  it('brings the rows of two tables that are the same to both', async () => {
    const twin = 'e'.repeat(64);
    const [table, ...others] = [...kept.state.artifacts.values()];
    const artifacts = [table!, { ...table!, fingerprint: twin }, ...others];
    const both = { ...kept.state, artifacts: new Map(artifacts.map((a) => [a.fingerprint, a])) };
    const bytes = await tableFile(engine, tableSelect);
    const rows = await keepRows(there, kept, bytes);
    await there.putTable(kept.id, twin, bytes, { sha256: rows.kept.sha256 });
    const file = await projectFile(
      there,
      { ...kept, state: both },
      { rows: [rows, { ...rows, fingerprint: twin }] },
    );
    const { id } = await bring(file);
    for (const fingerprint of [rows.fingerprint, twin])
      expect(await here.checkTable(id, fingerprint)).toBe(true);
  });

  it('is not written where the rows that are kept are not those that were', async () => {
    const rows = await keepRows(there, kept, await tableFile(engine, tableSelect));
    const other = { ...rows, kept: { ...rows.kept, sha256: '0'.repeat(64) } };
    await expect(projectFile(there, kept, { rows: [other] })).rejects.toMatchObject({
      code: 'storage_damaged',
      message: expect.stringContaining('The rows of "people" changed'),
    });
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const file = await projectFile(there, kept);
    const signal = AbortSignal.abort();
    await expect(
      importProject(here, file, 'people.assay', { ...readHooks(root), signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(await here.list()).toEqual([]);
  });

  it('leaves nothing behind where the disk is full, from any write on', async () => {
    const rows = await keepRows(there, kept, await tableFile(engine, tableSelect));
    const file = await projectFile(there, kept, { rows: [rows] });
    for (let room = 0, isDone = false; !isDone; room += 1) {
      const root = new MemoryDirectory();
      let left = room;
      const pass = (call: string): void => {
        if (call !== 'write') return;
        left -= 1;
        if (left < 0) throw new DOMException('full', 'QuotaExceededError');
      };
      const faulty = new FaultyDirectory(root, { pass });
      const { client } = openTab(createSharedStore(faulty));
      await client.start();
      const hooks = readHooks(faulty, engine);
      const outcome = await importProject(client, file, 'people.assay', hooks).catch(
        (thrown: unknown) => thrown,
      );
      isDone = typeof outcome === 'string';
      if (isDone) expect(room).toBeGreaterThan(5);
      else expect(outcome, `room for ${room}`).toMatchObject({ code: 'storage_full' });
      const known = await openTab(createSharedStore(root)).client.list();
      expect(known, `room for ${room}`).toHaveLength(isDone ? 1 : 0);
    }
  });

  it('leaves nothing behind where the page ends before all of it is kept', async () => {
    const rows = await keepRows(there, kept, await tableFile(engine, tableSelect));
    const file = await projectFile(there, kept, { rows: [rows] });
    for (let writes = 0; writes < 8; writes += 1) {
      const root = new MemoryDirectory();
      let left = writes;
      const ended = new Promise<void>((stop) => {
        const pass = (call: string): Promise<void> | void => {
          if (call !== 'write') return;
          left -= 1;
          if (left >= 0) return;
          stop();
          return new Promise(() => undefined);
        };
        const faulty = new FaultyDirectory(root, { pass });
        const { client } = openTab(createSharedStore(faulty));
        void importProject(client, file, 'people.assay', readHooks(faulty, engine));
      });
      await ended;
      const { client } = openTab(createSharedStore(root));
      await client.start();
      expect(await client.list()).toEqual([]);
      expect(await (await root.directory('projects')).list()).toEqual([]);
    }
  });
});
