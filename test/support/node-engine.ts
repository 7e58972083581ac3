import { createRequire } from 'node:module';
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { readColumns, type Columns } from '../../src/data/columns';
import { emptyDuckdbFile, logOf } from '../../src/engine/database/empty-duckdb';
import { DatabaseSession, type RegisterNewFile } from '../../src/engine/database/session';
import { artifactSchema, createTable, createTableOf } from '../../src/engine/database/tables';
import type { TableInfo } from '../../src/data/table';
import type { RunContext } from '../../src/operators/contract';
import {
  createRunContext,
  type RunHooks,
  type RunPart,
  type RunServices,
  type WorkerServices,
} from '../../src/operators/run-context';
import { nodeInterpreter } from './node-interpreter';
import { checkParams, type ParamTable } from '../../src/operators/params';
import type { Operator } from '../../src/operators/contract';
import { watchReads, type EngineRead } from '../../src/operators/watch-reads';
import { quoteName, quoteText } from '../../src/data/sql';

const require = createRequire(import.meta.url);

/** The engine of the page, the same wasm, in Node: for tests of everything that asks it. */
export interface NodeEngine {
  session: DatabaseSession;
  bindings: DuckDBBindings;
  query(sql: string): Promise<Columns>;
  /** A table from a SELECT, as an operator would make it. */
  table(select: string, fingerprint?: string): Promise<TableInfo>;
  /** A table from rows of plain values; columns are typed by DuckDB from their text. */
  tableFromRows(names: string[], rows: Value[][]): Promise<TableInfo>;
  /** A table from the text of a CSV, through the sniffer. */
  tableFromCsv(text: string): Promise<TableInfo>;
  context(
    hooks?: Partial<RunHooks>,
    fingerprint?: string,
    onRead?: (read: EngineRead) => void,
  ): RunContext;
  /** Checks params and runs an operator, as the page does. */
  run<R extends object>(
    operator: Operator,
    inputs: object,
    params?: object,
    hooks?: Partial<RunHooks>,
  ): Promise<R>;
}

type Value = string | number | bigint | boolean | null;

let fingerprints = 0;

export async function createNodeEngine(): Promise<NodeEngine> {
  const bindings = await openBindings();
  const session = new DatabaseSession(bindings, registerBuffer, registerNewBuffer);
  const query = async (sql: string): Promise<Columns> => readColumns(await session.query(sql));
  const services = createServices(session, (part, signal) => runBeside(context, part, signal));
  const nextFingerprint = (): string => `test${(fingerprints += 1)}`;
  const context: NodeEngine['context'] = (
    hooks = {},
    fingerprint = nextFingerprint(),
    onRead = () => undefined,
  ) =>
    createRunContext(fingerprint, watchReads(services, onRead), {
      signal: new AbortController().signal,
      stop: new AbortController().signal,
      onProgress: () => undefined,
      ...hooks,
    });
  const table: NodeEngine['table'] = (select, fingerprint = nextFingerprint()) =>
    createTable(query, fingerprint, select);
  return {
    session,
    bindings,
    query,
    table,
    context,
    tableFromRows: (names, rows) => table(valuesSelect(names, rows)),
    tableFromCsv: async (text) => {
      const path = await session.registerFile(`${nextFingerprint()}.csv`, new Blob([text]));
      return table(`SELECT * FROM read_csv(${quoteText(path)})`);
    },
    run: async <R extends object>(
      operator: Operator,
      inputs: object,
      params: object = {},
      hooks: Partial<RunHooks> = {},
    ) => {
      const tables = inputs as Record<string, TableInfo>;
      const checked = checkParams(
        operator.params as ParamTable,
        params as Record<string, unknown>,
        tables,
      );
      return (await operator.run(inputs as never, checked as never, context(hooks))) as R;
    },
  };
}

async function openBindings(): Promise<DuckDBBindings> {
  const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const path = (name: string): string => require.resolve(`@duckdb/duckdb-wasm/dist/${name}`);
  const bundles = {
    mvp: { mainModule: path('duckdb-mvp.wasm'), mainWorker: '' },
    eh: { mainModule: path('duckdb-eh.wasm'), mainWorker: '' },
  };
  const bindings = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await bindings.instantiate(() => undefined);
  bindings.open({ path: ':memory:' });
  return bindings as DuckDBBindings;
}

async function registerBuffer(bindings: DuckDBBindings, path: string, file: Blob): Promise<void> {
  bindings.registerFileBuffer(path, new Uint8Array(await file.arrayBuffer()));
}

/** In this thread, where the page would take another worker. */
async function runBeside(
  context: NodeEngine['context'],
  { operatorId, inputs, params, fingerprint }: RunPart,
  signal: AbortSignal,
): Promise<object> {
  const { catalogue } = await import('../../src/operators/catalogue');
  const operator = catalogue.find(({ id }) => id === operatorId)!;
  return operator.run(inputs as never, params as never, context({ signal }, fingerprint));
}

/** A file of the browser's storage as far as the engine goes: what was written is there once it is let go. */
export class WrittenFile {
  bytes = new Uint8Array();

  get handle(): FileSystemFileHandle {
    return this as unknown as FileSystemFileHandle;
  }
}

const registerNewBuffer: RegisterNewFile = async (bindings, path, file) => {
  bindings.registerFileBuffer(path, emptyDuckdbFile());
  bindings.registerFileBuffer(logOf(path), new Uint8Array());
  return () => {
    (file as unknown as WrittenFile).bytes = bindings.copyFileToBuffer(path).slice();
    bindings.dropFile(path);
    bindings.dropFile(logOf(path));
  };
};

function createServices(
  session: DatabaseSession,
  beside: RunServices['runBeside'],
): WorkerServices {
  return {
    interpreter: nodeInterpreter(),
    endAfter: async () => undefined,
    createTableOf: (fingerprint, columns, ipc, signal) =>
      createTableOf(
        async (sql) => readColumns(await session.query(sql, signal)),
        (bytes) => session.insertIpc(artifactSchema, fingerprint, bytes, false),
        fingerprint,
        columns,
        ipc,
      ),
    query: (sql, signal) => session.query(sql, signal),
    createTable: (fingerprint, select, kinds, signal) =>
      createTable(
        async (sql) => readColumns(await session.query(sql, signal)),
        fingerprint,
        select,
        kinds,
      ),
    columnTexts: async () => [],
    sketchFile: () => Promise.reject(new RangeError('give this engine tables, not files')),
    importFile: () => Promise.reject(new RangeError('give this engine tables, not files')),
    runBeside: beside,
  };
}

function valuesSelect(names: string[], rows: Value[][]): string {
  const head = names.map(quoteName).join(', ');
  if (rows.length === 0)
    return `SELECT ${names.map((name) => `NULL::VARCHAR AS ${quoteName(name)}`).join(', ')} LIMIT 0`;
  const body = rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
  return `SELECT * FROM (VALUES ${body}) AS t(${head})`;
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quoteText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return `'${value}'::DOUBLE`;
  return String(value);
}
