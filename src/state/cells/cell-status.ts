import type { Cell } from '../../notebook/document';
import { findOperator } from '../../operators/operator-list';
import { cellFields, findUnset, inputFields } from './cell-form';
import type { CellRun } from '../runs/cell-run';
import type { OpenNotebook } from './open-notebook';

export type StatusId =
  'new' | 'choose' | 'waiting' | 'running' | 'stale' | 'failed' | 'cancelled' | 'done';

/** How a cell stands, in words; `id` is also the name of its icon, except for `new`. */
export interface CellStatus {
  id: StatusId;
  words: string;
}

/** How a cell stands. `unset` are the labels of what has to be chosen first. */
export function findStatus(run: CellRun, isStale: boolean, unset: readonly string[]): CellStatus {
  if (run.status === 'running') return { id: 'running', words: 'Running' };
  if (run.status === 'waiting') return { id: 'waiting', words: 'Waiting' };
  if (unset.length > 0) return { id: 'choose', words: `Choose ${joinWords(unset)}` };
  if (run.status === 'failed') return { id: 'failed', words: 'Failed' };
  if (run.status === 'cancelled') return { id: 'cancelled', words: 'Cancelled' };
  if (isStale) return { id: 'stale', words: 'Stale' };
  if (run.status === 'done') return { id: 'done', words: 'Done' };
  return { id: 'new', words: 'Not run' };
}

/** How a cell of the notebook stands, wherever it is shown. */
export function findCellStatus({ runs, cells }: OpenNotebook, cell: Cell): CellStatus {
  const operator = findOperator(cell.operator);
  const unset = operator
    ? findUnset(inputFields(operator, cell, cells), cellFields(operator, cell, runs.tablesOf(cell)))
    : [];
  return findStatus(runs.of(cell.id), runs.isStale(cell.id), unset);
}

/** `target`, `table and target`, `table, target and SQL`: as within a sentence. */
export function joinWords(words: readonly string[]): string {
  const lower = words.map((word) =>
    word.replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase()),
  );
  if (lower.length < 2) return lower.join('');
  return `${lower.slice(0, -1).join(', ')} and ${lower.at(-1)}`;
}
