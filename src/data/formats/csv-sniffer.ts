import { noDelimiter, type CsvDialect } from './csv-dialect';
import { ColumnEvidence } from './column-evidence';
import { valueKinds } from './value-kind';
import { forEachRecord } from './record-sample';
import { recordFaults, type RecordScanner } from './record-scanner';

/** What a dialect would make of the sample. */
interface Reading {
  dialect: CsvDialect;
  score: number;
  /** Values of most records, and the share of records that have so many. */
  columnCount: number;
  modalShare: number;
  numberShare: number;
}

const usual = [',', '\t', ';', '|'];
const unusual = ['::', '||', '^', '~', '¦', '\x01'];
const lastResort = [' ', ':'];
const quotes = ['"', "'", ''] as const;

/**
 * The dialect under which the sample looks most like a table: rows of equal length with values of a plain
 * type, by the consistency measure of van den Burg, Nazábal and Sutton, Wrangling messy CSV files by
 * detecting row and type patterns (2019). `sample` ends with the file or at a line end;
 * a delimiter or quote that is given is not put to the test.
 * O(sample × dialects): some 50 ms for 64 KiB.
 */
export function inferDialect(
  sample: Uint8Array,
  delimiter?: string,
  quote?: CsvDialect['quote'],
): CsvDialect {
  const escapes = hasBackslashQuote(sample)
    ? (['doubled', 'backslash'] as const)
    : (['doubled'] as const);
  const read = (delimiters: readonly string[]): Reading[] =>
    delimiters.flatMap((delimiter) =>
      (quote === undefined ? quotes : [quote]).flatMap((quote) =>
        (quote === '' ? (['doubled'] as const) : escapes).map((escape) =>
          readSample(sample, { delimiter, quote, escape, trims: false, decimalPoint: '.' }),
        ),
      ),
    );
  const found =
    (delimiter !== undefined ? best(read([delimiter]), 0) : undefined) ??
    best(read(usual), 0.5) ??
    best(read(unusual), 0.8) ??
    best(read(lastResort).filter(isPlausibleLastResort), 0.9) ??
    best(read([noDelimiter]), 0)!;
  return refine(sample, found.dialect);
}

/** The best reading of several columns in which at least `share` of the records have equally many. */
function best(readings: Reading[], share: number): Reading | undefined {
  return readings
    .filter(
      ({ columnCount, modalShare }) => (columnCount > 1 || share === 0) && modalShare >= share,
    )
    .reduce<Reading | undefined>(
      (winner, next) => (winner && winner.score >= next.score ? winner : next),
      undefined,
    );
}

/** Words and times of day hold spaces and colons too: only wide tables of numbers count. */
function isPlausibleLastResort({ dialect, columnCount, numberShare }: Reading): boolean {
  return dialect.delimiter === ' ' ? numberShare >= 0.5 : columnCount > 3;
}

function readSample(sample: Uint8Array, dialect: CsvDialect): Reading {
  const rowsByLength = new Map<number, number>();
  const cells: CellCounts = { typed: 0, numbers: 0, quoted: 0, all: 0 };
  let faults = 0;
  forEachRecord(sample, dialect, (scanner, bytes) => {
    if (scanner.fault !== recordFaults.none) faults += 1;
    else rowsByLength.set(scanner.valueCount, (rowsByLength.get(scanner.valueCount) ?? 0) + 1);
    for (let value = 0; value < scanner.valueCount; value += 1)
      countCell(scanner, bytes, value, cells);
  });
  const lengths = [...rowsByLength];
  const rows = lengths.reduce((sum, [, count]) => sum + count, faults);
  const [columnCount, modalCount] = lengths.reduce(
    (most, next) => (next[1] > most[1] ? next : most),
    [1, 0],
  );
  const pattern = lengths.reduce(
    (sum, [length, count]) => sum + (count * Math.max(0.001, length - 1)) / length,
    0,
  );
  return {
    dialect,
    score:
      prior(dialect, cells) *
      (pattern / Math.max(1, lengths.length)) *
      (cells.typed / Math.max(1, cells.all)),
    columnCount,
    modalShare: modalCount / Math.max(1, rows),
    numberShare: cells.numbers / Math.max(1, cells.all),
  };
}

/** Files without quoting are rare, except among those with tabs; single quotes must be seen at work. */
function prior({ quote, delimiter }: CsvDialect, { quoted }: CellCounts): number {
  if (quote === '') return delimiter === '\t' ? 0.95 : 0.75;
  if (quote === "'") return quoted > 0 ? 0.95 : 0;
  return 1;
}

interface CellCounts {
  typed: number;
  numbers: number;
  quoted: number;
  all: number;
}

/** A cell is of a plain type when it is empty, a number, a date, or a text without marks of another dialect. */
function countCell(
  scanner: RecordScanner,
  bytes: Uint8Array,
  value: number,
  cells: CellCounts,
): void {
  const [start, end] = [scanner.starts[value]!, scanner.ends[value]!];
  cells.all += 1;
  if (scanner.quoted[value]! > 0) cells.quoted += 1;
  const evidence = new ColumnEvidence();
  evidence.addText(bytes, start, end);
  const isText = evidence.counts[valueKinds.text]! > 0;
  if (!isText && evidence.counts[valueKinds.missing] === 0) cells.numbers += 1;
  if (!isText || scanner.quoted[value]! > 0 || isPlainText(bytes, start, end)) cells.typed += 1;
}

const marks = new Set(['"', "'", ',', ';', '\t', '|'].map((mark) => mark.charCodeAt(0)));

function isPlainText(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === 0x22 || bytes[start] === 0x27) return false;
  for (let at = start; at < end; at += 1) {
    if (marks.has(bytes[at]!) && bytes[at] !== 0x27 && bytes[at] !== 0x22) return false;
  }
  return true;
}

/** Spaces behind delimiters, and the decimal comma, from the values themselves. */
function refine(sample: Uint8Array, dialect: CsvDialect): CsvDialect {
  const seen = { behind: 0, spaced: 0, commas: 0, points: 0, grouped: 0 };
  forEachRecord(sample, dialect, (scanner, bytes) => {
    for (let value = 0; value < scanner.valueCount; value += 1) {
      const [start, end] = [scanner.starts[value]!, scanner.ends[value]!];
      if (value > 0 && start < end && scanner.quoted[value] === 0) {
        seen.behind += 1;
        if (bytes[start] === 0x20) seen.spaced += 1;
      }
      if (end - start <= 24) countPoint(bytes, start, end, seen);
    }
  });
  return {
    ...dialect,
    trims: seen.behind >= 3 && seen.spaced / seen.behind >= 0.9,
    decimalPoint: dialect.delimiter !== ',' && seen.commas > 0 && seen.points === 0 ? ',' : '.',
  };
}

function countPoint(
  bytes: Uint8Array,
  start: number,
  end: number,
  seen: { commas: number; points: number },
): void {
  let text = '';
  for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes[at]!);
  if (/^\s*-?\d+\.\d+\s*$/.test(text)) seen.points += 1;
  // 1,234 may be a thousand and more: only another number of decimals, or a zero before, tells.
  else if (/^\s*-?(0,\d+|\d+,(\d{1,2}|\d{4,}))\s*$/.test(text)) seen.commas += 1;
}

function hasBackslashQuote(sample: Uint8Array): boolean {
  return sample.some(
    (byte, at) => byte === 0x5c && (sample[at + 1] === 0x22 || sample[at + 1] === 0x27),
  );
}
