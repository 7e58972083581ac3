import { AppError } from '../data/app-error';
import { formatCount } from '../data/format';
import type { ColumnInfo } from '../data/table';
import { typeFamily } from '../data/type-family';
import { cellState } from './grid-cell';
import type { RowSpan } from './grid-query';

/** More cells than this do not go to the clipboard: spreadsheets stop answering on them. */
export const copyLimitCells = 500_000;

/** Cells brought from the engine at once while copying; some 10 ms of decoding. */
const pieceCells = 20_000;

/** @throws AppError `bad_param` where the selection holds more cells than can be copied at once. */
export function checkCopySize(rowCount: number, columnCount: number): void {
  const cells = rowCount * columnCount;
  if (cells <= copyLimitCells) return;
  throw new AppError(
    'bad_param',
    `These are ${formatCount(cells)} cells; at most ${formatCount(copyLimitCells)} can be copied at once. Select fewer rows, or filter first.`,
    { cells, limit: copyLimitCells },
  );
}

/** The span in pieces of whole rows, small enough to be decoded without a pause that is felt. */
export function copyPieces(rows: RowSpan, columnCount: number): RowSpan[] {
  const size = Math.max(1, Math.floor(pieceCells / columnCount));
  const pieces: RowSpan[] = [];
  for (let first = rows.first; first <= rows.last; first += size)
    pieces.push({ first, last: Math.min(rows.last, first + size - 1) });
  return pieces;
}

/**
 * Lines of tab-separated values as spreadsheets take them: fields with a tab, a line end or a quote stand in
 * quotes. Missing and empty text are both an empty field, since the format has one only.
 */
export function tsvLines(
  columns: readonly ColumnInfo[],
  texts: readonly (readonly (string | null)[])[],
): string[] {
  const families = columns.map(({ type }) => typeFamily(type));
  const rowCount = texts[0]?.length ?? 0;
  return Array.from({ length: rowCount }, (_, row) =>
    texts
      .map((column, index) => {
        const text = column[row] ?? null;
        return cellState(text, families[index]!) === 'nan' ? 'NaN' : tsvField(text ?? '');
      })
      .join('\t'),
  );
}

/** Names of columns as the first line. */
export function tsvHeader(columns: readonly ColumnInfo[]): string {
  return columns.map(({ name }) => tsvField(name)).join('\t');
}

function tsvField(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
