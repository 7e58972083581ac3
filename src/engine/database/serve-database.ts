import { readColumns, type Columns } from '../../data/columns';
import type { CountedColumn } from '../../data/kinds';
import type { RejectedLines } from '../../data/table';
import { Transferred, type Handlers } from '../workers/channel';
import { OpenStreams } from './open-streams';
import type { DatabaseSession } from './session';
import { StoredTables } from './stored-tables';
import { readTableFile } from './table-file-facts';
import {
  artifactSchema,
  createTable,
  createTableOf,
  dropTable,
  inspectTable,
  renameTable,
  type KindChanges,
  type TypedColumn,
} from './tables';

/** Arguments of the database worker's functions, by name. */
export interface DatabaseCalls {
  ready: null;
  query: { sql: string };
  queryBehind: { sql: string };
  noticeUse: null;
  standStill: { mostMs: number };
  goOn: null;
  openStream: { sql: string; leastBytes: number };
  nextPiece: { stream: number };
  closeStream: { stream: number };
  createTable: { fingerprint: string; select: string; kinds: KindChanges };
  createTableOf: { fingerprint: string; columns: readonly TypedColumn[]; ipc: Uint8Array };
  inspectTable: {
    fingerprint: string;
    kinds: KindChanges;
    rejected: RejectedLines;
    counted: readonly CountedColumn[];
    kindCounts: Uint8Array | undefined;
  };
  dropTable: { fingerprint: string };
  renameTable: { relation: string; fingerprint: string };
  insertIpc: { schema: string; table: string; ipc: Uint8Array; create: boolean };
  storeTable: { fingerprint: string; file: FileSystemFileHandle };
  attachTable: { fingerprint: string; file: Blob };
  readTableFile: { file: Blob };
  registerFile: { name: string; file: Blob };
  dropFile: { path: string };
  tableNames: { sql: string };
}

type Served = {
  [K in keyof DatabaseCalls]: (args: DatabaseCalls[K], call: { signal: AbortSignal }) => unknown;
};

/** The functions of the database worker. They wait for the engine to be up. */
export function serveDatabase(opening: Promise<DatabaseSession>): Handlers {
  const queryWith =
    (session: DatabaseSession, signal: AbortSignal) =>
    async (sql: string): Promise<Columns> =>
      readColumns(await session.query(sql, signal));
  const streams = new OpenStreams();
  const storing = opening.then((session) => new StoredTables(session));
  storing.catch(() => undefined);
  const served: Served = {
    ready: async () => void (await opening),
    query: async ({ sql }, { signal }) => {
      const bytes = await (await opening).query(sql, signal);
      return new Transferred(bytes, [bytes.buffer as ArrayBuffer]);
    },
    queryBehind: async ({ sql }, { signal }) => {
      const bytes = await (await opening).queryBehind(sql, signal);
      return new Transferred(bytes, [bytes.buffer as ArrayBuffer]);
    },
    noticeUse: async () => (await opening).noticeUse(),
    standStill: async ({ mostMs }) => (await opening).standStill(mostMs),
    goOn: async () => (await opening).goOn(),
    openStream: async ({ sql, leastBytes }) => streams.open(await opening, sql, leastBytes),
    nextPiece: async ({ stream }, { signal }) => {
      const piece = await streams.next(stream, signal);
      return piece && new Transferred(piece, [piece.buffer as ArrayBuffer]);
    },
    closeStream: ({ stream }) => streams.close(stream),
    createTable: async ({ fingerprint, select, kinds }, { signal }) => {
      const table = await createTable(queryWith(await opening, signal), fingerprint, select, kinds);
      await (await storing).detach(fingerprint);
      return table;
    },
    createTableOf: async ({ fingerprint, columns, ipc }, { signal }) => {
      const session = await opening;
      const insert = (bytes: Uint8Array): void =>
        session.insertIpc(artifactSchema, fingerprint, bytes, false);
      const query = queryWith(session, signal);
      const table = await createTableOf(query, insert, fingerprint, columns, ipc);
      await (await storing).detach(fingerprint);
      return table;
    },
    inspectTable: async ({ fingerprint, kinds, rejected, counted, kindCounts }, { signal }) =>
      inspectTable(
        queryWith(await opening, signal),
        fingerprint,
        kinds,
        rejected,
        counted,
        kindCounts,
      ),
    dropTable: async ({ fingerprint }, { signal }) => {
      await (await storing).detach(fingerprint);
      await dropTable(queryWith(await opening, signal), fingerprint);
    },
    storeTable: async ({ fingerprint, file }, { signal }) =>
      (await storing).store(fingerprint, file, signal),
    attachTable: async ({ fingerprint, file }) => (await storing).attach(fingerprint, file),
    readTableFile: async ({ file }, { signal }) => readTableFile(await opening, file, signal),
    renameTable: async ({ relation, fingerprint }, { signal }) => {
      await (await storing).detach(fingerprint);
      await renameTable(queryWith(await opening, signal), relation, fingerprint);
    },
    insertIpc: async ({ schema, table, ipc, create }) =>
      (await opening).insertIpc(schema, table, ipc, create),
    registerFile: async ({ name, file }) => (await opening).registerFile(name, file),
    dropFile: async ({ path }) => (await opening).dropFile(path),
    tableNames: async ({ sql }) => (await opening).tableNames(sql),
  };
  return served as Handlers;
}
