import type { ArtifactKind } from '../../data/artifact';
import type { TableInfo } from '../../data/table';
import { findLikelyTarget } from '../../data/target';
import type { Cell } from '../../notebook/document';
import type { Operator } from '../../operators/contract';
import { findOperator } from '../../operators/operator-list';
import type { CellRun } from '../runs/cell-run';

/** What suggestions look at: the cells in order and what they made. */
interface Shown {
  cells: readonly Cell[];
  runs: { of(id: string): CellRun };
  selectedId?: string;
}

/**
 * For each input the cell to read: the selected one where it fits, else the nearest above. Optional ones take what was
 * made of the same table; an input of many takes every cell of one target.
 */
export function suggestInputs(
  operator: Operator,
  shown: Shown,
  afterId?: string,
): Record<string, string | string[]> {
  const inputs: Record<string, string | string[]> = {};
  for (const [name, spec] of Object.entries(operator.inputs)) {
    if (spec.arity === 'any') continue;
    const found =
      spec.arity === 'optional'
        ? findSibling(spec.kind, shown, Object.values(inputs).flat())
        : findMaker(spec.kind, shown, afterId);
    if (found) inputs[name] = spec.arity === 'many' ? sameTarget(found, shown) : found.id;
  }
  return inputs;
}

/** The target that was used before on this table; where one must be chosen, else a likely one. */
export function suggestParams(
  operator: Operator,
  shown: Shown,
  inputs: Record<string, string | string[]>,
): Record<string, unknown> {
  const target = operator.params.target;
  if (target?.control.kind !== 'column') return {};
  const source = inputs[target.control.input];
  const table = typeof source === 'string' ? tableOf(source, shown) : undefined;
  if (!table) return {};
  const isOptional = target.default !== undefined;
  const found =
    usedTarget(source as string, shown) ?? (isOptional ? undefined : findLikelyTarget(table));
  return found === undefined ? {} : { target: found };
}

function findMaker(kind: ArtifactKind, shown: Shown, afterId?: string): Cell | undefined {
  const makers = makersOf(kind, shown);
  const preferred = makers.find((cell) => cell.id === (afterId ?? shown.selectedId));
  if (preferred) return preferred;
  const selected = shown.cells.find((cell) => cell.id === shown.selectedId);
  const read = makers.filter((cell) => selected && readsAny(selected, [cell.id]));
  return read.at(-1) ?? makers.at(-1);
}

/** The last maker of a kind that reads one of these cells. */
function findSibling(kind: ArtifactKind, shown: Shown, ids: string[]): Cell | undefined {
  return makersOf(kind, shown).findLast((cell) => readsAny(cell, ids));
}

/** This cell and all others that make the same kind of thing for the same target. */
function sameTarget(cell: Cell, shown: Shown): string[] {
  const kind = findOperator(cell.operator)!.output;
  const others = makersOf(kind, shown).filter(
    (other) => other.params.target === cell.params.target,
  );
  return others.map((other) => other.id);
}

function makersOf(kind: ArtifactKind, shown: Shown): Cell[] {
  return shown.cells.filter((cell) => findOperator(cell.operator)?.output === kind);
}

function readsAny(cell: Cell, ids: string[]): boolean {
  return Object.values(cell.inputs)
    .flat()
    .some((id) => ids.includes(id));
}

function usedTarget(tableId: string, shown: Shown): string | undefined {
  const users = shown.cells.filter((cell) => readsAny(cell, [tableId]));
  return users.map((cell) => cell.params.target).findLast((target) => typeof target === 'string');
}

function tableOf(id: string, shown: Shown): TableInfo | undefined {
  const artifact = shown.runs.of(id).artifact;
  return artifact?.kind === 'table' ? (artifact.value as TableInfo) : undefined;
}
