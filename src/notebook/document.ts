import { AppError } from '../data/app-error';
import type { CellDefinitions } from '../data/definition';

/** One step: an operator by id, where its inputs come from, its params as the person set them. */
export interface Cell {
  id: string;
  operator: string;
  /** Input name to the id of an earlier cell, or to several of them. */
  inputs: Record<string, string | string[]>;
  /** Only what differs from the defaults; checked when the cell runs. */
  params: Record<string, unknown>;
  /** The name under which SQL and people know what it makes. */
  name: string;
  note?: string;
  /** What people know of the table that it makes, and of its columns. No part of what is computed. */
  definitions?: CellDefinitions;
  collapsed?: boolean;
}

/** All that a person edits, and all that is saved as the document: plain JSON, never changed in place. */
export interface NotebookDocument {
  format: 1;
  title: string;
  cells: readonly Cell[];
}

export const emptyDocument: NotebookDocument = { format: 1, title: 'Untitled', cells: [] };

export function findCell(document: NotebookDocument, id: string): Cell | undefined {
  return document.cells.find((cell) => cell.id === id);
}

export function getCell(document: NotebookDocument, id: string): Cell {
  const cell = findCell(document, id);
  if (!cell) throw new AppError('unknown_cell', `unknown cell: ${id}`, { cell: id });
  return cell;
}

/** The document with a cell put after `afterId`, or at the end. */
export function addCell(
  document: NotebookDocument,
  cell: Cell,
  afterId?: string,
): NotebookDocument {
  const index = afterId
    ? document.cells.findIndex((known) => known.id === afterId) + 1
    : document.cells.length;
  return {
    ...document,
    cells: [...document.cells.slice(0, index), cell, ...document.cells.slice(index)],
  };
}

export function changeCell(
  document: NotebookDocument,
  id: string,
  change: Partial<Omit<Cell, 'id'>>,
): NotebookDocument {
  getCell(document, id);
  return {
    ...document,
    cells: document.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell)),
  };
}

/** The document without a cell. Cells that used it keep naming it, and say that it is missing. */
export function removeCell(document: NotebookDocument, id: string): NotebookDocument {
  getCell(document, id);
  return { ...document, cells: document.cells.filter((cell) => cell.id !== id) };
}

/** The document with a cell one place up (`-1`) or down (`1`); unchanged at either end. */
export function moveCell(document: NotebookDocument, id: string, by: -1 | 1): NotebookDocument {
  const from = document.cells.findIndex((cell) => cell.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= document.cells.length) return document;
  const cells = [...document.cells];
  [cells[from], cells[to]] = [cells[to]!, cells[from]!];
  return { ...document, cells };
}

/** A name that no cell has yet: `adult`, then `adult_2`. */
export function freeName(document: NotebookDocument, wanted: string): string {
  const taken = new Set(document.cells.map((cell) => cell.name));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}_${number}`)) number += 1;
  return `${wanted}_${number}`;
}

/** An id that no cell has: `c1`, `c2`, …; never one that history has used. */
export function nextCellId(used: Iterable<string>): string {
  let highest = 0;
  for (const id of used) highest = Math.max(highest, Number(/^c(\d+)$/.exec(id)?.[1] ?? 0));
  return `c${highest + 1}`;
}
