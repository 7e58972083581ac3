import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import { addCell, changeCell, type Cell } from '../../../src/notebook/document';
import type { RunRequest } from '../../../src/operators/operator-runner';
import { findCellStatus } from '../../../src/state/cells/cell-status';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import {
  columnsOf,
  listInputs,
  listRunFacts,
  listSettings,
  listUsers,
} from '../../../src/state/cells/inspection';
import type { OpenNotebook } from '../../../src/state/cells/open-notebook';
import { listMenu } from '../../../src/state/cells/operator-menu';
import { listProject } from '../../../src/state/project/project';
import { RunState } from '../../../src/state/runs/runs.svelte';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let documents: DocumentState;
let notebook: OpenNotebook;

/** Runs operators in this process, on the real engine. */
const run = async (request: RunRequest): Promise<object> =>
  request.operator.run(
    request.inputs as never,
    request.params as never,
    engine.context({ signal: request.signal!, stop: request.stop! }, request.fingerprint),
  );

const sqlCell = (id: string, name: string, sql: string, reads: string[] = []): Cell => ({
  id,
  operator: 'source.sql',
  inputs: reads.length === 0 ? {} : { tables: reads },
  params: {
    sql,
    names: reads.map((read) => documents.current.cells.find((cell) => cell.id === read)!.name),
  },
  name,
});

const add = (cell: Cell): void => documents.edit('add', (document) => addCell(document, cell));

const cellOf = (id: string): Cell => documents.current.cells.find((cell) => cell.id === id)!;

beforeAll(async () => {
  engine = await createNodeEngine();
});

beforeEach(async () => {
  documents = new DocumentState();
  const runs = new RunState(documents, { run }, new MemoryArtifactStore(), { duckdb: '1.4.3' });
  notebook = {
    get cells() {
      return documents.current.cells;
    },
    runs,
  };
  add(sqlCell('c1', 'people', 'SELECT i AS age, i % 2 AS label FROM range(1200) r(i)'));
  add(sqlCell('c2', 'old', 'SELECT * FROM people WHERE age > 600', ['c1']));
  await runs.run('c2');
});

describe('listProject', () => {
  it('lists what cells made, by kind, with size and standing', () => {
    const [tables] = listProject(notebook);
    expect(tables).toMatchObject({ kind: 'table', title: 'Tables' });
    expect(tables?.items.map(({ name, detail, status }) => [name, detail, status.id])).toEqual([
      ['people', '1,200 rows × 2', 'done'],
      ['old', '599 rows × 2', 'done'],
    ]);
  });

  it('finds by what is typed', () => {
    expect(listProject(notebook, ' OLD ').flatMap((group) => group.items)).toHaveLength(1);
    expect(listProject(notebook, '1,200').flatMap((group) => group.items)[0]?.id).toBe('c1');
    expect(listProject(notebook, 'nothing of that name')).toEqual([]);
  });

  it('leaves reports to the notebook', () => {
    add({ id: 'c3', operator: 'publish.note', inputs: {}, params: { text: '' }, name: 'note' });
    expect(listProject(notebook)).toHaveLength(1);
  });

  it('says that a cell waits for a choice instead of having failed', () => {
    add({ id: 'c3', operator: 'train.boosted-trees', inputs: {}, params: {}, name: 'trees' });
    expect(findCellStatus(notebook, cellOf('c3')).id).toBe('choose');
  });
});

describe('inspection', () => {
  it('walks the edges both ways', () => {
    expect(listInputs(cellOf('c2'), notebook)).toMatchObject([{ id: 'c1', name: 'people' }]);
    expect(listUsers(cellOf('c1'), notebook)).toMatchObject([{ id: 'c2', name: 'old' }]);
    expect(listUsers(cellOf('c2'), notebook)).toEqual([]);
  });

  it('leaves out edges to cells that are gone', () => {
    documents.edit('break', (document) =>
      changeCell(document, 'c2', { inputs: { tables: ['c9'] } }),
    );
    expect(listInputs(cellOf('c2'), notebook)).toEqual([]);
  });

  it('tells the last run', () => {
    const facts = new Map(
      listRunFacts(cellOf('c2'), notebook).map((fact) => [fact.label, fact.value]),
    );
    expect(facts.get('Rows read')).toBe('1,200');
    expect(facts.get('Engine')).toBe('duckdb 1.4.3');
    expect(facts.get('Fingerprint')).toMatch(/^[0-9a-f]{12}$/);
    expect(facts.has('Seed')).toBe(false);
  });

  it('lists settings as a person reads them, without what views keep for themselves', () => {
    expect(listSettings(cellOf('c1'))).toEqual([
      { label: 'SQL', value: 'SELECT i AS age, i % 2 AS label FROM range(1200) r(i)' },
    ]);
  });

  it('knows the columns of tables only', () => {
    const { artifact } = notebook.runs.of('c1');
    expect(columnsOf(artifact).map((column) => column.name)).toEqual(['age', 'label']);
    expect(columnsOf(undefined)).toEqual([]);
  });
});

describe('listMenu', () => {
  const reasonOf = (id: string): string | undefined =>
    listMenu(notebook)
      .flatMap((topic) => topic.entries)
      .find((entry) => entry.operator.id === id)?.reason;

  it('says what is missing for a step', () => {
    expect(reasonOf('evaluate.model')).toBe('Needs a model: train one first.');
    expect(reasonOf('profile.table')).toBeUndefined();
  });

  it('shows files only where they are dropped, and no topic without a step', () => {
    const topics = listMenu(notebook);
    expect(topics.every((topic) => topic.entries.length > 0)).toBe(true);
    const ids = topics.flatMap((topic) => topic.entries.map((entry) => entry.operator.id));
    expect(ids).not.toContain('source.file');
    expect(ids).toContain('source.sql');
  });
});
