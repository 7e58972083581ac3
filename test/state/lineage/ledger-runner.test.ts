import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { MemoryArtifactStore } from '../../../src/notebook/artifact-store';
import { addCell, type Cell } from '../../../src/notebook/document';
import type { RunRequest } from '../../../src/operators/operator-runner';
import { define } from '../../../src/notebook/definitions';
import { DocumentState } from '../../../src/state/cells/document.svelte';
import { rowsHandedOut } from '../../../src/state/lineage/ledger-events';
import { keepLedger } from '../../../src/state/lineage/ledger-runner';
import { LedgerState } from '../../../src/state/lineage/ledger.svelte';
import type { CellRunner } from '../../../src/state/runs/previews';
import { RunState } from '../../../src/state/runs/runs.svelte';
import { sensitiveColumns } from '../../../src/state/privacy/sensitive-columns';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let documents: DocumentState;
let runs: RunState;
let ledger: LedgerState;

/** Runs operators in this process, on the real engine. */
const nodeRunner: CellRunner = {
  run: async ({ operator, inputs, params, fingerprint, onRead }: RunRequest) => {
    const context = engine.context({}, fingerprint, onRead);
    return operator.run(inputs as never, params as never, context);
  },
};

const people = `SELECT i AS id, 'n' || i AS "full name", i % 90 AS age, i % 2 = 0 AS "HIV ""status""" FROM range(50) r(i)`;

const cell = (id: string, operator: string, rest: Partial<Cell>): Cell => ({
  id,
  operator,
  name: id,
  inputs: {},
  params: {},
  ...rest,
});

const sql = (id: string, statement: string, reads: string[] = []): Cell =>
  cell(id, 'source.sql', {
    inputs: reads.length === 0 ? {} : { tables: reads },
    params: { sql: statement, names: reads },
  });

const add = (added: Cell): void =>
  documents.edit(`add ${added.id}`, (document) => addCell(document, added));

const run = async (added: Cell): Promise<TableInfo> => {
  add(added);
  await runs.run(added.id);
  await ledger.settled();
  return runs.of(added.id).artifact!.value as TableInfo;
};

const read = (): [what: string, columns: string[]][] =>
  ledger.lines.map(({ what, columns }) => [what, columns.map(({ name }) => name)]);

beforeAll(async () => {
  engine = await createNodeEngine();
});

beforeEach(async () => {
  documents = new DocumentState();
  ledger = new LedgerState();
  const notebook = { documents, runs: { of: (id: string) => runs.of(id) } };
  const watched = keepLedger(nodeRunner, () => ({ ledger, notebook, query: engine.query }));
  runs = new RunState(documents, watched, new MemoryArtifactStore(), { duckdb: 'test' });
  await run(sql('people', people));
  add(
    cell('choice', 'select.feature-set', {
      inputs: { table: 'people' },
      params: {
        sensitivity: [
          ['full name', 'personal'],
          ['HIV "status"', 'special category'],
          ['age', 'internal'],
        ],
      },
    }),
  );
});

describe('ledger of runs', () => {
  it('says which sensitive columns a statement reads, also where it only filters by them', async () => {
    await run(sql('old', 'SELECT sum(age) FROM people', ['people']));
    expect(read()).toEqual([]);
    await run(sql('names', 'SELECT "Full Name" FROM people', ['people']));
    await run(sql('sick', 'SELECT count(*) AS n FROM people WHERE "HIV ""status"""', ['people']));
    expect(read()).toEqual([
      ['SQL: names', ['full name']],
      ['SQL: sick', ['HIV "status"']],
    ]);
    expect(ledger.lines[0]).toMatchObject({
      kind: 'read',
      table: 'people',
      rows: 50,
      columns: [{ name: 'full name', sensitivity: 'personal' }],
      protection: 'none: rows, in a table of this tab',
    });
  });

  it('follows a column into tables made from it', async () => {
    await run(sql('copy', 'SELECT * FROM people', ['people']));
    await run(sql('again', 'SELECT max("full name") FROM copy', ['copy']));
    expect(read().at(-1)).toEqual(['SQL: again', ['full name']]);
  });

  it('goes by the definitions of columns and tables as well', async () => {
    documents.edit('define', (document) =>
      define(document, 'people', 'age', { sensitivity: 'personal' }),
    );
    await run(sql('ages', 'SELECT max(age) AS a FROM people', ['people']));
    expect(read()).toEqual([['SQL: ages', ['age']]]);
    documents.edit('define', (document) =>
      define(document, 'people', undefined, { sensitivity: 'special category' }),
    );
    await run(sql('ids', 'SELECT max(id) AS i FROM people', ['people']));
    expect(ledger.lines.at(-1)!.columns).toEqual([{ name: 'id', sensitivity: 'special category' }]);
  });

  it('says nothing of a column of the same name from another source', async () => {
    await run(sql('books', `SELECT 'x' AS "full name"`));
    await run(sql('titles', 'SELECT "full name" FROM books', ['books']));
    expect(read()).toEqual([]);
  });

  it('says figures only of a step that answers without rows', async () => {
    await run(
      cell('look', 'profile.column', {
        inputs: { table: 'people' },
        params: { column: 'full name' },
      }),
    );
    expect(ledger.lines[0]).toMatchObject({ protection: 'figures only, in this tab' });
    expect(read()[0]![1]).toContain('full name');
  });

  it('has a line for a run that fails as well', async () => {
    await expect(
      run(sql('bad', 'SELECT error("full name")::INT FROM people', ['people'])),
    ).rejects.toThrow();
    await ledger.settled();
    expect(read()).toEqual([['SQL: bad', ['full name']]]);
  });

  it('names of an export the sensitive columns that went along', () => {
    const notebook = { documents, runs };
    const table = runs.of('people').artifact!.value as TableInfo;
    expect(sensitiveColumns(notebook, table)).toHaveLength(2);
    const event = rowsHandedOut(notebook, 'export', 'people as CSV', table, 50, {
      columns: ['id', 'full name'],
    });
    expect(event).toMatchObject({
      table: 'people',
      columns: [{ name: 'full name', sensitivity: 'personal' }],
    });
  });
});
