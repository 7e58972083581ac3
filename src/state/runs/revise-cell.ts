import { AppError } from '../../data/app-error';
import type { Artifact } from '../../data/artifact';
import type { Cell } from '../../notebook/document';
import { computeFingerprint } from '../../notebook/fingerprint';
import { toArtifact, type Operator } from '../../operators/contract';
import { getOperator } from '../../operators/operator-list';
import { checkParams, type KnownTables } from '../../operators/params';

/** What a cell shows, and how it came about. */
export interface ShownAnswer {
  artifact?: Artifact;
  params?: Record<string, unknown>;
}

/** An answer made out of an earlier one. */
export interface Revision {
  artifact: Artifact;
  params: Record<string, unknown>;
  startedAt: Date;
  durationMs: number;
}

/** Whether the answer shown was made from the inputs that the cell has now, so that it may be revised. */
export async function isRevisable(
  cell: Cell,
  { artifact, params }: ShownAnswer,
  inputs: Record<string, string | string[]>,
): Promise<boolean> {
  const { id, version, revise } = getOperator(cell.operator);
  if (!revise || !artifact || !params) return false;
  return (await computeFingerprint(id, version, params, inputs)) === artifact.fingerprint;
}

/** The answer out of the one that is shown, where the operator knows how; `undefined` where the cell must run. */
export function reviseAnswer(
  cell: Cell,
  fingerprint: string,
  { artifact, params: before }: ShownAnswer,
  tables: KnownTables,
): Revision | undefined {
  const startedAt = new Date();
  const start = performance.now();
  const operator = getOperator(cell.operator);
  const params = findFitting(cell, operator, tables);
  const result = params && operator.revise!(artifact!.result, before as never, params as never);
  if (!result) return undefined;
  const durationMs = performance.now() - start;
  return { artifact: toArtifact(operator, fingerprint, result), params, startedAt, durationMs };
}

/** Checked params; `undefined` where they do not fit, which a run will say. */
function findFitting(
  cell: Cell,
  operator: Operator,
  tables: KnownTables,
): Record<string, unknown> | undefined {
  try {
    return checkParams(operator.params, cell.params, tables);
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}
