import { beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../../src/data/artifact';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import { addCell, changeCell, type Cell } from '../../../src/notebook/document';
import type { SavedRun } from '../../../src/notebook/saved-runs';
import type { RunRequest } from '../../../src/operators/operator-runner';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import { digestResult } from '../../../src/state/runs/result-digest';
import { RunState } from '../../../src/state/runs/runs.svelte';
import { saveRuns } from '../../../src/state/runs/save-runs';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

const digest = (result: object): Promise<string> =>
  digestResult({ kind: 'report', fingerprint: 'f', value: result, result } as Artifact);

/** A table by a statement and its profile, run in a notebook of their own, as they would be saved. */
async function runAndSave(sql: string): Promise<SavedRun[]> {
  const run = (request: RunRequest): Promise<object> => {
    const hooks = { signal: request.signal!, stop: request.stop!, onProgress: () => undefined };
    const context = engine.context(hooks);
    return request.operator.run(request.inputs as never, request.params as never, context);
  };
  const documents = new DocumentState();
  const runs = new RunState(documents, { run }, new MemoryArtifactStore(), {});
  const cells: Cell[] = [
    { id: 'c1', operator: 'source.sql', inputs: {}, params: { sql, names: [] }, name: 'a' },
    { id: 'c2', operator: 'profile.table', inputs: { table: 'c1' }, params: {}, name: 'b' },
    { id: 'c3', operator: 'profile.table', inputs: {}, params: {}, name: 'c' },
    { id: 'c4', operator: 'profile.table', inputs: { table: 'c1' }, params: {}, name: 'd' },
  ];
  documents.edit('add', (document) =>
    cells.reduce((whole, cell) => addCell(whole, cell), document),
  );
  await runs.run('c2');
  await runs.run('c3').catch(() => undefined);
  return saveRuns({ cells, runs }, engine.query, { duckdb: '1.4.3' });
}

describe('what cells came to', () => {
  it('is the same for the same work, wherever its tables lie', async () => {
    const sql = "SELECT range AS a, 'x' || range % 3 AS b FROM range(20)";
    const [first, second] = [await runAndSave(sql), await runAndSave(sql)];
    expect(first).toEqual(second);
    expect(first.map(({ cell, outcome }) => [cell, outcome])).toEqual([
      ['c1', 'done'],
      ['c2', 'done'],
      ['c3', 'failed'],
    ]);
    expect(first[0]).toMatchObject({
      engine: '1.4.3',
      table: {
        rows: 20,
        columns: [
          ['a', 'BIGINT'],
          ['b', 'VARCHAR'],
        ],
      },
    });
    expect(first[1]!.figures!.length).toBeGreaterThan(0);
  });

  it('has a checksum of values that knows every value and no order', async () => {
    const checksum = async (sql: string): Promise<unknown> =>
      (await runAndSave(sql))[0]!.table!.checksum;
    const ordered = await checksum('SELECT range AS a FROM range(20)');
    expect(await checksum('SELECT range AS a FROM range(20) ORDER BY a DESC')).toBe(ordered);
    expect(await checksum('SELECT range + (range = 7)::INT AS a FROM range(20)')).not.toBe(ordered);
    expect(await checksum('SELECT 1 AS a FROM range(2)')).not.toBe(
      await checksum('SELECT 2 AS a FROM range(2)'),
    );
  });

  it('leaves out stale results', async () => {
    const documents = new DocumentState();
    const run = (): Promise<object> => Promise.resolve({});
    const runs = new RunState(documents, { run }, new MemoryArtifactStore(), {});
    const cell = { id: 'c1', operator: 'publish.note', inputs: {}, params: {}, name: 'n' };
    documents.edit('add', (document) => addCell(document, cell));
    documents.edit('write', (document) => changeCell(document, 'c1', { note: 'x' }));
    expect(await saveRuns({ cells: documents.current.cells, runs }, engine.query, {})).toEqual([]);
  });
});

describe('the digest of a result', () => {
  it('knows values, not the order of keys nor how long it took', async () => {
    const base = await digest({ a: 1, b: [1, 2n, NaN, -0], c: new Float64Array([1, 2]) });
    expect(
      await digest({ c: new Float64Array([1, 2]), b: [1, 2n, NaN, -0], a: 1, durationMs: 4 }),
    ).toBe(base);
    expect(await digest({ a: 1, b: [1, 2n, NaN, 0], c: new Float64Array([1, 2]) })).not.toBe(base);
    expect(await digest({ a: 1, b: [1, 2n, NaN, -0], c: new Float64Array([1, 3]) })).not.toBe(base);
    expect(await digest({ a: new Map([['x', 1]]) })).not.toBe(await digest({ a: new Map() }));
  });
});
