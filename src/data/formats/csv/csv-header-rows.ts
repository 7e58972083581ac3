import { joinNames } from './joined-names';
import { headerVotes, judgeHeader, votingColumns } from './csv-header';
import type { SampleRecord } from './record-sample';

/** Which records name the columns: `[start, firstRow)`; none where they are equal. */
export interface HeaderRows {
  start: number;
  firstRow: number;
  /** Nothing in the rows tells for certain. */
  isGuess: boolean;
}

/** Records that are looked at for the first row, and rows below that a record of names is held against. */
const topRecords = 16;
const comparedRows = 200;
const mostHeaderRows = 3;

type ReadRecord = Pick<SampleRecord, 'values' | 'isFaulty'>;

/** What a person has said of the names. */
export interface HeaderChoices {
  /** Whether there are any. */
  header?: boolean;
  /** How many lines they are. */
  headerRows?: number;
  /** Lines passed over above them: they begin right below. */
  skipLines?: number;
}

/** Where the table begins below what may stand above it, and how many of its first records are names. */
export function findHeaderRows(
  records: readonly SampleRecord[],
  width: number,
  decimalPoint: string,
  { header: asked, headerRows, skipLines }: HeaderChoices = {},
): HeaderRows {
  if (headerRows !== undefined) {
    const start = skipLines === undefined ? findStart(records, width, decimalPoint) : 0;
    return { start, firstRow: Math.min(start + headerRows, records.length), isGuess: false };
  }
  const found = findStart(records, width, decimalPoint);
  const isNumbered =
    records.length > found + 2 &&
    arePlaces(records[found]!.values, fullRows(records, found + 1, width));
  const start = isNumbered ? found + 1 : found;
  if (asked === false || records.length === 0) return { start, firstRow: start, isGuess: false };
  const below = fullRows(records, start + 1, width);
  const verdict = judgeHeader(records[start]!.values, below, decimalPoint);
  const isGrouped = isGroupRow(records, start, width);
  if (!verdict.isHeader && !isGrouped && asked !== true)
    return { start, firstRow: start, isGuess: verdict.isGuess };
  const count = Math.max(
    isGrouped ? 2 : 1,
    countNameRows(records, isGrouped ? start + 1 : start, width, decimalPoint) +
      (isGrouped ? 1 : 0),
  );
  const firstRow = Math.min(start + count, records.length);
  return { start, firstRow, isGuess: verdict.isGuess && asked === undefined };
}

/** The first record that is as wide as most, below titles: the one that most looks like names. */
function findStart(records: readonly SampleRecord[], width: number, decimalPoint: string): number {
  const isOdd = records.map((record) => record.values.length !== width || isSparse(record, width));
  const firstFull = Math.max(0, isOdd.indexOf(false));
  if (startsWithOddHeader(records, firstFull, width)) return 0;
  const starts = records
    .slice(0, topRecords)
    .map((_, index) => index)
    .filter((index) => !isOdd[index] && (index === firstFull || isOdd[index - 1]));
  if (firstFull === 0 || starts.length < 2) return firstFull;
  const votes = starts.map((index) =>
    headerVotes(records[index]!.values, fullRows(records, index + 1, width), decimalPoint),
  );
  return starts[votes.indexOf(Math.max(...votes))]!;
}

/** A first line of names one shorter than the rows (row names have none), or longer, is no preamble. */
function startsWithOddHeader(
  records: readonly SampleRecord[],
  firstFull: number,
  width: number,
): boolean {
  const first = records[0];
  const count = first?.values.length ?? 0;
  if (!first || isSparse(first, width)) return false;
  return firstFull === 1 && count !== width && count >= Math.max(2, width - 1);
}

/** One value alone, in a table of three columns or more: a title that was filled up with delimiters. */
export function isSparse({ values }: SampleRecord, width: number): boolean {
  return width > 2 && values.filter((value) => value !== '').length <= 1;
}

function fullRows(records: readonly ReadRecord[], from: number, width: number): string[][] {
  return records
    .slice(from, from + comparedRows)
    .filter(({ values, isFaulty }) => !isFaulty && values.length === width)
    .map(({ values }) => values);
}

/** Names of groups of columns stand above the names: filled here and there, above a record that is full. */
export function isGroupRow(records: readonly ReadRecord[], start: number, width: number): boolean {
  const [first, second] = [records[start], records[start + 1]];
  if (!first || !second || first.values.length !== width || second.values.length !== width)
    return false;
  const empty = first.values.map((value, column) => (value === '' ? column : -1));
  const columns = empty.filter((column) => column >= 0);
  if (columns.length < width / 3 || first.values.some((value) => isFigure(value) && !isYear(value)))
    return false;
  const isNamed = second.values.every(
    (value, column) => (value !== '' || first.values[column] !== '') && !isFigure(value),
  );
  const areDistinct = new Set(joinNames([first.values, second.values])).size === width;
  const below = fullRows(records, start + 2, width);
  const filled = columns.filter((column) => below.some((row) => row[column] !== ''));
  return isNamed && areDistinct && filled.length > columns.length / 2;
}

/** Digits and marks between them. */
function isFigure(value: string): boolean {
  return /^[-\d.,:/\s]+$/.test(value);
}

function isYear(value: string): boolean {
  return /^(?:19|20)\d\d$/.test(value);
}

/** How many records from `start` on are names, units, or the names once more. */
function countNameRows(
  records: readonly SampleRecord[],
  start: number,
  width: number,
  decimalPoint: string,
): number {
  const below = fullRows(records, start + mostHeaderRows, width);
  const names = records[start]!.values;
  let count = 1;
  while (count < mostHeaderRows && start + count < records.length) {
    const { values } = records[start + count]!;
    if (values.length !== width || below.length < 2) break;
    const isRepeated = values.join('\n') === names.join('\n');
    if (arePlaces(values, below)) {
      count += 1;
      continue;
    }
    if (!isRepeated && !isUnits(values) && !isTextAbove(values, below, decimalPoint)) break;
    count += 1;
  }
  return count;
}

/** Text over every column of numbers or dates, of which there are two at least. */
function isTextAbove(values: string[], below: string[][], decimalPoint: string): boolean {
  const votes = values.slice(0, votingColumns).map((value, column) =>
    headerVotes(
      [value],
      below.map((row) => [row[column] ?? '']),
      decimalPoint,
    ),
  );
  return votes.filter((vote) => vote > 0).length > 1 && votes.every((vote) => vote >= 0);
}

/** The columns numbered from 1, as in official tables: whole also where the rows below hold no whole numbers. */
function arePlaces(values: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (values.length < 3 || values.some((value, at) => value !== String(at + 1))) return false;
  const others = values.filter((_, column) => {
    const whole = below.filter((row) => /^-?\d+$/.test(row[column] ?? '')).length;
    return below.length > 1 && whole < 0.1 * below.length;
  });
  return others.length >= Math.max(2, values.length / 3);
}

function isUnits(values: readonly string[]): boolean {
  const present = values.filter((value) => value !== '');
  const bracketed = present.filter((value) => /^\s*([[(].*[\])]|[-=:+_]{2,})\s*$/.test(value));
  return present.length > 0 && bracketed.length > present.length / 2;
}
