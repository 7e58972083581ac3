import type { RejectedLine } from '../../table';
import type { TablePart } from '../../table-part';
import { proposeReading, type ColumnReading, type ReadingProposal } from './column-reading';
import { ColumnEvidence, isBare, type Evidence } from './column-evidence';
import { columnShapes, type ColumnShape } from './column-shape';
import { chooseType, type ColumnType } from './column-type';
import { describeDialect, type CsvDialect } from './csv-dialect';
import { findFooter, footerReason } from './csv-footer';
import { findLayout, nameColumns, type CsvLayout } from './csv-layout';
import { inferDialect } from './csv-sniffer';
import { mendNames } from './mend-names';
import { isSparse } from './csv-header-rows';
import { repairRecord } from './record-repair';
import { decodeLine } from '../text/utf8';
import { firstLines, readSampleRecords, type SampleRecord } from './record-sample';

/** How a CSV is to be read, from its first part and from what the user said. */
export interface CsvPlan {
  dialect: CsvDialect;
  names: string[];
  /** Columns that no line names: left out where they hold nothing. */
  isUnnamed: boolean[];
  /** Lines that name the columns. */
  headerRows: number;
  /** What the first part suggests; all bytes decide in the end. */
  guess: CsvGuess;
  /** What the columns look like, to mend rows that do not fit. */
  shapes: ColumnShape[];
  /** Rows of this file end in empty values beyond the last column by habit. */
  endsEmpty: boolean;
  /** The line of names as it stands, which may come again further down. */
  nameLine?: Uint8Array;
  /** Byte and 1-based line where the first row stands. */
  dataStart: number;
  dataLine: number;
  /** Byte behind the last row, where something else follows, and what that is. */
  dataEnd?: number;
  belowReason?: string;
  /** Columns that the user wants read in a way of their own, and so first as text. */
  asText: boolean[];
  proposals: ReadingProposal[];
  /** Lines above the table, each with the reason why it is no row. */
  before: RejectedLine[];
  parts: TablePart[];
  part?: string;
  /** What was guessed or repaired, in words. */
  notes: string[];
}

export interface CsvGuess {
  types: ColumnType[];
  /** Columns whose text must be trimmed or compared before it can be cast. */
  unplain: boolean[];
  /** Columns that are left out: without a name and without a value. */
  isEmpty: boolean[];
  lineEnd: '\n' | '\r\n' | '\r';
}

export interface CsvChoices {
  delimiter?: string;
  header?: boolean;
  headerRows?: number;
  quote?: string;
  escape?: 'doubled' | 'backslash';
  decimalPoint?: '.' | ',';
  trims?: boolean;
  part?: string;
  skipLines?: number;
  /** Totals and notes below the rows are set aside; true where not given. */
  footer?: boolean;
  readings?: readonly (readonly [column: string, reading: ColumnReading])[];
  /** Columns whose texts are kept beside their values. */
  texts?: readonly string[];
  /** Texts that mean "no value". */
  missing?: readonly string[];
  /** What is read of the file, where not all; it has no part in the plan. */
  columns?: readonly string[];
  rows?: { from: number; count: number };
  sample?: { rows: number; seed: number };
}

/**
 * Decides how to read a CSV. `sample` is the first part of the file without its byte order mark, cut at a
 * line end; `fileName` is a second opinion about the delimiter; `isWhole` where the file is no longer.
 */
