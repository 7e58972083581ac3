import type { PieceFormat } from '../../data/source';
import type { LoadParquet } from './parquet-runtime';
import { openArrow } from './read-arrow';
import { openJson } from './read-json';
import { openNdjson } from './read-ndjson';
import { openParquet } from './read-parquet';
import type { TableReader } from './table-reader';
import type { DecodeHooks } from './transcode';

/** Opens a table of a format that the database does not read itself. */
export type OpenTable = (
  file: Blob,
  format: PieceFormat,
  name: string,
  hooks?: DecodeHooks,
) => Promise<TableReader>;

export function createOpenTable(loadParquet: LoadParquet): OpenTable {
  const openers: Record<
    PieceFormat,
    (file: Blob, name: string, hooks: DecodeHooks) => Promise<TableReader>
  > = {
    json: openJson,
    ndjson: openNdjson,
    arrow: openArrow,
    parquet: (file, name, hooks) => openParquet(file, name, hooks, loadParquet),
  };
  return (file, format, name, hooks = {}) => openers[format](file, name, hooks);
}
