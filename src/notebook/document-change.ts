import { AppError } from '../data/app-error';
import { canonicalJson } from './fingerprint';
import type { Cell, NotebookDocument } from './document';

/** What one edit did to a document: only the cells that it touched, so that a long history stays small. */
export interface DocumentChange {
  title?: string;
  /** Cells that are new or different, as they are now. */
  cells?: Cell[];
  /** Ids of all cells in their order, where cells came, went or moved. */
  order?: string[];
}

export function diffDocuments(before: NotebookDocument, after: NotebookDocument): DocumentChange {
  const known = new Map(before.cells.map((cell) => [cell.id, cell]));
  const cells = after.cells.filter((cell) => !isSame(known.get(cell.id), cell));
  const order = after.cells.map((cell) => cell.id);
  const isOrdered =
    order.length === before.cells.length &&
    order.every((id, index) => before.cells[index]!.id === id);
  return {
    ...(after.title === before.title ? {} : { title: after.title }),
    ...(cells.length === 0 ? {} : { cells }),
    ...(isOrdered ? {} : { order }),
  };
}

/** @throws AppError `bad_document` where the order names a cell that is nowhere. */
export function applyChange(
  before: NotebookDocument,
  { title = before.title, cells = [], order }: DocumentChange,
): NotebookDocument {
  const known = new Map([...before.cells, ...cells].map((cell) => [cell.id, cell]));
  const ids = order ?? before.cells.map((cell) => cell.id);
  return { ...before, title, cells: ids.map((id) => known.get(id) ?? missing(id)) };
}

function isSame(before: Cell | undefined, after: Cell): boolean {
  return (
    before === after || (before !== undefined && canonicalJson(before) === canonicalJson(after))
  );
}

function missing(id: string): never {
  throw new AppError('bad_document', `a step of the history names a cell that is nowhere: ${id}`, {
    cell: id,
  });
}
