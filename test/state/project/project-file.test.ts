import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { unpackValue } from '../../../src/data/packed/unpack-value';
import { hashFile } from '../../../src/engine/files/hash-file';
import { MemoryDirectory } from '../../../src/engine/storage/memory/memory-directory';
import type { StorageClient } from '../../../src/engine/storage/storage-client';
import { JournalReader } from '../../../src/notebook/journal-reader';
import { findFault } from '../../../src/notebook/ledger';
import { toSnapshot, type ProjectSnapshot } from '../../../src/notebook/project-state';
import { importProject } from '../../../src/state/project/import-project';
import { csv, keepProject, projectFile, type KeptProject } from '../../support/project-files';
import { FaultyDirectory } from '../../support/storage/faulty-directory';
import { createSharedStore, openTab } from '../../support/storage/tabs';

let there: StorageClient;
let here: StorageClient;
let kept: KeptProject;

beforeEach(async () => {
  [there, here] = [openTab(createSharedStore()).client, openTab(createSharedStore()).client];
  await Promise.all([there.start(), here.start()]);
  kept = await keepProject(there);
});

async function bring(file: Blob): Promise<{ id: string; snapshot: ProjectSnapshot }> {
  const id = await importProject(here, file, 'people.assay', { hash: hashFile });
  const { snapshot, damage } = await here.open(id, 'write');
  expect(damage).toEqual([]);
  return { id, snapshot: snapshot!.payload as ProjectSnapshot };
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
    const manifest = JSON.parse(new TextDecoder().decode(entries['manifest.json'])) as {
      format: number;
      entries: { path: string; sha256: string; sizeBytes: number }[];
    };
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

  it('leaves nothing behind when it is cancelled', async () => {
    const file = await projectFile(there, kept);
    const signal = AbortSignal.abort();
    await expect(
      importProject(here, file, 'people.assay', { hash: hashFile, signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(await here.list()).toEqual([]);
  });

  it('leaves nothing behind where the disk is full, from any write on', async () => {
    const file = await projectFile(there, kept);
    for (let room = 0, isDone = false; !isDone; room += 1) {
      const root = new MemoryDirectory();
      let left = room;
      const pass = (call: string): void => {
        if (call !== 'write') return;
        left -= 1;
        if (left < 0) throw new DOMException('full', 'QuotaExceededError');
      };
      const { client } = openTab(createSharedStore(new FaultyDirectory(root, { pass })));
      await client.start();
      const outcome = await importProject(client, file, 'people.assay', { hash: hashFile }).catch(
        (thrown: unknown) => thrown,
      );
      isDone = typeof outcome === 'string';
      if (isDone) expect(room).toBeGreaterThan(5);
      else expect(outcome, `room for ${room}`).toMatchObject({ code: 'storage_full' });
      const known = await openTab(createSharedStore(root)).client.list();
      expect(known, `room for ${room}`).toHaveLength(isDone ? 1 : 0);
    }
  });
});
