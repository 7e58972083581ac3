import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import type { Artifact } from '../../data/artifact';
import { contentQuery, readContents, type ColumnContent } from '../../data/column-content';
import { readColumns, type Columns } from '../../data/columns';
import type { TableInfo } from '../../data/table';
import type { Database } from '../../engine/database/database';
import type { StorageClient } from '../../engine/storage/storage-client';
import { sketchValues } from '../source/sketch-values';
import type { TableKeeper } from './table-keeper';

/**
 * Keeps each table as a file of the engine's own, and attaches it instead of reading its source again. The bytes of
 * an attached file are checked behind the work; `onDamaged` hears of one whose bytes have changed.
 */
export function keepTables(
  storage: StorageClient,
  database: Database,
  onDamaged: (fingerprint: string) => void,
): TableKeeper {
  return {
    keep: async (project, { kind, fingerprint, value }, signal) => {
      if (kind !== 'table') return undefined;
      try {
        const file = await storage.startTable(project, fingerprint);
        await database.storeTable(fingerprint, file, signal);
        const { sha256, sizeBytes } = await storage.keepTable(project, fingerprint, signal);
        const contents = await readTableContents(database, value as TableInfo, signal);
        return { sha256, bytes: sizeBytes, contents };
      } catch (thrown) {
        await storage.dropTable(project, fingerprint).catch(() => undefined);
        if (isOfTheDisk(toAppError(thrown))) throw thrown;
        return undefined;
      }
    },
    bring: async (project, artifact) => {
      const { fingerprint } = artifact;
      const file = await storage.findTable(project, fingerprint);
      if (!file) return undefined;
      await database.ready;
      const relation = await database.attachTable(fingerprint, file);
      void storage
        .checkTable(project, fingerprint)
        .catch(() => true)
        .then((isWhole) => (isWhole ? undefined : onDamaged(fingerprint)));
      return relocate(artifact, relation);
    },
    contents: ({ value }, signal) =>
      readTableContents(database, value as TableInfo, signal).catch(orUnknown),
    sketch: async ({ kind, value }, signal) => {
      if (kind !== 'table') return undefined;
      const query = async (sql: string): Promise<Columns> =>
        readColumns(await database.queryBehind(sql, signal));
      return sketchValues(query, value as TableInfo).catch(orUnknown);
    },
  };
}

/** Column by column: the engine then turns to what a person asks meanwhile after a few milliseconds each time. */
async function readTableContents(
  database: Database,
  { relation, columns }: TableInfo,
  signal: AbortSignal,
): Promise<ColumnContent[]> {
  const contents: ColumnContent[] = [];
  for (const column of columns) {
    const answer = await database.queryBehind(contentQuery(relation, [column]), signal);
    contents.push(...readContents(readColumns(answer), [column]));
  }
  return contents;
}

/** What cannot be read now is not known. */
function orUnknown(thrown: unknown): undefined {
  if (isCancelled(toAppError(thrown))) throw thrown;
  return undefined;
}

/** What the person must know of. That the engine could not write a table means only that a run makes it anew. */
function isOfTheDisk(error: AppError): boolean {
  return isCancelled(error) || error.code === 'storage_full';
}

/** The artifact of a table with its rows at another place. */
function relocate(artifact: Artifact, relation: string): Artifact {
  const value: TableInfo = { ...(artifact.value as TableInfo), relation };
  const { table } = artifact.result as { table?: TableInfo };
  const result =
    table?.fingerprint === value.fingerprint ? { ...artifact.result, table: value } : value;
  return { ...artifact, value, result };
}
