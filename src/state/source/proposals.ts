import type { Proposal } from '../../data/answer';
import { AppError } from '../../data/app-error';
import type { Cell } from '../../notebook/document';
import { findOperator, getOperator } from '../../operators/operator-list';
import type { OpenNotebook } from '../cells/open-notebook';
import { proposeUnion } from './union-proposal';

/** Questions that fit what a cell found and are not yet in the notebook. */
export function openProposals(notebook: OpenNotebook, cell: Cell): Proposal[] {
  const { artifact, params } = notebook.runs.of(cell.id);
  if (!artifact) return [];
  const all = getOperator(cell.operator).next?.(artifact.result, params as never) ?? [];
  return [...all, ...proposeUnion(notebook, cell)].filter(
    (proposal) => findOperator(proposal.operator) && !isAnswered(notebook, cell, proposal),
  );
}

/** The inputs of the cell that a proposal of `cell` names. */
export function proposalInputs(cell: Cell, proposal: Proposal): Record<string, string | string[]> {
  const own = Object.fromEntries(
    Object.entries(proposal.inputs).map(([name, source]) => {
      const from = source === 'self' ? cell.id : cell.inputs[source];
      if (from === undefined)
        throw new AppError('internal', `proposal names an unknown input: ${source}`);
      const spec = getOperator(proposal.operator).inputs[name];
      const isList = spec?.arity === 'many' || spec?.arity === 'any';
      return [name, isList ? [from].flat() : [from].flat()[0]!];
    }),
  );
  return { ...own, ...proposal.cells };
}

/** The last cell that builds on this one, else itself: what continues it goes below. */
export function lastUser({ cells }: OpenNotebook, id: string): string {
  const users = cells.filter((cell) => Object.values(cell.inputs).flat().includes(id));
  return users.at(-1)?.id ?? id;
}

function isAnswered({ cells }: OpenNotebook, cell: Cell, proposal: Proposal): boolean {
  const wanted = JSON.stringify(proposalInputs(cell, proposal));
  return cells.some(
    (known) => known.operator === proposal.operator && JSON.stringify(known.inputs) === wanted,
  );
}
