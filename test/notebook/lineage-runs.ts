import type { LineageRecord, LineageRun } from '../../src/notebook/lineage-record';
import type { RunRecord } from '../../src/notebook/run-record';
import { lineageSteps } from './lineage-graph';

const base = {
  operatorVersion: 2,
  startedAt: '2026-11-28T08:00:00.000Z',
  durationMs: 12.5,
  rowsRead: 1200,
  engines: { duckdb: '1.4.3', 'duckdb-wasm': '1.32.0' },
} as const;

const runs: LineageRun[] = lineageSteps.map(({ cell, kind, artifact, columnsRead, files }) => ({
  record: {
    ...base,
    cell: cell.id,
    operator: cell.operator,
    fingerprint: artifact!.fingerprint,
    params: { sql: 'SELECT city FROM people', share: 0.25, seed: 7, list: ['a', 'b'] },
    inputs: Object.values(cell.inputs)
      .flat()
      .map((id) => id.padEnd(64, '0')),
    outcome: 'done',
    seed: 7,
    backend: 'wasm',
  } satisfies RunRecord,
  name: cell.name,
  title: 'SQL',
  question: 'What does a query give?',
  kind,
  artifact,
  files,
  columnsRead,
  description: cell.id === 'c1' ? 'People of a town' : undefined,
  columnDescriptions: new Map(cell.id === 'c1' ? [['age', 'In years']] : []),
}));

const failed: LineageRun = {
  ...runs[1]!,
  artifact: undefined,
  record: {
    ...runs[1]!.record,
    fingerprint: 'f'.repeat(64),
    outcome: 'failed',
    error: { code: 'query_failed', message: 'unknown column: x', details: {} },
  },
};

const cancelled: LineageRun = {
  ...failed,
  record: { ...failed.record, startedAt: '2026-11-28T08:01:00.000Z', outcome: 'cancelled' },
};

/** Eight runs: six that were done, one that failed, one that was cancelled. */
export const lineageRecord: LineageRecord = {
  title: 'People',
  at: '2026-11-28T09:00:00.000Z',
  producer: 'urn:assay:workbench:test',
  runs: [...runs, failed, cancelled],
};
