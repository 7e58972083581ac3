/** A rectangle of cells, from 0, both ends included. */
export interface SheetRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** What one reading of a sheet has shown, and the next one must know from the start. */
export interface SheetFacts {
  firstColumn: number;
  lastColumn: number;
  /** Cells that were made one; their value stands in the first. */
  merged: SheetRange[];
}

/** Excel's own limits: 1,048,576 rows, 16,384 columns. */
export const largestSheet = { rows: 1_048_576, columns: 16_384 } as const;

/** `B3:D20`, `B3` or `$B$3:$D$20` as a rectangle; whole columns (`B:D`) and rows (`3:20`) too. */
export function parseRange(text: string): SheetRange | undefined {
  const [from = '', to = from, ...more] = text.replaceAll('$', '').split(':');
  const [first, last] = [parseCorner(from), parseCorner(to)];
  if (!first || !last || more.length > 0) return undefined;
  const range = {
    firstRow: first.row ?? 0,
    lastRow: last.row ?? largestSheet.rows - 1,
    firstColumn: first.column ?? 0,
    lastColumn: last.column ?? largestSheet.columns - 1,
  };
  return range.firstRow <= range.lastRow && range.firstColumn <= range.lastColumn
    ? range
    : undefined;
}

function parseCorner(text: string): { row?: number; column?: number } | undefined {
  const [, letters, digits] = /^([a-z]{1,3})?(\d{1,7})?$/i.exec(text.trim()) ?? [];
  if (letters === undefined && digits === undefined) return undefined;
  return {
    ...(letters === undefined ? {} : { column: columnIndex(letters) }),
    ...(digits === undefined ? {} : { row: Number(digits) - 1 }),
  };
}

/** `A` is 0, `Z` is 25, `AA` is 26. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** `B3:D20`. */
export function formatRange({ firstRow, lastRow, firstColumn, lastColumn }: SheetRange): string {
  const corner = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;
  return `${corner(firstRow, firstColumn)}:${corner(lastRow, lastColumn)}`;
}

function columnLetters(column: number): string {
  const before = column < 26 ? '' : columnLetters(Math.floor(column / 26) - 1);
  return before + String.fromCharCode(65 + (column % 26));
}

const rangeMark = /^(.*)!([^!]+)$/s;

/** A part as a sheet and, behind `!`, a range in it. A sheet that has that very name wins. */
export function splitSheetPart(
  part: string,
  sheets: readonly string[],
): { sheet: string; range?: SheetRange } | undefined {
  if (sheets.includes(part)) return { sheet: part };
  const [, sheet, text] = rangeMark.exec(part) ?? [];
  if (sheet === undefined || !sheets.includes(sheet)) return undefined;
  const range = parseRange(text!);
  return range && { sheet, range };
}
