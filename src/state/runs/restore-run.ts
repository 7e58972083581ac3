import { AppError } from '../../data/app-error';
import type { ArtifactStore } from '../../notebook/artifact-store';
import type { Cell } from '../../notebook/document';
import type { RunRecord } from '../../notebook/run-record';
import { findOperator } from '../../operators/operator-list';
import { fillParams } from '../../operators/params';
import { newRun, type CellRun } from './cell-run';

/**
 * How a kept cell stands: by its records (the newest last), and by what is kept of its results. Shown is the
 * result that is `planned` (its fingerprint), else the newest one that is kept, which then is stale.
 */
export async function restoreRun(
  cell: Cell,
  planned: string,
  records: readonly RunRecord[],
  store: ArtifactStore,
): Promise<CellRun> {
  const own = records.filter((record) => record.cell === cell.id).reverse();
  const run = await restoreShown(cell, planned, own, store);
  const [latest] = own;
  const isEnded = latest && latest.outcome !== 'done' && latest.fingerprint === planned;
  return isEnded ? { ...run, ...toEnded(latest) } : run;
}

async function restoreShown(
  cell: Cell,
  planned: string,
  own: readonly RunRecord[],
  store: ArtifactStore,
): Promise<CellRun> {
  const operator = findOperator(cell.operator);
  if (!operator) return newRun;
  const done = own.filter((record) => record.outcome === 'done');
  const kept = new Set([planned, ...done.map((record) => record.fingerprint)]);
  for (const fingerprint of kept) {
    const artifact = fingerprint === '' ? undefined : await store.find(fingerprint);
    if (!artifact) continue;
    const record = done.find((each) => each.fingerprint === fingerprint);
    return {
      status: 'done',
      attempted: fingerprint,
      artifact,
      params: fillParams(operator.params, record?.params ?? cell.params),
      record,
    };
  }
  return newRun;
}

function toEnded(record: RunRecord): Partial<CellRun> {
  const { outcome, error, fingerprint } = record;
  return {
    status: outcome,
    attempted: fingerprint,
    error: error && new AppError(error.code, error.message, error.details),
    record,
  };
}

/** Whether the records say that a cell was done as it stands now. */
export function wasDone(cell: string, planned: string, records: readonly RunRecord[]): boolean {
  return records.some(
    (record) => record.cell === cell && record.outcome === 'done' && record.fingerprint === planned,
  );
}
