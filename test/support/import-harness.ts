import type { DatabaseSession } from '../../src/engine/database/session';
import { createDecoder } from '../../src/engine/decode/decoder';
import { importFile } from '../../src/engine/decode/import-file';
import type {
  ImportDatabase,
  ImportedTable,
  ImportHooks,
} from '../../src/engine/decode/import-ports';
import type { CellValue } from '../../src/data/columns';
import type { SourceOptions } from '../../src/data/source';
import { createNodeEngine, type NodeEngine } from './node-engine';
import { readers } from './readers';

/** Files into the real engine, as the page does it, with the decode worker's functions in this thread. */
export interface ImportHarness {
  engine: NodeEngine;
  /** Imports text or bytes under a name. */
  read(
    content: string | Uint8Array<ArrayBuffer> | Blob,
    name: string,
    options?: SourceOptions,
    hooks?: ImportHooks,
  ): Promise<ImportedTable>;
  /** All values of a table, row by row, as text: `null` where missing. */
  texts(table: ImportedTable): Promise<(string | null)[][]>;
  /** All values as the engine hands them over. */
  values(table: ImportedTable): Promise<CellValue[][]>;
  /** Tables and registered files that stand in the engine. */
  leftovers(): Promise<string[]>;
}

export async function createImportHarness(): Promise<ImportHarness> {
  const engine = await createNodeEngine();
  const decoder = createDecoder(readers);
  const files = new Set<string>();
  const database = watchFiles(engine.session, files);
  let imports = 0;
  const columnsOf = async (
    table: ImportedTable,
    as: (name: string) => string,
  ): Promise<CellValue[][]> => {
    const select = table.columns.map(({ name }, index) => `${as(quote(name))} AS c${index}`);
    const answer = await engine.query(`SELECT ${select.join(', ')} FROM ${table.relation}`);
    const columns = table.columns.map((_, index) => answer.values(`c${index}`));
    return Array.from({ length: answer.rowCount }, (_, row) =>
      columns.map((column) => column[row]!),
    );
  };
  return {
    engine,
    read: (content, name, options, hooks) => {
      const file = content instanceof Blob ? content : new Blob([content]);
      const target = { schema: 'artifacts', table: `import${(imports += 1)}` };
      return importFile(database, decoder, file, name, target, options, hooks);
    },
    texts: (table) =>
      columnsOf(table, (name) => `${name}::VARCHAR`) as Promise<(string | null)[][]>,
    values: (table) => columnsOf(table, (name) => name),
    leftovers: async () => {
      const answer = await engine.query('SELECT table_name AS name FROM duckdb_tables()');
      return [...answer.texts('name').map(String), ...files];
    },
  };
}

function watchFiles(session: DatabaseSession, files: Set<string>): ImportDatabase {
  return {
    query: (sql, signal) => session.query(sql, signal),
    insertIpc: (schema, table, ipc, create) => session.insertIpc(schema, table, ipc, create),
    registerFile: async (name, file) => {
      const path = await session.registerFile(name, file);
      files.add(path);
      return path;
    },
    dropFile: (path) => {
      session.dropFile(path);
      files.delete(path);
    },
  };
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
