import { engineBytesPerRow } from './sketch/engine-bytes';
import type { FileSketch } from './file-look';
import type { SourceOptions } from './source';

/** What reading a file in some way would come to. */
export interface FitEstimate {
  rows: number;
  columns: number;
  /** Bytes that the table takes in the engine. */
  bytes: number;
  seconds: number;
}

/** Bytes a second, on a small laptop: read into the engine, looked through for rows, and sketched. */
const loadedPerSecond = 60e6;
const scannedPerSecond = 120e6;
const sketchedPerSecond = 60e6;
/** Of a text as numbers and dates are written, kept beside its value. */
const bytesOfText = 20;

/** How large a table of the file would be and how long it would take, if read as `options` say. */
export function estimateFit(
  sketch: FileSketch,
  sizeBytes: number,
  options: Pick<SourceOptions, 'columns' | 'rows' | 'sample' | 'profileOnly' | 'texts'>,
): FitEstimate {
  const all = sketch.rowCount;
  const rows = Math.min(all, rowsOf(all, options));
  const share = all > 0 ? rows / all : 0;
  const { columns, bytesPerRow } = widthOf(sketch, options.columns);
  const texts = (options.texts ?? []).filter((name) => options.columns?.includes(name) ?? true);
  const perRow = bytesPerRow + texts.length * bytesOfText;
  if (options.profileOnly)
    return { rows: all, columns, bytes: 0, seconds: sizeBytes / sketchedPerSecond };
  const end = options.rows ? Math.min(1, (options.rows.from - 1 + rows) / Math.max(1, all)) : 1;
  const isPart = options.rows !== undefined || options.sample !== undefined;
  const scanned = isPart ? (end * sizeBytes) / scannedPerSecond : 0;
  return {
    rows,
    columns,
    bytes: rows * perRow,
    seconds: scanned + (share * sizeBytes) / loadedPerSecond,
  };
}

function widthOf(
  { columns, wide }: FileSketch,
  names: readonly string[] | undefined,
): { columns: number; bytesPerRow: number } {
  if (wide) {
    const count = names?.length ?? wide.names.length;
    return { columns: count, bytesPerRow: count * wide.bytesPerRow };
  }
  const chosen = names && new Set(names);
  const kept = columns.filter(({ name }) => chosen?.has(name) ?? true);
  const bytesPerRow = kept.reduce((sum, column) => sum + engineBytesPerRow(column), 0);
  return { columns: kept.length, bytesPerRow };
}

function rowsOf(all: number, { rows, sample }: Pick<SourceOptions, 'rows' | 'sample'>): number {
  if (sample) return sample.rows;
  return rows ? Math.max(0, Math.min(rows.count, all - rows.from + 1)) : all;
}

/** The most rows of these columns that fit, in two digits. */
export function mostRows(
  sketch: FileSketch,
  roomBytes: number,
  columns?: readonly string[],
): number {
  const options = columns ? { columns: [...columns] } : {};
  const { bytes, rows } = estimateFit(sketch, 0, options);
  if (bytes <= roomBytes) return rows;
  const most = (rows * roomBytes) / bytes;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
  return Math.max(1, Math.floor(most / unit) * unit);
}
