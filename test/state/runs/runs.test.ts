import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import { addCell, changeCell, type Cell } from '../../../src/notebook/document';
import type { RunRequest } from '../../../src/operators/operator-runner';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import type { CellRunner } from '../../../src/state/runs/previews';
import { RunState } from '../../../src/state/runs/runs.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let documents: DocumentState;
let runs: RunState;
let ran: string[];

/** Runs operators in this process, on the real engine. */
const nodeRunner: CellRunner = {
  run: async (request: RunRequest) => {
    ran.push(request.title);
    const hooks = {
      signal: request.signal!,
      stop: request.stop!,
      onProgress: (share: number, message: string) => request.onProgress?.({ share, message }),
    };
    const context = engine.context(hooks, request.fingerprint);
    return request.operator.run(request.inputs as never, request.params as never, context);
  },
};

const sqlCell = (id: string, sql: string, reads: string[] = []): Cell => ({
  id,
  operator: 'source.sql',
  inputs: reads.length === 0 ? {} : { tables: reads },
  params: { sql, names: reads },
  name: id,
});

const add = (cell: Cell): void =>
  documents.edit(`add ${cell.id}`, (document) => addCell(document, cell));

const setSql = (id: string, sql: string): void =>
  documents.edit('change sql', (document) => {
    const { params } = document.cells.find((cell) => cell.id === id)!;
    return changeCell(document, id, { params: { ...params, sql } });
  });

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
};

beforeAll(async () => {
  engine = await createNodeEngine();
});

beforeEach(() => {
  documents = new DocumentState();
  ran = [];
  runs = new RunState(documents, nodeRunner, new MemoryArtifactStore(), { duckdb: 'test' });
  add(sqlCell('c1', 'SELECT i FROM range(10) r(i)'));
  add(sqlCell('c2', 'SELECT sum(i)::INT AS total FROM c1', ['c1']));
});

const totalOf = async (id: string): Promise<number> => {
  const { relation } = runs.of(id).artifact!.value as { relation: string };
  return (await engine.query(`SELECT * FROM ${relation}`)).numbers('total')[0]!;
};

describe('RunState', () => {
  it('runs what a cell needs before the cell', async () => {
    await runs.run('c2');
    expect(ran).toEqual(['SQL: c1', 'SQL: c2']);
    expect(runs.of('c1').status).toBe('done');
    expect(await totalOf('c2')).toBe(45);
    expect(runs.of('c2').record).toMatchObject({
      outcome: 'done',
      rowsRead: 10,
      operator: 'source.sql',
    });
  });

  it('begins a run once when it is asked for twice at the same time', async () => {
    await Promise.all([runs.run('c1'), runs.run('c1')]);
    expect(ran).toEqual(['SQL: c1']);
    expect(runs.records).toHaveLength(1);
  });

  it('does not run the same thing twice', async () => {
    await runs.run('c2');
    await runs.run('c2');
    add(sqlCell('c3', 'SELECT i FROM range(10) r(i)'));
    await runs.run('c3');
    expect(ran.length).toBe(2);
    expect(runs.of('c3').artifact).toBe(runs.of('c1').artifact);
  });

  it('makes once what two cells ask for at the same time, and again where the first came to nothing', async () => {
    const same = 'SELECT (sum(hash(i)) % 1000)::INT AS total FROM range(30000000) r(i)';
    for (const id of ['c3', 'c4', 'c5']) add(sqlCell(id, same));
    const all = ['c3', 'c4', 'c5'].map((id) => runs.run(id));
    await until(() => ran.length > 0);
    runs.cancel(['c3', 'c4', 'c5'].find((id) => ran.includes(`SQL: ${id}`))!);
    const ended = await Promise.allSettled(all);
    expect(ended.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    expect(ran).toHaveLength(2);
    const [, made] = await Promise.all([runs.run('c3'), runs.run('c5')]);
    expect(runs.of('c4').artifact).toBe(made);
    expect(ran).toHaveLength(2);
  });

  it('follows a change of an input where that is cheap', async () => {
    await runs.run('c2');
    setSql('c1', 'SELECT i FROM range(5) r(i)');
    await until(() => ran.length === 4 && runs.of('c2').status === 'done');
    expect(ran).toEqual(['SQL: c1', 'SQL: c2', 'SQL: c1', 'SQL: c2']);
    expect(runs.isStale('c2')).toBe(false);
    expect(await totalOf('c2')).toBe(10);
  });

  it('shows an earlier result after undo without running again', async () => {
    await runs.run('c2');
    const first = runs.of('c2').artifact;
    setSql('c1', 'SELECT i FROM range(5) r(i)');
    await until(() => ran.length === 4 && runs.of('c2').status === 'done');
    documents.undo();
    await until(() => runs.of('c2').artifact === first);
    expect(await totalOf('c2')).toBe(45);
    expect(runs.isStale('c2')).toBe(false);
    expect(ran.length).toBe(4);
  });

  it('keeps the last good result beside a failure, and blames the input by name', async () => {
    await runs.run('c2');
    setSql('c1', 'SELECT nope FROM range(5) r(i)');
    await until(() => runs.of('c2').status === 'failed');
    expect(runs.of('c1').error?.code).toBe('query_failed');
    expect(runs.of('c2').error?.message).toMatch(/^c1, which this cell reads, failed: /);
    expect(await totalOf('c2')).toBe(45);
    expect(runs.isStale('c2')).toBe(true);
  });

  it('says that it was cancelled, and runs again when asked', async () => {
    add(
      sqlCell(
        'c3',
        'SELECT sum(a.range * b.range)::DOUBLE AS total FROM range(100000) a, range(100000) b',
      ),
    );
    const run = runs.run('c3');
    run.catch(() => undefined);
    await until(() => runs.of('c3').status === 'running');
    runs.cancel('c3');
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(runs.of('c3').status).toBe('cancelled');
    setSql('c3', 'SELECT 7::INT AS total');
    await runs.run('c3');
    expect(await totalOf('c3')).toBe(7);
  });

  it('refuses a cell whose input is gone, in words', async () => {
    add(sqlCell('c3', 'SELECT 1', ['c9']));
    await expect(runs.run('c3')).rejects.toMatchObject({ code: 'missing_input' });
    expect(runs.of('c3').error?.message).toContain('c9');
  });

  it('names the place of an SQL error in the text of the person', async () => {
    setSql('c2', 'SELECT total,\n  oops FROM c1');
    await expect(runs.run('c2')).rejects.toMatchObject({ code: 'query_failed' });
    const { position } = runs.of('c2').error!.details;
    expect('SELECT total,\n  oops FROM c1'.slice(position as number)).toMatch(/^(total|oops)/);
  });

  it('makes its tables anew after the engine has lost them', async () => {
    await runs.run('c2');
    const count = ran.length;
    await runs.replayTables();
    expect(ran.length).toBe(count + 2);
    expect(await totalOf('c2')).toBe(45);
  });
});
