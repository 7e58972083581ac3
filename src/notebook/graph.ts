import { AppError } from '../data/app-error';
import { findCell, getCell, type Cell, type NotebookDocument } from './document';

/** Ids of the cells that this one reads, in the order of its inputs. */
export function inputIds(cell: Cell): string[] {
  return Object.values(cell.inputs).flat();
}

/** A cell's inputs, their inputs, and so on: first what has none. */
export function upstream(document: NotebookDocument, id: string): string[] {
  return walk(id, (current) => {
    const cell = findCell(document, current);
    return cell ? inputIds(cell).filter((input) => findCell(document, input)) : [];
  });
}

/** Cells that build on this one, directly or not, in an order in which they can run. */
export function downstream(document: NotebookDocument, id: string): string[] {
  const users = (current: string): string[] =>
    document.cells.filter((cell) => inputIds(cell).includes(current)).map((cell) => cell.id);
  return walk(id, users).reverse();
}

/** @throws AppError `bad_document` where a cell would read itself, `missing_input` where it reads one that is gone. */
export function checkInputs(document: NotebookDocument, id: string): void {
  const cell = getCell(document, id);
  for (const input of inputIds(cell)) {
    if (!findCell(document, input)) {
      throw new AppError(
        'missing_input',
        `The cell that this one reads (${input}) is gone. Choose another input.`,
        {
          cell: input,
        },
      );
    }
    if (input === id || upstream(document, input).includes(id)) {
      throw new AppError('bad_document', `${cell.name} would read itself. Choose another input.`, {
        cell: id,
      });
    }
  }
}

/** Everything reachable by `next`, farthest first, without the start. */
function walk(start: string, next: (id: string) => string[]): string[] {
  const seen = new Set([start]);
  const order: string[] = [];
  const visit = (id: string): void => {
    for (const other of next(id)) {
      if (seen.has(other)) continue;
      seen.add(other);
      visit(other);
      order.push(other);
    }
  };
  visit(start);
  return order;
}