export function planCsv(
  sample: Uint8Array,
  fileName: string,
  choices: CsvChoices = {},
  isWhole = true,
): CsvPlan {
  const { offset, body, dialect, records, layout, named, skipped, firstLine } = outlineCsv(
    sample,
    fileName,
    choices,
  );
  const { names, isUnnamed, nameRow, notes } = named;
  const inside = records.slice(layout.firstRow, layout.end);
  const shaped = inside.filter((record) => !isSparse(record, names.length)).slice(0, shapedRows);
  const shapes = columnShapes(wholeRows(shaped, names.length), names.length);
  const canRepair = ({ start, end }: SampleRecord): boolean =>
    repairRecord(decodeLine(withoutEnd(body.subarray(start, end))).text, shapes, names, dialect) !==
    undefined;
  const isEnded = choices.footer !== false && (isWhole || layout.end < records.length);
  const end = layout.firstRow + (isEnded ? findFooter(inside, shapes, canRepair) : inside.length);
  const rows = records.slice(layout.firstRow, end);
  const above = records[layout.firstRow - 1];
  const header = nameRow === undefined ? undefined : records[nameRow]!;
  const asText = names.map((name) => choices.readings?.some(([known]) => known === name) ?? false);
  const guess: CsvGuess = {
    ...withTexts(guessColumns(rows, isUnnamed, dialect, choices.missing), asText),
    lineEnd: lineEndOf(body.subarray(0, records[0]?.end ?? 0)),
  };
  return {
    dialect,
    names,
    isUnnamed,
    headerRows: layout.firstRow - layout.headerStart,
    guess,
    shapes,
    endsEmpty: endsEmpty(rows, names.length),
    ...(header ? { nameLine: withoutEnd(body.slice(header.start, header.end)) } : {}),
    dataStart: offset + (above?.end ?? 0),
    dataLine: firstLine + (above?.nextLine ?? 1),
    ...(end < records.length
      ? {
          dataEnd: offset + records[end]!.start,
          belowReason: end < layout.end ? footerReason(records[end]!) : 'stands below the table',
        }
      : {}),
    before: [...skipped.lines, ...linesAbove(records, layout, nameRow, body, firstLine)],
    asText,
    proposals: proposeReadings(rows, names, guess, asText),
    parts: layout.parts,
    ...(layout.part === undefined ? {} : { part: layout.part }),
    notes: [...describeDialect(dialect, isTabName(fileName)), ...layout.notes, ...notes],
  };
}

/** Where in a sample the table stands and what its columns are called; nothing is known of their values. */
export interface CsvOutline {
  /** The part of the sample behind what was passed over, which begins at `offset`. */
  body: Uint8Array;
  offset: number;
  dialect: CsvDialect;
  records: SampleRecord[];
  layout: CsvLayout;
  named: ReturnType<typeof nameColumns>;
  skipped: ReturnType<typeof skipLines>;
  /** Lines before `body`. */
  firstLine: number;
}

/** The first step of `planCsv`, a small part of its work. */
export function outlineCsv(
  sample: Uint8Array,
  fileName: string,
  choices: CsvChoices = {},
): CsvOutline {
  const declared = declaredDelimiter(sample);
  const skipped = skipLines(sample, choices.skipLines ?? 0);
  const offset = skipped.end || (declared?.length ?? 0);
  const body = sample.subarray(offset);
  const guessed = inferDialect(
    firstLines(body, sniffedBytes),
    choices.delimiter ?? declared?.delimiter,
    choices.quote,
    isTabName(fileName) ? '\t' : undefined,
  );
  const dialect: CsvDialect = {
    ...guessed,
    escape: choices.escape ?? guessed.escape,
    decimalPoint: choices.decimalPoint ?? guessed.decimalPoint,
    trims: choices.trims ?? guessed.trims,
  };
  const { records, note } = mendNames(readSampleRecords(body, dialect), body, dialect);
  const layout = findLayout(records, dialect, choices);
  if (note !== undefined) layout.notes.push(note);
  const named = nameColumns(layout, records);
  const firstLine = choices.skipLines ? skipped.lines.length : declared ? 1 : 0;
  return { body, offset, dialect, records, layout, named, skipped, firstLine };
}

const sniffedBytes = 2 ** 16;
const shapedRows = 2_000;

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

function withoutEnd(line: Uint8Array): Uint8Array {
  let end = line.length;
  while (end > 0 && (line[end - 1] === 0x0a || line[end - 1] === 0x0d)) end -= 1;
  return line.subarray(0, end);
}

