import { beforeAll, describe, expect, it } from 'vitest';
import { addCell, changeCell } from '../../../src/notebook/document';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import type { RunRequest } from '../../../src/operators/operator-runner';
import {
  compareRuns,
  type RunDifferences,
  type RunSide,
} from '../../../src/state/runs/compare-runs';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import { RunState } from '../../../src/state/runs/runs.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let sides: Record<'table' | 'profile', [RunSide, RunSide]>;

const run = (request: RunRequest): Promise<object> => {
  const hooks = { signal: request.signal!, stop: request.stop!, onProgress: () => undefined };
  const context = engine.context(hooks, request.fingerprint);
  return request.operator.run(request.inputs as never, request.params as never, context);
};

const without = (groups: RunDifferences[], ...labels: string[]): [string, unknown[]][] =>
  groups.map(({ title, differences }) => [
    title,
    differences
      .filter(({ label }) => !labels.includes(label))
      .map(({ label, first, second, change }) => [label, first, second, change]),
  ]);

beforeAll(async () => {
  engine = await createNodeEngine();
  const documents = new DocumentState();
  const runs = new RunState(documents, { run }, new MemoryArtifactStore(), { duckdb: 'test' });
  const write = (sql: string): void =>
    documents.edit('write', (document) =>
      changeCell(document, 'c1', { params: { sql, names: [] } }),
    );
  documents.edit('add', (document) => {
    const cell = { id: 'c1', operator: 'source.sql', inputs: {}, params: {}, name: 'numbers' };
    const signal = { target: 'b', columns: ['a'], shuffles: 20 };
    return addCell(addCell(document, cell), {
      id: 'c2',
      operator: 'select.signal',
      inputs: { table: 'c1' },
      params: signal,
      name: 's',
    });
  });
  write('SELECT range AS a, range % 2 AS b FROM range(40)');
  await runs.run('c2');
  write("SELECT range AS a, range % 3 AS b, 'x' AS c FROM range(50)");
  await runs.run('c2');
  const of = (cell: string): [RunSide, RunSide] => {
    const [first, second] = runs.records
      .filter((record) => record.cell === cell && record.outcome === 'done')
      .map((record) => ({
        record,
        artifact: runs.store.get(record.fingerprint),
        inputNames: ['numbers'],
      }));
    return [first!, second!];
  };
  sides = { table: of('c1'), profile: of('c2') };
});

describe('two runs of a cell', () => {
  it('differ in settings and, for tables, in rows, columns and what is in them', () => {
    const [first, second] = sides.table;
    const { groups, cut } = compareRuns(first, second);
    expect(without(groups, 'Took', 'Rows read')).toEqual([
      ['Settings', [['SQL', first.record.params.sql, second.record.params.sql, undefined]]],
      ['How it was run', []],
      [
        'Table',
        [
          ['Rows', '40', '50', '+10'],
          ['Columns', '2', '3', '+1'],
          ['a: distinct', '40', '50', '+10'],
          ['b: distinct', '2', '3', '+1'],
          ['c', 'not there', 'VARCHAR', undefined],
        ],
      ],
    ]);
    expect(cut).toBe(0);
  });

  it('name the input that changed, and set the figures of the result side by side', () => {
    const [first, second] = sides.profile;
    const { groups } = compareRuns(first, second);
    expect(groups.map(({ title }) => title)).toEqual(['Inputs', 'How it was run', 'Result']);
    expect(groups[0]!.differences[0]!.first).toMatch(/^numbers, fingerprint [0-9a-f]{12}$/);
    for (const { first: before, second: after, change } of groups[2]!.differences) {
      expect(before).not.toBe('');
      expect(after).not.toBe('');
      expect(change).toMatch(/^[+−]/);
    }
  });

  it('differ in nothing where they are the same', () => {
    const [first] = sides.table;
    expect(compareRuns(first, first)).toEqual({ groups: [], cut: 0 });
  });
});
