import { isGroupRow } from '../csv/csv-header-rows';
import { cellKinds, type SheetRow } from './sheet-row';
import type { SheetRange } from './sheet-range';

/** Where the table of a sheet begins. */
export interface SheetLayout {
  /** Filled rows above it. */
  above: number;
  /** Whether its first row holds names for certain; undefined where its text must tell. */
  header: boolean | undefined;
  /** So many rows name the columns together, where merged cells tell. */
  headerRows: number | undefined;
}

/** As much of the typical width makes a row part of the table. */
const fullShare = 0.6;
/** Merged cells over more rows than this are no names. */
const mostHeaderRows = 8;

/**
 * Finds the table in the first filled rows of a sheet (as stored: a merged cell is one): titles above it fill few
 * cells. Its first rows name the columns where they are all text and values stand below, or where merged cells stand
 * over several of them.
 */
export function findSheetLayout(
  rows: readonly SheetRow[],
  merged: readonly SheetRange[] = [],
): SheetLayout {
  const widths = rows.map(({ columns }) => columns.length).sort((a, b) => a - b);
  const typical = widths[Math.floor(0.75 * (widths.length - 1))] ?? 0;
  const widthOf = (row: SheetRow): number => row.columns.length + coveredBy(row, merged);
  const isTitle = (row: SheetRow): boolean => row.columns.length < 2 && typical > 1;
  const first = rows.findIndex((row) => !isTitle(row) && widthOf(row) >= fullShare * typical);
  const full = Math.max(0, first);
  const above = full > 0 && isGroupAbove(rows, full) ? full - 1 : full;
  const headerRows = countMergedNames(rows.slice(above), merged);
  return { above, header: judgeNames(rows.slice(above)), headerRows };
}

/** Places of a row that hold nothing of their own, since a merged cell reaches over them. */
function coveredBy(row: SheetRow, merged: readonly SheetRange[]): number {
  const index = row.number - 1;
  return merged
    .filter(({ firstRow, lastRow }) => firstRow <= index && index <= lastRow)
    .reduce((sum, range) => {
      const hasOwn = range.firstRow === index && row.columns.includes(range.firstColumn);
      return sum + range.lastColumn - range.firstColumn + (hasOwn ? 0 : 1);
    }, 0);
}

/** Names of groups stand right above the names, here and there. */
function isGroupAbove(rows: readonly SheetRow[], full: number): boolean {
  const group = rows[full - 1]!;
  if (group.columns.length < 2 || group.number !== rows[full]!.number - 1) return false;
  const inside = rows.slice(full - 1);
  const from = Math.min(...inside.map(({ columns }) => columns[0]!));
  const width = Math.max(...inside.map(({ columns }) => columns.at(-1)!)) - from + 1;
  const decoder = new TextDecoder();
  const records = inside.map((row) => {
    const values = Array.from({ length: width }, () => '');
    row.columns.forEach((column, position) => {
      values[column - from] = decoder.decode(row.bytesAt(position));
    });
    return { values, isFaulty: false };
  });
  return isGroupRow(records, 0, width);
}

/**
 * Rows from the first on that merged cells tell to be names: a row with a cell over several columns, but not over the
 * whole table, names groups of those below it; a cell over several rows names its column in all of them.
 */
function countMergedNames(
  rows: readonly SheetRow[],
  merged: readonly SheetRange[],
): number | undefined {
  let count = 0;
  while (count < mostHeaderRows && isGroup(rows, count, merged)) count += 1;
  const [first, last] = [rows[0], rows[count]];
  if (count === 0 || !first || !last || !rows[count + 1]) return undefined;
  const tallest = merged
    .filter(({ firstRow }) => firstRow === first.number - 1)
    .reduce((most, { lastRow }) => Math.max(most, lastRow + 1), last.number);
  const headerRows = rows.filter(({ number }) => number >= first.number && number <= tallest);
  return headerRows.length <= mostHeaderRows && headerRows.length < rows.length
    ? headerRows.length
    : undefined;
}

function isGroup(rows: readonly SheetRow[], at: number, merged: readonly SheetRange[]): boolean {
  const [row, next] = [rows[at], rows[at + 1]];
  if (!row || row.columns.length < 2 || next?.number !== row.number + 1) return false;
  return merged.some(
    ({ firstRow, firstColumn, lastColumn }) =>
      firstRow === row.number - 1 && lastColumn > firstColumn,
  );
}

function judgeNames([first, ...below]: readonly SheetRow[]): boolean | undefined {
  if (!first || below.length === 0) return undefined;
  const isText = first.kinds.every((kind) => kind === cellKinds.text);
  const hasValues = below.some(({ kinds }) => kinds.includes(cellKinds.value));
  return isText && hasValues ? true : undefined;
}
