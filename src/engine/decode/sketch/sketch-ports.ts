import type { FileLook } from '../../../data/file-look';
import type { RowExtract } from '../../../data/row-extract';
import type { ColumnState } from '../../../data/sketch/column-sketch';
import type { RejectedLines } from '../../../data/table';
import type { SurveyedRange } from '../csv/survey-csv';

export interface LookHooks {
  signal?: AbortSignal;
  /** JSON may be read whole, to tell whether it has more columns than a table may. */
  whole?: boolean;
  /** What the first bytes show, before the sketch. */
  onLook?: (look: FileLook) => void;
}

/** Some rows of a CSV, as a text that begins as the file does, and which rows they are. */
export interface SelectedRows {
  text: Blob;
  extract: RowExtract;
  /** Lines that made no row, of those that were read. */
  rejected: RejectedLines;
}

/** A range of a CSV that was surveyed and sketched. */
export interface SketchedRange extends SurveyedRange {
  columns: ColumnState[];
}
