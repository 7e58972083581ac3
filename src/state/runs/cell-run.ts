import type { AppError } from '../../data/app-error';
import type { Artifact } from '../../data/artifact';
import type { RunRecord } from '../../notebook/run-record';
import type { RunProgress } from '../../operators/serve-runs';

export type RunStatus = 'new' | 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** What the screen shows of a cell's run. Replaced as a whole, never changed in place. */
export interface CellRun {
  status: RunStatus;
  /** The last result, shown also while a newer one is made; `params` are those that made it. */
  artifact?: Artifact;
  params?: Record<string, unknown>;
  /** Fingerprint of the last run that began, whatever came of it: it is not begun again by itself. */
  attempted?: string;
  progress?: RunProgress;
  error?: AppError;
  record?: RunRecord;
}

export const newRun: CellRun = { status: 'new' };
