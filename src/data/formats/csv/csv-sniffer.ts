import { noDelimiter, type CsvDialect } from './csv-dialect';
import { ColumnEvidence } from './column-evidence';
import { valueKinds } from '../text/value-kind';
import { forEachRecord } from './record-sample';
import { recordFaults, type RecordScanner } from './record-scanner';
import { SpaceCounts } from './space-counts';
import { trimEnd, trimStart } from './trimmed-value';

/** What a dialect would make of the sample. */
interface Reading {
  dialect: CsvDialect;
  score: number;
  /** Values of most records, and the share of records that have so many. */
  columnCount: number;
  modalShare: number;
  /** The share of records that stand among three or more in a row of one length, as in files of several tables. */
  steadyShare: number;
  numberShare: number;
  quotedShare: number;
}

/** A delimiter that may be, how likely it is before looking, and the share of records that must agree on it. */
interface Candidate {
  delimiter: string;
  prior: number;
  modalShare: number;
}

const usualDelimiters = new Set([',', '\t', ';', '|']);
const leastSteady = 0.75;

const candidates: readonly Candidate[] = [
  ...[...usualDelimiters].map((delimiter) => ({ delimiter, prior: 1, modalShare: 0.5 })),
  ...['::', '||'].map((delimiter) => ({ delimiter, prior: 1.2, modalShare: 0.8 })),
  ...['^', '~', '¦', '\x01', '\x1f', '\x1e', '§'].map((delimiter) => ({
    delimiter,
    prior: 0.9,
    modalShare: 0.8,
  })),
  ...[' ', ':', '#', '/', '*', '&', '!', '@', '-', '_'].map((delimiter) => ({
    delimiter,
    prior: 0.6,
    modalShare: 0.9,
  })),
];
const quotes = ['"', "'", '`', ''] as const;

/**
 * The dialect under which the sample looks most like a table: rows of equal length with values of a plain
 * type, after van den Burg, Nazábal and Sutton, Wrangling messy CSV files by detecting row and type patterns
 * (2019). Unlike theirs, the pattern score is the concentration of row lengths (the sum of their squared
 * shares), which a few broken rows cannot overturn. `sample` ends with the file or at a line end; a delimiter
 * or quote that is given is not put to the test; `likely` is what the file's name suggests.
 * O(sample × dialects whose marks occur in it): some 50 ms for 64 KiB.
 */
export function inferDialect(
  sample: Uint8Array,
  delimiter?: string,
  quote?: CsvDialect['quote'],
  likely?: string,
): CsvDialect {
  const escapes = hasBackslashQuote(sample)
    ? (['doubled', 'backslash'] as const)
    : (['doubled'] as const);
  const marks = quotes.filter(
    (mark) => mark === '' || mark === '"' || sample.includes(mark.charCodeAt(0)),
  );
  const read = (delimiter: string, prior: number): Reading[] =>
    (quote === undefined ? marks : [quote]).flatMap((quote) =>
      (quote === '' ? (['doubled'] as const) : escapes).map((escape) =>
        readSample(sample, { delimiter, quote, escape, trims: true, decimalPoint: '.' }, prior),
      ),
    );
  if (delimiter !== undefined) return refine(sample, best(read(delimiter, 1))!.dialect);
  const readings = candidates
    .filter((candidate) => occurs(sample, candidate.delimiter))
    .flatMap(({ delimiter, prior, modalShare }) =>
      read(delimiter, delimiter === likely ? 1.5 * prior : prior).filter(
        (reading) =>
          reading.columnCount > 1 &&
          (reading.modalShare >= modalShare ||
            (usualDelimiters.has(delimiter) && reading.steadyShare >= leastSteady)),
      ),
    )
    .filter(isPlausible);
  return refine(sample, (best(readings) ?? best(read(noDelimiter, 1))!).dialect);
}

function best(readings: Reading[]): Reading | undefined {
  return readings.reduce<Reading | undefined>(
    (winner, next) => (winner && winner.score >= next.score ? winner : next),
    undefined,
  );
}

const wordMarks = new Set([' ', ':', '/', '#', '*', '&', '!', '@', '-', '_']);
/** These count where quotes protect the values alone. */
const innerMarks = new Set(['-', '_']);

/**
 * Words, times of day and addresses hold spaces, colons and slashes too: these count in tables of numbers,
 * or where quotes protect them, or in rows of many values.
 */
function isPlausible({ dialect, columnCount, numberShare, quotedShare }: Reading): boolean {
  if (!wordMarks.has(dialect.delimiter)) return true;
  if (innerMarks.has(dialect.delimiter)) return quotedShare > 0.5 && columnCount > 2;
  if (quotedShare > 0.1 && columnCount > 2) return true;
  if (dialect.delimiter === ' ') return numberShare >= 0.45 || quotedShare > 0.3;
  return columnCount > 3;
}

function occurs(sample: Uint8Array, delimiter: string): boolean {
  const bytes = new TextEncoder().encode(delimiter);
  for (let at = sample.indexOf(bytes[0]!); at >= 0; at = sample.indexOf(bytes[0]!, at + 1)) {
    if (bytes.every((byte, index) => sample[at + index] === byte)) return true;
  }
  return false;
}

