import { BlobSink } from '../../src/engine/encode/file-sink';
import { hashFile } from '../../src/engine/files/hash-file';
import { Archiver } from '../../src/engine/archive/archiver';
import { serveArchive, type CallPage } from '../../src/engine/archive/serve-archive';
import { StoredTables } from '../../src/engine/database/stored-tables';
import { readTableFile } from '../../src/engine/database/table-file-facts';
import { MemoryDirectory } from '../../src/engine/storage/memory/memory-directory';
import type { Directory } from '../../src/engine/storage/ports';
import type { StorageClient } from '../../src/engine/storage/storage-client';
import type { Cell, NotebookDocument } from '../../src/notebook/document';
import { record, startHistory, undo } from '../../src/notebook/history';
import { nextLine, type LedgerLine } from '../../src/notebook/ledger';
import type { KeptArtifact, ProjectState } from '../../src/notebook/project-state';
import type { RunRecord } from '../../src/notebook/run-record';
import { Channel } from '../../src/engine/workers/channel';
import type { ReadHooks } from '../../src/state/project/read-project-file';
import {
  writeProjectFile,
  type ChosenRows,
  type ProjectParts,
} from '../../src/state/project/write-project-file';
import { WrittenFile, type NodeEngine } from './node-engine';

/** The archive worker's own code behind messages, as in the browser, over the store of `root`. */
export function startArchiver(root: Directory = new MemoryDirectory()): Archiver {
  const { port1, port2 } = new MessageChannel();
  const callPage: CallPage = (method, args, options) => worker.call(method, args, options);
  const worker = new Channel(
    port2,
    serveArchive(callPage, async () => root),
  );
  return new Archiver(port1, () => {
    port1.close();
    port2.close();
  });
}

/** Unpacks into the store of `root`; reads rows in `engine`, and without one no file may hold any. */
export function readHooks(root: Directory, engine?: NodeEngine): ReadHooks {
  return {
    archiver: () => startArchiver(root),
    inspectRows: (file, signal) =>
      engine
        ? readTableFile(engine.session, file, signal)
        : Promise.reject(new RangeError('this file has no rows')),
  };
}

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
    rows: [],
    aggregatesOnly: false,
    ...parts,
  };
  const getBlob = (sha256: string): Promise<Blob> => client.getBlob(id, sha256);
  const getRows = async (print: string): Promise<Blob> => (await client.findTable(id, print))!;
  await writeProjectFile(state, all, sink, { archiver: startArchiver, getBlob, getRows });
  return sink.blob;
}

/** The statement whose rows are those of the project's table. */
export const tableSelect = 'SELECT 31::BIGINT AS "__proto__" UNION ALL SELECT 47';

/** A file of a table as the page stores it, or as `change` leaves it, which sees the database under `db`. */
export async function tableFile(
  engine: NodeEngine,
  select: string,
  change: readonly string[] = [],
): Promise<Blob> {
  const { session } = engine;
  const made = `made${(filesMade += 1)}`;
  const first = new WrittenFile();
  await engine.table(select, made);
  if (change.length === 0) {
    await new StoredTables(session).store(made, first.handle);
    return new Blob([first.bytes]);
  }
  const { path, release } = await session.registerNewFile(`${made}.duckdb`, first.handle);
  await session.query(`ATTACH '${path}' AS db`);
  await session.query(`CREATE TABLE db.t AS FROM artifacts."${made}"`);
  for (const statement of change) await session.query(statement);
  await session.query('DETACH db');
  release();
  return new Blob([first.bytes]);
}

let filesMade = 0;

/** Keeps rows for the project's table; answers what puts them into a file. */
export async function keepRows(
  client: StorageClient,
  { id }: KeptProject,
  file: Blob,
): Promise<ChosenRows> {
  const print = fingerprint('a');
  const { sha256, sizeBytes } = await client.putTable(id, print, file, {
    sha256: await hashFile(file),
  });
  const kept = { sha256, bytes: sizeBytes };
  return { fingerprint: print, table: 'people', rowCount: 2, kept };
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
