import type { RejectedLine } from '../table';
import { ColumnEvidence } from './column-evidence';
import { repairNames } from './column-names';
import { chooseType, type ColumnType } from './column-type';
import { delimiterName, noDelimiter, type CsvDialect } from './csv-dialect';
import { judgeHeader } from './csv-header';
import { inferDialect } from './csv-sniffer';
import { readSampleRecords, type SampleRecord } from './record-sample';

/** How a CSV is to be read, from its first part and from what the user said. */
export interface CsvPlan {
  dialect: CsvDialect;
  names: string[];
  /** What the first part suggests; all bytes decide in the end. */
  guess: CsvGuess;
  /** Byte and 1-based line where the first row stands. */
  dataStart: number;
  dataLine: number;
  /** Lines above the table, each with the reason why it is no row. */
  before: RejectedLine[];
  /** What was guessed or repaired, in words. */
  notes: string[];
}

export interface CsvGuess {
  types: ColumnType[];
  /** Columns whose text must be trimmed or compared before it can be cast. */
  unplain: boolean[];
  lineEnd: '\n' | '\r\n' | '\r';
}

export interface CsvChoices {
  delimiter?: string;
  header?: boolean;
  quote?: '"' | "'" | '';
  /** Texts that mean "no value". */
  missing?: readonly string[];
}

/**
 * Decides how to read a CSV. `sample` is the first part of the file without its byte order mark, cut at a
 * line end; `fileName` is a second opinion about the delimiter.
 */
export function planCsv(sample: Uint8Array, fileName: string, choices: CsvChoices = {}): CsvPlan {
  const declared = declaredDelimiter(sample);
  const body = sample.subarray(declared?.length ?? 0);
  const preferred =
    choices.delimiter ?? declared?.delimiter ?? (isTabName(fileName) ? '\t' : undefined);
  const dialect = inferDialect(firstLines(body, sniffedBytes), preferred, choices.quote);
  const records = readSampleRecords(body, dialect);
  const layout = findLayout(records, dialect, choices.header);
  const { names, notes } = nameColumns(layout, records);
  const offset = declared?.length ?? 0;
  const above = records[layout.firstRow - 1];
  return {
    dialect,
    names,
    guess: {
      ...guessColumns(records.slice(layout.firstRow), names.length, dialect, choices.missing),
      lineEnd: lineEndOf(body.subarray(0, records[0]?.end ?? 0)),
    },
    dataStart: offset + (above?.end ?? 0),
    dataLine: (declared ? 1 : 0) + (above?.nextLine ?? 1),
    before: beforeTable(records.slice(0, layout.header ?? layout.firstRow), body),
    notes: [...describeDialect(dialect, fileName), ...layout.notes, ...notes],
  };
}

const sniffedBytes = 2 ** 16;

/** At most `size` bytes, cut behind the last line end that they hold; all of them where they hold none. */
export function firstLines(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length <= size) return bytes;
  const part = bytes.subarray(0, size);
  const end = Math.max(part.lastIndexOf(0x0a), part.lastIndexOf(0x0d));
  return end < 0 ? part : part.subarray(0, end + 1);
}

interface Layout {
  columnCount: number;
  /** Record with the names; undefined for none. */
  header: number | undefined;
  firstRow: number;
  notes: string[];
}

/** Excel's own way to say it: a first line `sep=;`. */
function declaredDelimiter(sample: Uint8Array): { delimiter: string; length: number } | undefined {
  const start = new TextDecoder().decode(sample.subarray(0, 16));
  const found = /^sep=(.)\r?\n/.exec(start);
  return found ? { delimiter: found[1]!, length: found[0].length } : undefined;
}

function isTabName(fileName: string): boolean {
  return /\.(tsv|tab)$/i.test(fileName);
}

function findLayout(records: SampleRecord[], dialect: CsvDialect, asked?: boolean): Layout {
  const columnCount = modalCount(records);
  const firstFull = Math.max(
    0,
    records.findIndex(({ values }) => values.length === columnCount),
  );
  const start = startsWithOddHeader(records, firstFull, columnCount) ? 0 : firstFull;
  const below = records.slice(start + 1).map(({ values }) => values);
  const verdict =
    asked === undefined && records.length > 0
      ? judgeHeader(records[start]!.values, below, dialect.decimalPoint)
      : { isHeader: asked ?? false, isGuess: false };
  const notes: string[] = [];
  if (verdict.isGuess && verdict.isHeader)
    notes.push(
      'The first line was taken as the names of the columns; nothing below tells for certain.',
    );
  if (!verdict.isHeader && asked === undefined)
    notes.push('The file has no line of column names; they are called column1, column2, … here.');
  return {
    columnCount,
    header: verdict.isHeader && records.length > 0 ? start : undefined,
    firstRow: verdict.isHeader ? Math.min(start + 1, records.length) : start,
    notes,
  };
}