function wholeRows(records: readonly SampleRecord[], columnCount: number): string[][] {
  return records
    .filter(({ values, isFaulty }) => !isFaulty && values.length === columnCount)
    .map(({ values }) => values);
}

function endsEmpty(rows: readonly SampleRecord[], columnCount: number): boolean {
  const ending = rows.filter(({ values }) => values.length > columnCount && values.at(-1) === '');
  return ending.length > 0.05 * rows.length;
}

function guessColumns(
  records: readonly SampleRecord[],
  isUnnamed: readonly boolean[],
  dialect: CsvDialect,
  missing: readonly string[] = [],
): Omit<CsvGuess, 'lineEnd'> {
  const point = dialect.decimalPoint.charCodeAt(0);
  const evidence = isUnnamed.map(() => new ColumnEvidence(point, new Set(missing)));
  const encoder = new TextEncoder();
  for (const values of wholeRows(records, isUnnamed.length)) {
    values.forEach((value, column) => {
      const bytes = encoder.encode(value);
      evidence[column]!.addText(bytes, 0, bytes.length);
    });
  }
  return {
    types: evidence.map(chooseType),
    unplain: evidence.map(({ unplain }) => unplain > 0),
    isEmpty: emptyColumns(evidence, isUnnamed),
  };
}

/** Columns that are to be read in a way of their own are text at first. */
export function withTexts<T extends { types: ColumnType[] }>(
  found: T,
  asText: readonly boolean[],
): T {
  const types = found.types.map((type, column) =>
    asText[column] ? { sql: 'VARCHAR', zoned: false } : type,
  );
  return { ...found, types };
}

function proposeReadings(
  rows: readonly SampleRecord[],
  names: readonly string[],
  { types }: CsvGuess,
  asText: readonly boolean[],
): ReadingProposal[] {
  const whole = wholeRows(rows, names.length).slice(0, shapedRows);
  return names.flatMap((column, index) => {
    if (types[index]!.sql !== 'VARCHAR' || asText[index]) return [];
    const proposal = proposeReading(whole.map((values) => values[index]!));
    return proposal ? [{ column, ...proposal }] : [];
  });
}

/** The first lines of the file, which the user wants passed over. */
function skipLines(sample: Uint8Array, count: number): { end: number; lines: RejectedLine[] } {
  const lines: RejectedLine[] = [];
  let end = 0;
  while (lines.length < count && end < sample.length) {
    let next = end;
    while (next < sample.length && sample[next] !== 0x0a && sample[next] !== 0x0d) next += 1;
    const { text } = decodeLine(sample.subarray(end, next));
    next += sample[next] === 0x0d && sample[next + 1] === 0x0a ? 2 : 1;
    end = Math.min(next, sample.length);
    lines.push({ line: lines.length + 1, reason: 'passed over, as asked for', text });
  }
  return { end, lines };
}

/** Columns without a name and without a value, which are left out; never all of them. */
export function emptyColumns(
  evidence: readonly Evidence[],
  isUnnamed: readonly boolean[],
): boolean[] {
  const isEmpty = evidence.map((each, column) => isUnnamed[column]! && isBare(each));
  return isEmpty.every(Boolean) ? isEmpty.map(() => false) : isEmpty;
}

function linesAbove(
  records: readonly SampleRecord[],
  { headerStart, firstRow, isJoined }: CsvLayout,
  nameRow: number | undefined,
  sample: Uint8Array,
  firstLine: number,
): RejectedLine[] {
  const decoder = new TextDecoder();
  return records
    .slice(0, firstRow)
    .map(({ line, start, end }, index) => ({
      line,
      reason: index < headerStart ? 'stands above the table' : 'another line of column names',
      text: decoder.decode(sample.subarray(start, end)).trimEnd(),
      index,
    }))
    .filter(({ index }) => index !== nameRow && !(isJoined && index >= headerStart))
    .filter(({ text }) => text !== '')
    .map(({ line, reason, text }) => ({ line: firstLine + line, reason, text }));
}
