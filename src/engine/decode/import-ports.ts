import type { TextPreview } from '../../data/text-preview';
import type { FileSketch } from '../../data/file-look';
import type { ReadingProposal } from '../../data/formats/csv/column-reading';
import type { CastFailures, OtherwiseColumn } from '../../data/source';
import type { CsvChoices, CsvPlan } from '../../data/formats/csv/csv-plan';
import type { TextEncoding } from '../../data/formats/text/encoding';
import type { FileFormat, PieceFormat, SourceOptions } from '../../data/source';
import type { RangeTask } from './csv/read-ranges';
import type { RowExtract } from '../../data/row-extract';
import type { SketchSize } from '../../data/sketch/sketch-size';
import type { SketchedFile } from '../../data/sketch/sketched-file';
import type { LookHooks, SelectedRows, SketchedRange } from './sketch/sketch-ports';
import type { RejectedLines } from '../../data/table';
import type { TablePart } from '../../data/table-part';
import type { ColumnTexts } from '../../data/texts/column-texts';
import type { UnpackedFile } from '../unpack/unpack-file';
import type { SurveyedCsv, Surveyor } from './csv/survey-csv';
import type { SheetText } from './sheet/sheet-text';
import type { LaidOutText } from './csv/lay-out-text';
import type { NarrowedCsv } from './csv/narrow-csv';
import type { WideCsv } from './csv/wide-csv';
import type { DecodeHooks } from './csv/transcode';

