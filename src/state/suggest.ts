import type { ArtifactKind } from '../data/artifact';
import type { TableInfo } from '../data/table';
import { findLikelyTarget } from '../data/target';
import type { Cell } from '../notebook/document';
import type { Operator } from '../operators/contract';
import { findOperator } from '../operators/operator-list';
import type { CellRun } from './cell-run';

/** What suggestions look at: the cells in order and what they made. */
interface Shown {
  cells: readonly Cell[];
  runs: { of(id: string): CellRun };
  selectedId?: string;
}

/** For each input the cell to read: the selected one where it fits, else the nearest above. */
export function suggestInputs(
  operator: Operator,
  shown: Shown,
  afterId?: string,
): Record<string, string | string[]> {
  const inputs: Record<string, string | string[]> = {};
  for (const [name, spec] of Object.entries(operator.inputs)) {
    if (spec.arity === 'optional' || spec.arity === 'any') continue;
    const found = findMaker(spec.kind, shown, afterId);
    if (found) inputs[name] = spec.arity === 'many' ? [found.id] : found.id;
  }
  return inputs;
}

/** Values for params that the person would have to choose: the target used before on this table, or a likely one. */
export function suggestParams(
  operator: Operator,
  shown: Shown,
  inputs: Record<string, string | string[]>,
): Record<string, unknown> {
  const target = operator.params.target;
  if (target?.control.kind !== 'column' || target.default !== undefined) return {};
  const source = inputs[target.control.input];
  const table = typeof source === 'string' ? tableOf(source, shown) : undefined;
  if (!table) return {};
  const found = usedTarget(source as string, shown) ?? findLikelyTarget(table);
  return found === undefined ? {} : { target: found };
}

function findMaker(kind: ArtifactKind, shown: Shown, afterId?: string): Cell | undefined {
  const makers = shown.cells.filter((cell) => findOperator(cell.operator)?.output === kind);
  const preferred = makers.find((cell) => cell.id === (afterId ?? shown.selectedId));
  if (preferred) return preferred;
  const selected = shown.cells.find((cell) => cell.id === shown.selectedId);
  const read = makers.filter(
    (cell) => selected && Object.values(selected.inputs).flat().includes(cell.id),
  );
  return read.at(-1) ?? makers.at(-1);
}

function usedTarget(tableId: string, shown: Shown): string | undefined {
  const users = shown.cells.filter((cell) => Object.values(cell.inputs).flat().includes(tableId));
  return users.map((cell) => cell.params.target).findLast((target) => typeof target === 'string');
}

function tableOf(id: string, shown: Shown): TableInfo | undefined {
  const artifact = shown.runs.of(id).artifact;
  return artifact?.kind === 'table' ? (artifact.value as TableInfo) : undefined;
}
