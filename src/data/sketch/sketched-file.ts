import type { FileFormat } from '../source';
import type { RejectedLines } from '../table';
import type { SketchedColumn } from './sketched-column';

/** What one pass over a file has told of its columns, without a table being made. */
export interface SketchedFile {
  format: FileFormat;
  columns: SketchedColumn[];
  rowCount: number;
  rejected: RejectedLines;
  notes: string[];
}