/** How many values most records have; the larger number where two are as frequent. */
function modalCount(records: SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const { values, isFaulty } of records) {
    if (!isFaulty) counts.set(values.length, (counts.get(values.length) ?? 0) + 1);
  }
  const [modal] = [...counts].reduce(
    (most, next) => (next[1] > most[1] || (next[1] === most[1] && next[0] > most[0]) ? next : most),
    [1, 0],
  );
  return modal;
}

/** A first line of names one shorter than the rows (row names have none), or longer, is no preamble. */
function startsWithOddHeader(
  records: SampleRecord[],
  firstFull: number,
  columnCount: number,
): boolean {
  const count = records[0]?.values.length ?? 0;
  return firstFull === 1 && count !== columnCount && count >= Math.max(2, columnCount - 1);
}

function nameColumns(
  layout: Layout,
  records: SampleRecord[],
): { names: string[]; notes: string[] } {
  const { columnCount, header } = layout;
  const unnamed = Array.from({ length: columnCount }, (_, index) => `column${index + 1}`);
  if (header === undefined) return { names: unnamed, notes: [] };
  const given = records[header]!.values;
  const surplus = given.slice(columnCount);
  const rows = records.slice(layout.firstRow).filter(({ values }) => values.length === columnCount);
  const isLastEmpty = rows.every(({ values }) => values.at(-1) === '');
  const shifted = given.length === columnCount - 1 && !isLastEmpty && rows.length > 0;
  const wanted = shifted ? ['', ...given] : given;
  const repaired = repairNames(Array.from({ length: columnCount }, (_, index) => wanted[index]));
  const notes = [...repaired.notes];
  if (surplus.some((name) => name !== '')) {
    const left = surplus.map((name) => `"${name}"`).join(', ');
    notes.push(
      `The first line names ${given.length} columns, the rows have ${columnCount}: ${left} left out.`,
    );
  }
  return { names: repaired.names, notes };
}

function lineEndOf(record: Uint8Array): '\n' | '\r\n' | '\r' {
  if (record.at(-1) === 0x0d) return '\r';
  return record.at(-2) === 0x0d ? '\r\n' : '\n';
}

function guessColumns(
  records: SampleRecord[],
  columnCount: number,
  dialect: CsvDialect,
  missing: readonly string[] = [],
): { types: ColumnType[]; unplain: boolean[] } {
  const point = dialect.decimalPoint.charCodeAt(0);
  const evidence = Array.from(
    { length: columnCount },
    () => new ColumnEvidence(point, new Set(missing)),
  );
  const encoder = new TextEncoder();
  for (const { values } of records) {
    if (values.length !== columnCount) continue;
    values.forEach((value, column) => {
      const bytes = encoder.encode(value);
      evidence[column]!.addText(bytes, 0, bytes.length);
    });
  }
  return {
    types: evidence.map(chooseType),
    unplain: evidence.map(({ unplain }) => unplain > 0),
  };
}

function beforeTable(records: SampleRecord[], sample: Uint8Array): RejectedLine[] {
  const decoder = new TextDecoder();
  return records
    .map(({ line, start, end }) => ({
      line,
      reason: 'stands above the table',
      text: decoder.decode(sample.subarray(start, end)).trimEnd(),
    }))
    .filter(({ text }) => text !== '');
}

function describeDialect(dialect: CsvDialect, fileName: string): string[] {
  const { delimiter, quote, escape, trims, decimalPoint } = dialect;
  const notes: string[] = [];
  const isExpected =
    delimiter === ',' || delimiter === noDelimiter || (delimiter === '\t' && isTabName(fileName));
  if (!isExpected) notes.push(`Values are separated by ${delimiterName(delimiter)}.`);
  if (quote === "'") notes.push('Values are quoted by single quotes.');
  if (quote === '') notes.push('Quotes are ordinary characters in this file.');
  if (escape === 'backslash') notes.push('Quotes inside values stand behind a backslash.');
  if (trims) notes.push('Spaces behind the delimiters were left out.');
  if (decimalPoint === ',') notes.push('Numbers are written with a decimal comma.');
  return notes;
}
