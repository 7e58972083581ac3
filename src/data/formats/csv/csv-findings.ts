import type { RejectedLines } from '../../table';
import type { Evidence } from './column-evidence';
import type { ColumnType } from './column-type';
import type { WrittenOtherwise } from './written-otherwise';

/** The bytes `[start, end)` of the file hold no row (`text` absent), or are to be read as `text`. */
export interface CsvEdit {
  start: number;
  end: number;
  text?: Uint8Array<ArrayBuffer>;
}

/** What all bytes of a CSV say: how many rows it has, which lines make none, and what each column holds. */
export interface CsvFindings {
  /** Rows that make the table, and lines that do not: together, all rows of the file. */
  rowCount: number;
  rejected: RejectedLines;
  /** Lines without any text, which are no rows. */
  blankLines: number;
  /** Rows that end in empty values beyond the last column; these are cut. */
  surplusEmpty: number;
  types: ColumnType[];
  /** By column, where its type does not show every value as it was written. */
  otherwise: (WrittenOtherwise | undefined)[];
  /** Columns whose text must be trimmed or compared before it can be cast. */
  unplain: boolean[];
  /** Columns without a name and without a value, which are left out. */
  isEmpty: boolean[];
  /** Rows that did not fit and were made to: part of `rowCount`, each listed with what was done. */
  repaired: RejectedLines;
  /** What to change in the file so that it holds rows alone, in order; undefined where that is too much. */
  edits: CsvEdit[] | undefined;
  /** Line ends outside quotes: `\n`, `\r\n`, `\r`, or several kinds. */
  lineEnd: '\n' | '\r\n' | '\r' | 'mixed';
  /** Quotes stand where only this reader takes them as text. */
  isLoose: boolean;
  longestRecordBytes: number;
  utf8: { multibyte: number; invalid: number; firstInvalidLine: number };
}

/** What one part of the records says: plain data, to be merged with the parts beside it by `mergeFindings`. */
export interface SurveyPart extends Omit<
  CsvFindings,
  'types' | 'otherwise' | 'unplain' | 'isEmpty' | 'edits' | 'lineEnd'
> {
  /** Line breaks of all its records; the lines of this part count from 0. */
  lineBreaks: number;
  edits: CsvEdit[];
  /** Records by what ended them, as in `lineEnds`. */
  lineEnds: Float64Array;
  evidence: Evidence[];
}
