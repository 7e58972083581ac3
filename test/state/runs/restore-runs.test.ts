import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Artifact } from '../../../src/data/artifact';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import { addCell, changeCell, type Cell } from '../../../src/notebook/document';
import type { RunRecord } from '../../../src/notebook/run-record';
import type { RunRequest } from '../../../src/operators/operator-runner';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import { RunState, type RunEvent } from '../../../src/state/runs/runs.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let ran: string[];
/** What a first page kept. */
let kept: Map<string, Artifact>;
let records: RunRecord[];

const cell = (id: string, sql: string): Cell => ({
  id,
  operator: 'source.sql',
  inputs: {},
  params: { sql, names: [] },
  name: id,
});

const run = async (request: RunRequest): Promise<object> => {
  ran.push(request.title);
  const hooks = { signal: request.signal!, stop: request.stop!, onProgress: () => undefined };
  const context = engine.context(hooks, request.fingerprint);
  return request.operator.run(request.inputs as never, request.params as never, context);
};

/** A page with the same two cells, the second of which fails. */
function openPage(): { documents: DocumentState; runs: RunState; store: MemoryArtifactStore } {
  const documents = new DocumentState();
  const store = new MemoryArtifactStore();
  const runs = new RunState(documents, { run }, store, { duckdb: 'test' });
  documents.edit('add', (document) => addCell(document, cell('c1', 'SELECT 1 AS one')));
  documents.edit('add', (document) => addCell(document, cell('c2', 'SELECT nothing')));
  return { documents, runs, store };
}

beforeAll(async () => {
  engine = await createNodeEngine();
});

beforeEach(async () => {
  ran = [];
  kept = new Map();
  records = [];
  const { runs } = openPage();
  runs.subscribe((event: RunEvent) => {
    if (event.type === 'made') kept.set(event.artifact.fingerprint, event.artifact);
    else records.push(event.record);
  });
  await runs.run('c1');
  await runs.run('c2').catch(() => undefined);
  ran = [];
});

describe('a kept notebook that is opened again', () => {
  it('shows results and failures without running anything', async () => {
    const { runs, store } = openPage();
    store.fetchFrom(async (fingerprint) => kept.get(fingerprint));
    await runs.restore(records);
    expect(runs.of('c1')).toMatchObject({ status: 'done', record: { cell: 'c1' } });
    expect(runs.of('c2')).toMatchObject({ status: 'failed', error: { code: 'query_failed' } });
    expect(runs.isStale('c1')).toBe(false);
    expect(ran).toEqual([]);
  });

  it('has the pictures above columns without counting anew', async () => {
    const pictures = (runs: RunState): Promise<object> =>
      runs.preview(
        'profile.headers',
        { table: 'c1' },
        { where: '', columns: [] },
        { isKept: true, signal: new AbortController().signal },
      );
    const first = openPage();
    first.runs.subscribe((event: RunEvent) => {
      if (event.type !== 'made') return;
      kept.set(event.artifact.fingerprint, event.artifact);
      if (event.shownBeside) beside.push(...event.shownBeside);
    });
    const beside: string[] = [];
    const { fingerprint } = await first.runs.run('c1');
    const drawn = await pictures(first.runs);
    expect(beside).toEqual([fingerprint]);
    ran = [];
    const { runs, store } = openPage();
    store.fetchFrom(async (name) => kept.get(name));
    await runs.restore(records);
    expect(await pictures(runs)).toEqual(drawn);
    expect(ran).toEqual([]);
  });

  it('shows an older result as stale where the cell has been changed since', async () => {
    const { documents, runs, store } = openPage();
    documents.edit('change', (document) =>
      changeCell(document, 'c1', { params: { sql: 'SELECT 2 AS two', names: [] } }),
    );
    store.fetchFrom(async (fingerprint) => kept.get(fingerprint));
    await runs.restore(records);
    expect(runs.of('c1').status).toBe('done');
    expect(runs.isStale('c1')).toBe(true);
  });

  it('names what was done and is not kept', async () => {
    const { runs } = openPage();
    await runs.restore(records);
    expect(runs.of('c1').status).toBe('new');
    expect(runs.lost).toEqual(['c1']);
  });

  it('brings a result back from where it is kept when an edit is undone', async () => {
    const { documents, runs, store } = openPage();
    store.fetchFrom(async (fingerprint) => kept.get(fingerprint));
    await runs.restore(records);
    documents.edit('change', (document) =>
      changeCell(document, 'c1', { params: { sql: 'SELECT 3 AS three', names: [] } }),
    );
    await runs.run('c1');
    store.forget(() => true);
    documents.undo();
    while (runs.isStale('c1')) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(ran).toHaveLength(1);
  });
});
