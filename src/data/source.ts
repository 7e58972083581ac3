import type { ColumnReading, ReadingProposal } from './formats/csv/column-reading';
import type { WrittenOtherwise } from './formats/csv/written-otherwise';
import type { ColumnKind, RejectedLines, TableInfo } from './table';
import type { TablePart } from './table-part';

export type FileFormat =
  'csv' | 'json' | 'ndjson' | 'parquet' | 'arrow' | 'xlsx' | 'ods' | 'sqlite' | 'duckdb' | 'npy';

/** What the decode worker hands over in pieces; text, sheets and databases come in other ways. */
export type PieceFormat = 'json' | 'ndjson' | 'parquet' | 'arrow' | 'npy' | 'sqlite';

/** A file that the user gave, known by what it holds (the bytes are with the engine, by hash), or a sample. */
export interface SourceFile {
  name: string;
  /** SHA-256 of the bytes, hex; over 256 MiB, that of the SHA-256s of its pieces (`hashFile`). */
  sha256: string;
  sizeBytes: number;
  /** Id of a sample that comes with the page; its bytes are fetched from our own origin. */
  sample?: string;
}

/** How to read it. What is absent is found out. */
export interface SourceOptions {
  format?: FileFormat;
  /** Which of several tables in the file: a sheet, a table of a database, a member of an archive. */
  part?: string;
  /** Delimiter of a CSV. */
  delimiter?: string;
  header?: boolean;
  /** So many lines name the columns, joined where there are several; says more than `header`. */
  headerRows?: number;
  /** What stands around the values of a CSV: empty for nothing. */
  quote?: string;
  /** How a quote inside quotes is written: doubled, or behind a backslash. */
  escape?: 'doubled' | 'backslash';
  decimalPoint?: '.' | ',';
  /** Spaces around values are no part of them. */
  trims?: boolean;
  /** A label of the Encoding Standard, such as `windows-1250`. */
  encoding?: string;
  /** Totals and notes below the rows are set aside; true where not given. */
  footer?: boolean;
  /** Lines at the start of the file that are passed over. */
  skipLines?: number;
  /** How columns of text are to be read: grouped numbers, dates, words for yes and no, durations. */
  readings?: [column: string, reading: ColumnReading][];
  /** Columns whose texts are kept as they stand in the file, in a column beside the value. */
  texts?: string[];
  /** Texts that mean "no value", besides the empty one. */
  missing?: string[];
  /** Only these columns; absent for all. */
  columns?: string[];
  /** Only so many rows, from the one with this number (from 1). */
  rows?: { from: number; count: number };
  /** Only a simple random sample of the rows. */
  sample?: { rows: number; seed: number };
  /** No table at all: one pass that tells what the columns hold. */
  profileOnly?: boolean;
  /** Read it although it seems not to fit. */
  anyway?: boolean;
  /** Column kinds that the user has set by hand. */
  kinds?: [column: string, kind: ColumnKind][];
}

/** What reading a file came to. */
export interface ImportedFile {
  table: TableInfo;
  format: FileFormat;
  /** Everything that was guessed or repaired on the way, in words. */
  notes: string[];
  /** Readings that columns of text suggest, to be taken up by `SourceOptions.readings`. */
  proposals?: ReadingProposal[];
  /** What came of the readings that were asked for. */
  casts?: CastFailures[];
  /** Columns whose values are shown otherwise than they are written. */
  otherwise?: OtherwiseColumn[];
  /** Rows that did not fit and were made to, each with what was done; they are part of the table. */
  repaired?: RejectedLines;
  /** All tables of the file, where it may hold several, and which of them this is. */
  parts?: TablePart[];
  part?: string;
}

/** Texts of a column that could not be read as asked for: missing in it, and kept in a column beside it. */
export interface CastFailures {
  column: string;
  as: string;
  failed: number;
  /** Up to five different ones. */
  examples: string[];
  /** The column that keeps the texts: of those that could not be read, or of all where that was asked for. */
  keptIn: string;
  /** The first of them (at most 1,000), in the order of the rows. */
  cells: FailedCell[];
}

/** A value whose text could not be read as asked for. */
export interface FailedCell {
  /** 1-based row of the table. */
  row: number;
  /** The first 500 characters. */
  text: string;
  why: string;
}

/** A column whose values are shown otherwise than they are written, spaces around them aside. */
export interface OtherwiseColumn extends WrittenOtherwise {
  column: string;
}