function readSample(sample: Uint8Array, dialect: CsvDialect, delimiterPrior: number): Reading {
  const rowsByLength = new Map<number, number>();
  const cells = new CellCounts();
  let faults = 0;
  let steady = 0;
  let run = { length: 0, count: 0 };
  forEachRecord(sample, dialect, (scanner, bytes) => {
    const length = scanner.fault === recordFaults.none ? scanner.valueCount : 0;
    run = length === run.length ? { length, count: run.count + 1 } : { length, count: 1 };
    if (length > 1 && run.count >= 3) steady += run.count === 3 ? 3 : 1;
    if (scanner.fault !== recordFaults.none) faults += 1;
    else rowsByLength.set(scanner.valueCount, (rowsByLength.get(scanner.valueCount) ?? 0) + 1);
    for (let value = 0; value < scanner.valueCount; value += 1) cells.add(scanner, bytes, value);
  });
  const lengths = [...rowsByLength];
  const rows = Math.max(
    1,
    lengths.reduce((sum, [, count]) => sum + count, faults),
  );
  const [columnCount, modalCount] = lengths.reduce(
    (most, next) => (next[1] > most[1] ? next : most),
    [1, 0],
  );
  const pattern = lengths.reduce(
    (sum, [length, count]) => sum + ((count / rows) ** 2 * Math.max(0.001, length - 1)) / length,
    0,
  );
  return {
    dialect,
    score: delimiterPrior * prior(dialect, cells) * pattern * cells.typedShare * cells.fullShare,
    columnCount,
    modalShare: modalCount / rows,
    steadyShare: steady / rows,
    numberShare: cells.numbers / Math.max(1, cells.all),
    quotedShare: cells.quoted / Math.max(1, cells.all),
  };
}

/** Files without quoting are rare, except among those with tabs; odd quotes must be seen at work. */
function prior({ quote, delimiter }: CsvDialect, cells: CellCounts): number {
  const left = cells.wrapped >= 2 ? 0.8 : 1;
  if (quote === '') return left * (delimiter === '\t' ? 0.95 : 0.75);
  if (quote !== '"') return cells.quoted > 0 ? 0.95 * left : 0;
  return left;
}

/** What was seen of the cells of a reading. */
class CellCounts {
  typed = 0;
  numbers = 0;
  quoted = 0;
  all = 0;
  /** Cells that still have quotes of some kind around them. */
  wrapped = 0;
  /** Per column, whether any cell holds something. */
  readonly #full: boolean[] = [];

  get typedShare(): number {
    return this.typed / Math.max(1, this.all);
  }

  /** Below 1 where columns are always empty, as when `||` is read as two delimiters. */
  get fullShare(): number {
    const full = this.#full.filter(Boolean).length;
    return 0.5 + (0.5 * full) / Math.max(1, this.#full.length);
  }

  /** A cell is of a plain type when it is empty, a number, a date, or a text without marks of another dialect. */
  add(scanner: RecordScanner, bytes: Uint8Array, value: number): void {
    const isQuoted = scanner.quoted[value]! > 0;
    const [from, to] = [scanner.starts[value]!, scanner.ends[value]!];
    const start = isQuoted ? from : trimStart(bytes, from, to);
    const end = isQuoted ? to : trimEnd(bytes, start, to);
    this.all += 1;
    if (isQuoted) this.quoted += 1;
    this.#full[value] = this.#full[value] === true || end > start;
    const evidence = new ColumnEvidence();
    evidence.addText(bytes, start, end);
    const isText = evidence.counts[valueKinds.text]! > 0;
    if (!isText && evidence.counts[valueKinds.missing] === 0) this.numbers += 1;
    if (!isQuoted && isWrapped(bytes, start, end)) this.wrapped += 1;
    if (!isText || isQuoted || isPlainText(bytes, start, end)) this.typed += 1;
  }
}

const quoteMarks = new Set(['"', "'", '`'].map((mark) => mark.charCodeAt(0)));

function isWrapped(bytes: Uint8Array, start: number, end: number): boolean {
  let first = start;
  while (first < end && bytes[first] === 0x20) first += 1;
  return end - first > 2 && quoteMarks.has(bytes[first]!) && bytes[end - 1] === bytes[first];
}

const marks = new Set([',', ';', '\t', '|'].map((mark) => mark.charCodeAt(0)));

function isPlainText(bytes: Uint8Array, start: number, end: number): boolean {
  if (quoteMarks.has(bytes[start]!)) return false;
  for (let at = start; at < end; at += 1) if (marks.has(bytes[at]!)) return false;
  return true;
}

/** Spaces around values, and the decimal comma, from the values themselves. */
function refine(sample: Uint8Array, dialect: CsvDialect): CsvDialect {
  const seen = { commas: 0, points: 0, grouped: 0 };
  const spaces = new SpaceCounts();
  forEachRecord(sample, dialect, (scanner, bytes) => {
    spaces.add(scanner, bytes);
    for (let value = 0; value < scanner.valueCount; value += 1) {
      const [start, end] = [scanner.starts[value]!, scanner.ends[value]!];
      if (end - start <= 24) countPoint(bytes, start, end, seen);
    }
  });
  return {
    ...dialect,
    trims: spaces.areOutside,
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
