import { toErrorRecord, type AppError } from '../../data/app-error';
import type { Artifact } from '../../data/artifact';
import type { Cell } from '../../notebook/document';
import type { RunRecord } from '../../notebook/run-record';
import { getOperator } from '../../operators/operator-list';
import { fillParams } from '../../operators/params';

/** What a run came to, as its runner knows it. */
export interface RunOutcome {
  startedAt: Date;
  durationMs: number;
  outcome: RunRecord['outcome'];
  rowsRead: number;
  artifact?: Artifact;
  error?: AppError;
}

/** The record of one run. */
export function makeRecord(
  cell: Cell,
  fingerprint: string,
  inputs: string[],
  engines: Record<string, string>,
  run: RunOutcome,
): RunRecord {
  const operator = getOperator(cell.operator);
  const { seed } = fillParams(operator.params, cell.params);
  return {
    cell: cell.id,
    operator: operator.id,
    operatorVersion: operator.version,
    fingerprint,
    params: cell.params,
    inputs,
    startedAt: run.startedAt.toISOString(),
    durationMs: run.durationMs,
    rowsRead: run.rowsRead,
    rowsMade: rowsOf(run.artifact),
    seed: typeof seed === 'number' ? seed : undefined,
    backend: backendOf(run.artifact),
    engines,
    outcome: run.outcome,
    error: run.error && toErrorRecord(run.error),
  };
}

function backendOf(artifact: Artifact | undefined): string | undefined {
  return artifact?.kind === 'model' ? (artifact as Artifact<'model'>).value.backend : undefined;
}

function rowsOf(artifact: Artifact | undefined): number | undefined {
  return artifact?.kind === 'table' ? (artifact as Artifact<'table'>).value.rowCount : undefined;
}
