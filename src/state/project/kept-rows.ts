import { AppError } from '../../data/app-error';
import type { StorageClient } from '../../engine/storage/storage-client';
import { readContent } from './read-content';

/** The table that a cell made, by its name. */
interface KeptTableOf {
  cell: string;
  name: string;
  signal?: AbortSignal;
}

/**
 * The rows of a table of a project that is not the open one: the file that is kept of them, a DuckDB database of one
 * table. Its bytes are checked. The project is read, and left as it is.
 * @throws AppError `unavailable` where no rows are kept, `storage_damaged`, `cancelled`
 */
export async function fetchKeptRows(
  storage: StorageClient,
  project: string,
  { cell, name, signal }: KeptTableOf,
): Promise<File> {
  const { records, artifacts } = readContent(await storage.open(project, 'read')).state;
  try {
    const made = records.findLast((record) => record.cell === cell && record.outcome === 'done');
    const fingerprint = made?.fingerprint ?? '';
    const file = artifacts.get(fingerprint)?.table
      ? await storage.findTable(project, fingerprint)
      : undefined;
    if (!file) throw notKept(name);
    if (!(await storage.checkTable(project, fingerprint, signal))) throw damaged(name);
    return new File([file], `${name}.duckdb`);
  } finally {
    await storage.close(project);
  }
}

function notKept(name: string): AppError {
  return new AppError(
    'unavailable',
    `The rows of "${name}" are not kept. Open its project and run its cell, then bring it here.`,
    { name },
  );
}

function damaged(name: string): AppError {
  return new AppError(
    'storage_damaged',
    `The kept rows of "${name}" have changed on the disk. Open its project and run its cell anew.`,
    { name },
  );
}
