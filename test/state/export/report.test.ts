import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/data/app-error';
import type { TableInfo } from '../../../src/data/table';
import type { Cell } from '../../../src/notebook/document';
import { newRun, type CellRun } from '../../../src/state/runs/cell-run';
import { gatherReport, type Report, type ReportSource } from '../../../src/state/export/report';
import { queryRows } from '../../../src/state/export/report-choice.svelte';
import chart from '../../../src/operators/profile/chart';
import sql from '../../../src/operators/source/sql';
import { checkParams } from '../../../src/operators/params';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(
    `SELECT range AS "__proto__", 'v' || range AS "a""b", [range, NULL] AS list,
      CASE WHEN range > 1 THEN 12345678901234567.89::DECIMAL(20, 2) END AS exact FROM range(250)`,
  );
});

const cellOf = (id: string, operator: string, change: Partial<Cell> = {}): Cell => ({
  id,
  operator,
  inputs: {},
  params: {},
  name: `name_${id}`,
  ...change,
});

function gather(
  cells: Cell[],
  runs: Record<string, Partial<CellRun>>,
  rowsPerTable = 0,
  stale: string[] = [],
): Promise<Report> {
  const source = {
    cells,
    title: 'Title',
    runs: {
      of: (id: string): CellRun => ({ ...newRun, ...runs[id] }),
      isStale: (id: string): boolean => stale.includes(id),
    },
    firstRows: (info: TableInfo, limit: number) => queryRows(info, limit, engine.query),
  };
  return gatherReport(source as unknown as ReportSource, rowsPerTable);
}

describe('what goes into a report', () => {
  it('warns of steps that were not run, failed, are stale or unknown', async () => {
    const error = new AppError('query_failed', 'no such column: x');
    const { cells } = await gather(
      [cellOf('a', 'source.sql'), cellOf('b', 'source.sql'), cellOf('c', 'future.step')],
      { b: { status: 'failed', error } },
      0,
      ['b'],
    );
    expect(cells.map(({ warnings }) => warnings)).toEqual([
      ['This step has not been run.'],
      [
        'The last run failed: no such column: x',
        'The answer is of earlier settings or inputs than those named here.',
      ],
      ['This version of Assay does not know the step future.step.', 'This step has not been run.'],
    ]);
  });

  it('takes the text of a note as it is, without settings', async () => {
    const { cells } = await gather(
      [cellOf('a', 'publish.note', { params: { text: '# Hello' } })],
      {},
    );
    expect(cells[0]).toMatchObject({ markdown: '# Hello', settings: [], warnings: [] });
  });

  it('lists the columns of a table, and its rows only when asked for', async () => {
    const artifact = { kind: 'table' as const, fingerprint: 'f', value: table, result: { table } };
    const cells = [cellOf('a', sql.id, { params: { sql: 'SELECT 1' } })];
    const runs = { a: { status: 'done' as const, artifact, params: { sql: 'SELECT 1' } } };
    const without = (await gather(cells, runs)).cells[0]!;
    expect(without.rows).toBeUndefined();
    expect(without.tables[0]!.rows.map(([name]) => name)).toEqual([
      '__proto__',
      'a"b',
      'list',
      'exact',
    ]);
    const { rows } = (await gather(cells, runs, 100)).cells[0]!;
    expect(rows!.rows).toHaveLength(100);
    expect([rows!.columns, rows!.rowCount]).toEqual([['__proto__', 'a"b', 'list', 'exact'], 250]);
    expect(rows!.rows[2]).toEqual(['2', 'v2', '[2, NULL]', '12345678901234567.89']);
    expect(rows!.rows[0]![3]).toBeNull();
  });

  it('leaves out figures that show single rows unless rows are asked for', async () => {
    const params = checkParams(
      chart.params,
      { kind: 'scatter', columns: ['__proto__', 'exact'] },
      { table },
    );
    const result = await engine.run(chart, { table }, params);
    const cells = [cellOf('a', chart.id, { params })];
    const artifact = { kind: 'report' as const, fingerprint: 'f', value: result, result };
    const runs = { a: { status: 'done' as const, artifact, params } };
    const without = (await gather(cells, runs)).cells[0]!;
    expect([without.figures.length, without.leftOut]).toEqual([0, ['exact by __proto__']]);
    const all = (await gather(cells, runs, 100)).cells[0]!;
    expect([all.figures.length, all.leftOut]).toEqual([1, []]);
    expect(all.statements.length).toBeGreaterThan(0);
  });

  it('names the file by its hash, the inputs, and the run with its whole fingerprint', async () => {
    const file = { name: 'a.csv', sha256: 'ab'.repeat(32), sizeBytes: 1234 };
    const record = {
      startedAt: '2026-11-28T08:00:00.000Z',
      durationMs: 20,
      rowsRead: 7,
      seed: 4,
      engines: { duckdb: '1.4.3' },
      fingerprint: 'cd'.repeat(32),
    } as unknown as CellRun['record'];
    const { cells } = await gather(
      [
        cellOf('a', 'source.file', { params: { file } }),
        cellOf('b', 'profile.table', { inputs: { table: 'a' } }),
      ],
      { b: { status: 'done', record } },
    );
    const facts = cells.map((cell) => cell.facts.map(({ label, value }) => `${label}: ${value}`));
    expect(facts[0]).toEqual([
      'File: a.csv',
      'Bytes: 1,234',
      `SHA-256 of the file: ${'ab'.repeat(32)}`,
    ]);
    expect(facts[1]).toEqual(
      expect.arrayContaining([
        'From: table: name_a',
        'Started (UTC): 2026-11-28T08:00:00.000Z',
        'Rows read: 7',
        'Seed: 4',
        'Engine: duckdb 1.4.3',
        `Fingerprint: ${'cd'.repeat(32)}`,
      ]),
    );
  });
});
