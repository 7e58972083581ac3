import { AppError } from '../../data/app-error';
import { formatCount } from '../../data/format';
import { createCopyWriter, type CellTexts, type CopyFormat, type CopyTarget } from './copy-formats';
import type { RowSpan } from './grid-query';

/** More cells than this do not go to the clipboard: spreadsheets stop answering on them. */
export const copyLimitCells = 500_000;

/** Nor do more characters, whatever the number of cells. */
export const copyLimitCharacters = 50_000_000;

/** Cells brought from the engine at once while copying; some 10 ms of decoding. */
const pieceCells = 20_000;

/** What can be copied at once, in words. */
export const copyLimitWords = `At most ${formatCount(copyLimitCells)} cells can be copied at once. Select fewer rows, or filter first.`;

/** @throws AppError `bad_param` where the selection holds more cells than can be copied at once. */
export function checkCopySize(rowCount: number, columnCount: number): void {
  const cells = rowCount * columnCount;
  if (cells <= copyLimitCells) return;
  throw new AppError('bad_param', `These are ${formatCount(cells)} cells. ${copyLimitWords}`, {
    cells,
    limit: copyLimitCells,
  });
}

/** The span in pieces of whole rows, small enough to be decoded without a pause that is felt. */
export function copyPieces(rows: RowSpan, columnCount: number): RowSpan[] {
  const size = Math.max(1, Math.floor(pieceCells / columnCount));
  const pieces: RowSpan[] = [];
  for (let first = rows.first; first <= rows.last; first += size)
    pieces.push({ first, last: Math.min(rows.last, first + size - 1) });
  return pieces;
}

export interface CopyRequest extends CopyTarget {
  format: CopyFormat;
  rows: RowSpan;
  /** Share of the rows that have been brought. */
  onProgress?: (share: number) => void;
}

/**
 * Cells, whole, in a format; brought piece by piece.
 * @throws AppError `bad_param` where there are too many cells or characters.
 */
export async function writeCopy(
  request: CopyRequest,
  read: (rows: RowSpan) => Promise<CellTexts>,
): Promise<string> {
  const { rows, columns, format, onProgress } = request;
  const rowCount = rows.last - rows.first + 1;
  checkCopySize(rowCount, columns.length);
  const writer = createCopyWriter(format, request);
  const lines: string[] = [];
  let characters = 0;
  for (const piece of copyPieces(rows, columns.length)) {
    for (const line of writer.rows(await read(piece))) {
      lines.push(line);
      characters += line.length;
    }
    if (characters > copyLimitCharacters) throw tooLong(lines.length);
    onProgress?.(lines.length / rowCount);
  }
  return writer.head + lines.join(writer.between) + writer.tail;
}

function tooLong(rows: number): AppError {
  return new AppError(
    'bad_param',
    `The first ${formatCount(rows)} rows are more than ${formatCount(copyLimitCharacters)} characters. Select fewer of them.`,
    { rows, limit: copyLimitCharacters },
  );
}
