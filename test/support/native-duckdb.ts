import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** Native DuckDB as an independent reader of files: what it reads of bytes, as texts, row by row. */
export interface NativeReader {
  /** Runs `select`, in which `$FILE` stands for the quoted path of the bytes. All values as text. */
  read(bytes: Uint8Array, ending: string, select: string): Promise<(string | null)[][]>;
  close(): void;
}

export async function openNativeReader(): Promise<NativeReader> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-'));
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`SET threads=1; SET TimeZone='UTC'`);
  let files = 0;
  return {
    read: (bytes, ending, select) => {
      const path = join(folder, `${(files += 1)}.${ending}`);
      writeFileSync(path, bytes);
      return readTexts(connection, select.replaceAll('$FILE', `'${path}'`));
    },
    close: () => {
      connection.closeSync();
      rmSync(folder, { recursive: true });
    },
  };
}

async function readTexts(
  connection: DuckDBConnection,
  select: string,
): Promise<(string | null)[][]> {
  const answer = await connection.runAndReadAll(
    `SELECT COLUMNS(*)::VARCHAR FROM (${select}) AS answer`,
  );
  return answer.getRows() as (string | null)[][];
}
