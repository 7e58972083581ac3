import { BlobSink } from '../../src/engine/encode/file-sink';
import { hashFile } from '../../src/engine/files/hash-file';
import type { StorageClient } from '../../src/engine/storage/storage-client';
import type { Cell, NotebookDocument } from '../../src/notebook/document';
import { record, startHistory, undo } from '../../src/notebook/history';
import { nextLine, type LedgerLine } from '../../src/notebook/ledger';
import type { KeptArtifact, ProjectState } from '../../src/notebook/project-state';
import type { RunRecord } from '../../src/notebook/run-record';
import { writeProjectFile, type ProjectParts } from '../../src/state/project/write-project-file';

/** A project that is kept in a store, with all that a project may have. */
export interface KeptProject {
  id: string;
  state: ProjectState;
  values: Map<string, object>;
}

export const csv = 'age,city\n31,Bern\n47,Oslo\n';
const now = new Date('2026-01-02T03:04:05Z');
const fingerprint = (letter: string): string => letter.repeat(64);

/** Two branches, three results (a table among them), a file, three runs and two lines of a ledger. */
export async function keepProject(client: StorageClient): Promise<KeptProject> {
  const id = await client.create({ title: 'people', changedAt: '', cells: 2, entries: [] });
  await client.open(id, 'write');
  const file = new Blob([csv]);
  const sha256 = await client.putBlob(id, file);
  const values = new Map<string, object>([
    [fingerprint('a'), tableFacts],
    [fingerprint('b'), { kind: 'profile', counts: new Map([['Bern', 1n]]), deep: [[-0, NaN]] }],
    [fingerprint('c'), { weights: new Float32Array([1.5, -2]), labels: new Set(['yes', 'no']) }],
  ]);
  const artifacts: KeptArtifact[] = [];
  for (const [[print, value], kind] of zip([...values], ['table', 'report', 'model'] as const)) {
    const { sha256: stored, sizeBytes } = await client.putValue(id, { value, result: undefined });
    artifacts.push({ fingerprint: print, kind, sha256: stored, bytes: sizeBytes });
  }
  const state: ProjectState = {
    history: history(sha256, file.size),
    records: records(),
    artifacts: new Map(artifacts.map((artifact) => [artifact.fingerprint, artifact])),
    files: new Map([[sha256, { sha256, bytes: file.size }]]),
    ledger: await ledger(),
    trusted: new Set(),
  };
  return { id, state, values };
}

/** The project as a file with everything in it, or what `parts` says. */
export async function projectFile(
  client: StorageClient,
  { id, state }: KeptProject,
  parts: Partial<ProjectParts> = {},
): Promise<Blob> {
  const sink = new BlobSink('application/zip');
  const all: ProjectParts = {
    artifacts: [...state.artifacts.values()],
    files: [...state.files.values()],
    aggregatesOnly: false,
    ...parts,
  };
  const getBlob = (sha256: string): Promise<Blob> => client.getBlob(id, sha256);
  await writeProjectFile(state, all, sink, { getBlob, hash: hashFile });
  return sink.blob;
}

const tableFacts = {
  relation: '"artifacts"."a"',
  rowCount: 2,
  columns: [{ name: '__proto__', kind: 'integer', type: 'BIGINT' }],
  rejected: { count: 1, lines: [{ line: 3, reason: 'short', text: 'x' }] },
};

function history(sha256: string, sizeBytes: number): ProjectState['history'] {
  const cell = (id: string, params: Record<string, unknown>): Cell => ({
    id,
    operator: id === 'c1' ? 'source.file' : 'source.sql',
    inputs: id === 'c1' ? {} : { tables: ['c1'] },
    params,
    name: id === 'c1' ? 'people' : 'older',
    note: 'first line\nsecond line',
    definitions: { columns: [['age', { sensitivity: 'personal', unit: 'years' }]] },
  });
  const first = cell('c1', { file: { name: 'people.csv', sha256, sizeBytes }, options: {} });
  const second = cell('c2', { sql: 'SELECT *\nFROM people\nWHERE age > 40', names: ['people'] });
  const empty: NotebookDocument = { format: 1, title: 'people', cells: [] };
  const one = { ...empty, cells: [first] };
  const started = startHistory(empty, 'Start', now);
  const added = record(started, 'add File', one, now);
  const left = record(added, 'rename', { ...one, title: 'dropped' }, now);
  return record(undo(left), 'add SQL', { ...one, cells: [first, second] }, now);
}

function records(): RunRecord[] {
  const run: RunRecord = {
    cell: 'c1',
    operator: 'source.file',
    operatorVersion: 1,
    fingerprint: fingerprint('a'),
    params: { options: {} },
    inputs: [],
    startedAt: now.toISOString(),
    durationMs: 12.5,
    rowsRead: 0,
    rowsMade: 2,
    engines: { duckdb: '1.4.3' },
    outcome: 'done',
  };
  const error = { code: 'query_failed' as const, message: 'no such column', details: { at: 3 } };
  return [
    run,
    { ...run, cell: 'c2', fingerprint: fingerprint('b'), inputs: [fingerprint('a')], seed: 7 },
    { ...run, cell: 'c2', fingerprint: fingerprint('d'), outcome: 'failed', error },
  ];
}

async function ledger(): Promise<LedgerLine[]> {
  const columns = [{ name: 'age', sensitivity: 'personal' as const }];
  const event = { kind: 'read' as const, what: 'SQL: older', rows: 2, columns, protection: 'none' };
  const first = await nextLine([], event, now);
  return [first, await nextLine([first], { ...event, table: 'people' }, now)];
}

function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  return left.map((item, index) => [item, right[index]!]);
}
