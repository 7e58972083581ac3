import { countWords } from './format';
import type { SketchedColumn } from './sketch/sketched-column';
import type { FileFormat } from './source';

/** What the first bytes of a file show: the columns as they seem to be, and the first rows as text. */
export interface FileLook {
  format: FileFormat;
  columns: { name: string; type: string }[];
  /** How many columns the file has, where these are only the first. */
  columnCount?: number;
  /** By row; null where a value is missing. */
  rows: (string | null)[][];
}

/** The columns of a file that has more of them than a table may. */
export interface WideColumns {
  names: string[];
  /** Bytes that a column takes in the engine for each row, on average. */
  bytesPerRow: number;
}

/** What a part of a file tells about all of it, before anything is loaded. */
export interface FileSketch {
  format: FileFormat;
  /** The columns of the rows that were looked at; none of a file that is too wide to be a table. */
  columns: SketchedColumn[];
  wide?: WideColumns;
  sampledRows: number;
  /** How those rows were chosen: "drawn at random over the file". */
  manner: 'all' | 'random' | 'first';
  /** Rows of the whole file. */
  rowCount: number;
  /** Half the width of a 95 % interval around `rowCount`, as a share of it; 0 where the file says how many. */
  rowCountError: number;
}

/** "Sketch from 8,512 rows drawn at random over the file." */
export function sketchWords({ sampledRows, manner }: FileSketch): string {
  const rows = countWords(sampledRows, 'row');
  if (manner === 'all') return `Sketch from all ${rows}.`;
  if (manner === 'first') return `Sketch from the first ${rows}; others may differ.`;
  return `Sketch from ${rows} drawn at random over the file.`;
}
