import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import { addCell, changeCell, removeCell, type Cell } from '../../../src/notebook/document';
import type { RunRequest } from '../../../src/operators/operator-runner';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import { RunState } from '../../../src/state/runs/runs.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

const cell: Cell = { id: 'c1', operator: 'source.sql', inputs: {}, params: {}, name: 'numbers' };

beforeAll(async () => {
  engine = await createNodeEngine();
});

describe('going to a step of the history', () => {
  it('shows the results that it had, on any branch, without running anything', async () => {
    const ran: string[] = [];
    const run = async (request: RunRequest): Promise<object> => {
      ran.push(request.fingerprint);
      const hooks = { signal: request.signal!, stop: request.stop!, onProgress: () => undefined };
      const context = engine.context(hooks, request.fingerprint);
      return request.operator.run(request.inputs as never, request.params as never, context);
    };
    const documents = new DocumentState();
    const runs = new RunState(documents, { run }, new MemoryArtifactStore(), { duckdb: 'test' });
    const write = async (rows: number): Promise<string> => {
      const params = { sql: `SELECT * FROM range(${rows})`, names: [] };
      documents.edit(`${rows} rows`, (document) => changeCell(document, 'c1', { params }));
      await runs.run('c1');
      return documents.history.position;
    };
    const rowsShown = async (step: string): Promise<number> => {
      documents.jump(step);
      await runs.refresh();
      expect(runs.isStale('c1')).toBe(false);
      return (runs.of('c1').artifact!.value as TableInfo).rowCount;
    };

    documents.edit('add', (document) => addCell(document, cell));
    const two = await write(2);
    const three = await write(3);
    documents.jump(two);
    const four = await write(4);
    documents.edit('delete', (document) => removeCell(document, 'c1'));

    expect(ran).toHaveLength(3);
    expect(await rowsShown(three)).toBe(3);
    expect(await rowsShown(four)).toBe(4);
    expect(await rowsShown(two)).toBe(2);
    expect(ran).toHaveLength(3);
  });
});
