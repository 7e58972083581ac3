import type { PieceFormat } from '../../data/source';
import type { LoadParquet } from './parquet/parquet-runtime';
import { openArrow } from './arrow/read-arrow';
import { openJson } from './json/read-json';
import { openNdjson } from './json/read-ndjson';
import { openNpy } from './npy/read-npy';
import { openParquet } from './parquet/read-parquet';
import type { LoadSqlite } from './database/sqlite-runtime';
import type { TableReader } from './table-reader';
import type { DecodeHooks } from './csv/transcode';

/** Readers that are large, and loaded when first needed. */
export interface LoadReaders {
  parquet: LoadParquet;
  sqlite: LoadSqlite;
}

/**
 * Opens a table of a format that the database does not read itself; of several, the one that `part` names. Of JSON with
 * more columns than a table may have, just `columns`.
 */
export type OpenTable = (
  file: Blob,
  format: PieceFormat,
  name: string,
  hooks?: DecodeHooks,
  part?: string,
  columns?: readonly string[],
) => Promise<TableReader>;

export function createOpenTable(load: LoadReaders): OpenTable {
  const openers: Record<
    PieceFormat,
    (
      file: Blob,
      name: string,
      hooks: DecodeHooks,
      part?: string,
      columns?: readonly string[],
    ) => Promise<TableReader>
  > = {
    json: (file, name, hooks, _, columns) => openJson(file, name, hooks, columns),
    ndjson: (file, name, hooks, _, columns) => openNdjson(file, name, hooks, columns),
    arrow: openArrow,
    npy: openNpy,
    parquet: (file, name, hooks) => openParquet(file, name, hooks, load.parquet),
    sqlite: async (file, name, hooks, part) => {
      const { openSqlite } = await import('./database/read-sqlite');
      return openSqlite(file, name, hooks, part, load.sqlite);
    },
  };
  return (file, format, name, hooks = {}, part = undefined, columns = undefined) =>
    openers[format](file, name, hooks, part, columns);
}