/** What reading a file asks of the database, wherever that runs. */
export interface ImportDatabase {
  query(sql: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Appends an Arrow IPC stream to a table, or makes the table of it. The bytes are taken over. */
  insertIpc(schema: string, table: string, ipc: Uint8Array, create: boolean): Promise<void> | void;
  registerFile(name: string, file: Blob): Promise<string>;
  dropFile(path: string): Promise<void> | void;
}

export interface TableColumn {
  name: string;
  /** As DuckDB writes it. */
  type: string;
}

/** A table being read: the number stands for it until it is closed. */
export interface OpenedTable {
  id: number;
  columns: TableColumn[];
}

/** A piece of a table on its way into the database: an Arrow IPC stream, whole in itself. */
export interface TablePiece {
  ipc: Uint8Array;
  rowCount: number;
  /** How far the file has been read, 0..1. */
  share: number;
}

/** What a reader says at the end. */
export interface ReaderSummary extends PartChoice {
  /** Which rows were read, where not all. */
  extract?: RowExtract;
  rejected: RejectedLines;
  /** Rows that did not fit and were made to. */
  repaired?: RejectedLines;
  proposals?: ReadingProposal[];
  casts?: CastFailures[];
  /** Columns whose values are shown otherwise than they are written. */
  otherwise?: OtherwiseColumn[];
  /** Columns, and those that keep their texts. */
  writtenIn?: [column: string, keptIn: string][];
  notes: string[];
  /** Text columns whose texts were counted on the way. */
  texts?: ColumnTexts[];
  /** What `kindsQuery` said of some columns of the table, where it was asked while the file was still being read. */
  kindCounts?: Uint8Array;
}

/** The tables of a file that may hold several, and which of them was read. */
export interface PartChoice {
  parts?: TablePart[];
  part?: string;
}

/** The decode worker's functions, wherever they run. Each stops at its signal with `cancelled`. */
export interface Decoder extends Surveyor {
  hash(file: Blob, hooks?: DecodeHooks): Promise<string>;
  /**
   * Takes the file out of what it is packed in and tells what it is; of several, the one that `part` names.
   * @throws AppError `empty_file`, `unsupported_format`, `unreadable_file`, `out_of_memory`.
   */
  unpack(file: Blob, name: string, part?: string, hooks?: DecodeHooks): Promise<UnpackedFile>;
  /**
   * What a file seems to hold, before it is read: the first rows through `onLook`, then a sketch of its columns;
   * undefined where only reading all of it would tell.
   */
  look(
    file: Blob,
    name: string,
    options: SourceOptions,
    hooks?: LookHooks,
  ): Promise<FileSketch | undefined>;
  transcode(file: Blob, encoding: TextEncoding, hooks?: DecodeHooks): Promise<Blob>;
  /** The first rows of a text as the options read them. */
  preview(
    file: Blob,
    name: string,
    options: SourceOptions,
    hooks?: DecodeHooks,
  ): Promise<TextPreview>;
  /** Lays out a text anew that cannot be read as it is; undefined where it can. */
  layOut(file: Blob, choices: CsvChoices, hooks?: DecodeHooks): Promise<LaidOutText | undefined>;
  /** How to read a CSV; of one with more columns than a table may have, only how many. */
  planCsv(file: Blob, name: string, choices: CsvChoices): Promise<CsvPlan | WideCsv>;
  /** Looks at every byte below the header, in as many workers as there are. */
  surveyCsv(
    file: Blob,
    plan: CsvPlan,
    missing: readonly string[],
    hooks?: DecodeHooks,
  ): Promise<SurveyedCsv>;
  /** Some rows of a CSV: a range or a random sample. */
  selectRows(
    file: Blob,
    plan: CsvPlan,
    choice: Pick<SourceOptions, 'rows' | 'sample'>,
    hooks?: DecodeHooks,
  ): Promise<SelectedRows>;
  /** One pass over a file that tells what its columns hold, without a table. */
  sketchFile(
    file: Blob,
    name: string,
    options: SourceOptions,
    hooks?: DecodeHooks,
  ): Promise<SketchedFile>;
  sketchRange(
    file: Blob,
    plan: CsvPlan,
    missing: readonly string[],
    size: SketchSize,
    task: RangeTask,
    hooks?: DecodeHooks,
  ): Promise<SketchedRange>;
  rewriteCsv(file: Blob, plan: CsvPlan, hooks?: DecodeHooks): Promise<Blob>;
  /** The chosen columns of a CSV that has more than a table may, as a CSV of their own. */
  narrowCsv(
    file: Blob,
    name: string,
    choices: CsvChoices,
    hooks?: DecodeHooks,
  ): Promise<NarrowedCsv>;
  /** The table of a sheet, or of a range in it, as CSV. */
  readSheet(
    file: Blob,
    format: 'xlsx' | 'ods',
    name: string,
    part?: string,
    hooks?: DecodeHooks,
  ): Promise<SheetText>;
  /** Opens a table of another format; of JSON with more columns than a table may have, just `columns`. */
  open(
    file: Blob,
    format: PieceFormat,
    name: string,
    hooks?: DecodeHooks,
    part?: string,
    columns?: readonly string[],
  ): Promise<OpenedTable>;
  /** The next piece, or undefined behind the last one. */
  next(reader: number, signal?: AbortSignal): Promise<TablePiece | undefined>;
  close(reader: number): Promise<ReaderSummary>;
}

export interface ImportHooks {
  signal?: AbortSignal;
  onProgress?: (share: number, message: string) => void;
}

/** Where the rows go. */
export interface ImportTarget {
  schema: string;
  table: string;
}

/** A file as a table in the database. */
export interface ImportedTable extends PartChoice {
  /** Which rows of the file these are, where not all. */
  extract?: RowExtract;
  /** Quoted, for FROM. */
  relation: string;
  rowCount: number;
  columns: TableColumn[];
  rejected: RejectedLines;
  /** Rows that did not fit and were made to. */
  repaired?: RejectedLines;
  proposals?: ReadingProposal[];
  casts?: CastFailures[];
  /** Columns whose values are shown otherwise than they are written. */
  otherwise?: OtherwiseColumn[];
  /** Columns, and those that keep their texts. */
  writtenIn?: [column: string, keptIn: string][];
  /** What was guessed or repaired, in words. */
  notes: string[];
  format: FileFormat;
  /** Text columns whose texts were counted on the way. */
  texts: ColumnTexts[];
  /** What `kindsQuery` said of some columns of the table, where it was asked while the file was still being read. */
  kindCounts?: Uint8Array;
}

/** One CSV on its way into the database. */
export interface CsvImport {
  database: ImportDatabase;
  decoder: Decoder;
  target: ImportTarget;
  name: string;
  choices: CsvChoices;
  hooks: ImportHooks;
}
