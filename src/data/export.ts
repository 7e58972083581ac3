/** Kinds of file that a table can leave as. */
export const exportFormats = [
  {
    id: 'csv',
    title: 'CSV',
    ending: 'csv',
    mime: 'text/csv',
    help: 'For spreadsheets and every other tool. It holds texts only, so types are guessed anew where it is read.',
  },
  {
    id: 'tsv',
    title: 'TSV',
    ending: 'tsv',
    mime: 'text/tab-separated-values',
    help: 'As CSV, with tabs between the values.',
  },
  {
    id: 'excel',
    title: 'Excel',
    ending: 'xlsx',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    help: 'A workbook. It holds at most 1,048,576 rows a sheet, 16,384 columns and 32,767 characters a cell.',
  },
  {
    id: 'parquet',
    title: 'Parquet',
    ending: 'parquet',
    mime: 'application/vnd.apache.parquet',
    help: 'For Python, R, Spark and databases: small, with exact types.',
  },
  {
    id: 'arrow',
    title: 'Arrow file (Feather)',
    ending: 'arrow',
    mime: 'application/vnd.apache.arrow.file',
    help: 'For Python and R: exact types, read without decoding.',
  },
  {
    id: 'arrow-stream',
    title: 'Arrow stream',
    ending: 'arrows',
    mime: 'application/vnd.apache.arrow.stream',
    help: 'As an Arrow file, for programs that read it from the front.',
  },
  {
    id: 'json',
    title: 'JSON',
    ending: 'json',
    mime: 'application/json',
    help: 'One list of objects, one a row. Lists and structs stay what they are.',
  },
  {
    id: 'ndjson',
    title: 'NDJSON',
    ending: 'ndjson',
    mime: 'application/x-ndjson',
    help: 'One JSON object a line, for programs that read line by line.',
  },
] as const;

export type ExportFormat = (typeof exportFormats)[number]['id'];

export interface ExportOptions {
  format: ExportFormat;
  /** CSV and TSV: texts that a spreadsheet would run as formulas get an apostrophe before them. Default true. */
  guardFormulas?: boolean;
  /** CSV and TSV: begin with the mark by which Excel knows UTF-8. Default false. */
  byteOrderMark?: boolean;
}

/** The rows and columns of a table that are exported, and in which order. */
export interface ExportChoice {
  /** Names in order; all columns where absent. */
  columns?: readonly string[];
  /** A predicate over the columns; all rows where absent. */
  where?: string;
  /** The order of the rows: that of the table where absent or empty. Missing values stand last. */
  sorts?: readonly { column: string; descending: boolean }[];
}

/** Bytes of a file, in memory or as the browser keeps them. */
export type FilePart = Uint8Array<ArrayBuffer> | Blob;

/** Where the bytes of an export go, in order. */
export interface FileSink {
  write(parts: FilePart[]): Promise<void>;
  /** The file is whole. */
  end(): Promise<void>;
  /** Nothing of it is to be kept. */
  abort(): Promise<void>;
}

/** What came out beside the file. */
export interface ExportSummary {
  rowCount: number;
  sizeBytes: number;
  /** What the format could not hold as it was, in words. */
  notes: string[];
}

export function exportFormat(id: ExportFormat): (typeof exportFormats)[number] {
  return exportFormats.find((format) => format.id === id)!;
}

/** A name as a file name: what file systems refuse becomes a dash, what they cannot hold is cut. */
export function fileName(name: string, ending: string): string {
  const plain = name.replace(/[\p{C}<>:"/\\|?*]+/gu, '-').replace(/^[-. ]+|[-. ]+$/g, '');
  const cut = Array.from(plain).slice(0, 80).join('').trimEnd();
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(cut);
  return `${isReserved ? `${cut}_` : cut || 'table'}.${ending}`;
}
