import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/data/app-error';
import { MemoryFileStore } from '../../../src/engine/files/file-store';
import { hashFile } from '../../../src/engine/files/hash-file';
import type { StorageClient } from '../../../src/engine/storage/storage-client';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import type { History } from '../../../src/notebook/history';
import { JournalReader } from '../../../src/notebook/journal-reader';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import { LedgerState } from '../../../src/state/lineage/ledger.svelte';
import { ProjectKeeper, type KeptNotebook } from '../../../src/state/project/project-keeper.svelte';
import { readContent } from '../../../src/state/project/read-content';
import { RunState } from '../../../src/state/runs/runs.svelte';
import { createSharedStore, openTab } from '../../support/storage/tabs';

const noRuns = {
  run: async (): Promise<object> => {
    throw new Error('nothing runs here');
  },
};

let shared: ReturnType<typeof createSharedStore>;
let notebook: KeptNotebook;
let client: StorageClient;
let id: string;
let documents: DocumentState;
let files: MemoryFileStore;
let keeper: ProjectKeeper;
let resting: Promise<void>;

beforeEach(async () => {
  resting = Promise.resolve();
  shared = createSharedStore();
  ({ client } = openTab(shared));
  id = await client.create({});
  await client.open(id, 'write');
  documents = new DocumentState();
  files = new MemoryFileStore(hashFile);
  notebook = {
    documents,
    runs: new RunState(documents, noRuns, new MemoryArtifactStore(), {}),
    ledger: new LedgerState(),
    files,
    tables: {
      keep: async () => undefined,
      bring: async () => undefined,
      contents: async () => undefined,
      sketch: async () => undefined,
    },
    atRest: () => resting,
  };
  keeper = new ProjectKeeper(client, Promise.resolve(id), notebook, new JournalReader());
  keeper.begin();
  keeper.follow();
});

const edit = (times: number, from = 0): void => {
  for (let step = from; step < from + times; step += 1)
    documents.edit(`step ${step}`, (document) => ({ ...document, title: `title ${step}` }));
};

const reopened = async (): Promise<History> => {
  await keeper.writer.settled();
  await client.close(id);
  return readContent(await client.open(id, 'read')).state.history;
};

describe('the keeper of a project', () => {
  it('loses no step when many are made at once and the state is kept as one value between', async () => {
    edit(1200);
    expect(await reopened()).toEqual(documents.history);
    expect((await client.open(id, 'read')).snapshot).toBeDefined();
  });

  it('loses no step that is made while older ones are forgotten', async () => {
    edit(30);
    const forgotten = keeper.forgetSteps(5);
    edit(10, 100);
    await forgotten;
    edit(1, 200);
    const kept = await reopened();
    expect(kept.nodes.get(kept.position)!.document.title).toBe('title 200');
    for (const node of documents.history.nodes.values())
      expect(kept.nodes.get(node.id)?.document).toEqual(node.document);
    expect(kept.nodes.size).toBeLessThan(41);
  });

  it('keeps what is heavy once the page is at rest, and all else at once', async () => {
    let rest = (): void => undefined;
    resting = new Promise((resolve) => (rest = resolve));
    const kept: string[] = [];
    const { writer } = keeper;
    writer.keepLater('a table', async () => void kept.push('a table'));
    const light = new Promise<void>((resolve) =>
      writer.keep('a value', async () => {
        kept.push('a value');
        resolve();
        return undefined;
      }),
    );
    await light;
    edit(1);
    await writer.written();
    expect([kept, writer.status, writer.keeping]).toEqual([['a value'], 'saved', 'a table']);
    rest();
    await writer.settled();
    expect([kept, writer.keeping]).toEqual([['a value', 'a table'], undefined]);
  });

  it('does not wait for rest while somebody waits for all to be kept', async () => {
    resting = new Promise(() => undefined);
    const kept: string[] = [];
    for (const what of ['a table', 'a file'])
      keeper.writer.keepLater(what, async () => void kept.push(what));
    await keeper.writer.settled();
    expect(kept).toEqual(['a table', 'a file']);
  });

  it('keeps a file once it is here, and misses none that is not', async () => {
    const file = await new MemoryFileStore(hashFile).put(new Blob(['a\n1\n']), 'a.csv');
    const cell = { id: 'c1', operator: 'source.file', name: 'a', inputs: {}, params: { file } };
    documents.edit('add', (document) => ({ ...document, cells: [cell] }));
    await keeper.writer.settled();
    expect([keeper.writer.problem, keeper.state.files.size]).toEqual([undefined, 0]);
    await files.put(new Blob(['a\n1\n']), 'a.csv');
    edit(1);
    await keeper.writer.settled();
    expect([...keeper.state.files.keys()]).toEqual([file.sha256]);
  });

  it('learns what the columns hold of a table whose rows came with a project file', async () => {
    keeper.leave();
    const { sha256, sizeBytes: bytes } = await client.putValue(id, {
      value: {},
      result: undefined,
    });
    const fingerprint = 'a'.repeat(64);
    const table = { sha256: 'b'.repeat(64), bytes: 1 };
    const reader = new JournalReader();
    reader.read({ type: 'made', artifact: { fingerprint, kind: 'table', sha256, bytes, table } });
    const tables: KeptNotebook['tables'] = {
      ...notebook.tables,
      bring: async (_, artifact) => artifact,
      contents: async () => [['age', 'c'.repeat(64)]],
      sketch: async () => [],
    };
    keeper = new ProjectKeeper(client, Promise.resolve(id), { ...notebook, tables }, reader);
    await keeper.fetchArtifact(fingerprint);
    keeper.follow();
    await keeper.writer.settled();
    expect(keeper.state.artifacts.get(fingerprint)).toMatchObject({
      table: { ...table, contents: [['age', 'c'.repeat(64)]] },
      values: [],
    });
  });

  it('takes on what another tab has written, and refuses it where a line is missing', async () => {
    edit(3);
    await keeper.writer.settled();
    const other = openTab(shared).client;
    const content = await other.open(id, 'read');
    const looking = new ProjectKeeper(other, Promise.resolve(id), notebook, readContent(content));
    let { lastSeq } = content;
    const taken: boolean[] = [];
    const heard = new Promise<void>((resolve) =>
      other.subscribe(id, (event) => {
        if (event.type !== 'changed') return;
        expect(looking.takeOn(event.payloads, lastSeq - 1)).toBe(false);
        taken.push(looking.takeOn(event.payloads, lastSeq));
        lastSeq = event.lastSeq;
        if (looking.state.history.nodes.size === documents.history.nodes.size) resolve();
      }),
    );
    edit(2, 50);
    await heard;
    expect(new Set(taken)).toEqual(new Set([true]));
    expect(looking.state.history).toEqual(documents.history);
  });

  it('says that something large is not kept until it has been tried again', async () => {
    let hasRoom = false;
    keeper.writer.keep('a file', async () => {
      if (!hasRoom) throw new AppError('storage_full', 'no room');
      return undefined;
    });
    await keeper.writer.settled();
    edit(1);
    await keeper.writer.settled();
    expect(keeper.writer.problem).toMatchObject({ code: 'storage_full' });
    hasRoom = true;
    keeper.writer.retry();
    await keeper.writer.settled();
    expect(keeper.writer.problem).toBeUndefined();
  });
});
