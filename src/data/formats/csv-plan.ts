import type { RejectedLine } from '../table';
import { ColumnEvidence } from './column-evidence';
import { chooseType, type ColumnType } from './column-type';
import { describeDialect, type CsvDialect } from './csv-dialect';
import { findLayout, nameColumns } from './csv-layout';
import { inferDialect } from './csv-sniffer';
import { firstLines, readSampleRecords, type SampleRecord } from './record-sample';

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
  quote?: string;
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
  const dialect = inferDialect(
    firstLines(body, sniffedBytes),
    choices.delimiter ?? declared?.delimiter,
    choices.quote,
    isTabName(fileName) ? '\t' : undefined,
  );
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
    notes: [...describeDialect(dialect, isTabName(fileName)), ...layout.notes, ...notes],
  };
}

const sniffedBytes = 2 ** 16;

/** Excel's own way to say it: a first line `sep=;`. */
function declaredDelimiter(sample: Uint8Array): { delimiter: string; length: number } | undefined {
  const start = new TextDecoder().decode(sample.subarray(0, 16));
  const found = /^sep=(.)\r?\n/.exec(start);
  return found ? { delimiter: found[1]!, length: found[0].length } : undefined;
}

function isTabName(fileName: string): boolean {
  return /\.(tsv|tab)$/i.test(fileName);
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
