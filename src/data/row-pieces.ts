/** Rows of a table by their row ids, from `first` up to but not including `before`; without it, up to the last. */
export interface RowPiece {
  first: number;
  before?: number;
}

/** Values that are read or written in one go: some 30 ms of work, after which others have their turn. */
const pieceValues = 640 * 1024;
/** The rows of a piece are a multiple of what the engine works through at once, and at most one of its groups of rows. */
const vectorRows = 2048;
const groupRows = 122_880;

/** Rows of a piece: the fewer, the more columns there are. */
export function pieceRows(columnCount: number): number {
  const vectors = Math.floor(pieceValues / Math.max(1, columnCount) / vectorRows);
  return Math.min(groupRows, Math.max(1, vectors) * vectorRows);
}

/** A table in pieces, in the order of its rows; the last one is open, and there is at least one. */
export function rowPieces(rowCount: number, columnCount: number): RowPiece[] {
  const rows = pieceRows(columnCount);
  const count = Math.max(1, Math.ceil(rowCount / rows));
  return Array.from({ length: count }, (_, piece) => ({
    first: piece * rows,
    ...(piece < count - 1 && { before: (piece + 1) * rows }),
  }));
}

/** The condition for a piece, half-open: for that the engine reads only the groups of rows that it meets. */
export function pieceCondition({ first, before }: RowPiece): string {
  return `rowid >= ${first}${before === undefined ? '' : ` AND rowid < ${before}`}`;
}
