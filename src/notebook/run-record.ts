import type { ErrorRecord } from '../data/app-error';

/** One run of one cell: what lineage and reports are made of. */
export interface RunRecord {
  cell: string;
  operator: string;
  operatorVersion: number;
  fingerprint: string;
  /** As the cell had them. */
  params: Record<string, unknown>;
  /** Fingerprints of what it read. */
  inputs: string[];
  /** ISO 8601, UTC. */
  startedAt: string;
  durationMs: number;
  rowsRead: number;
  /** Rows of the table that it made, where it made one. */
  rowsMade?: number;
  seed?: number;
  /** tfjs backend, or `js`, for runs that train. */
  backend?: string;
  engines: Record<string, string>;
  outcome: 'done' | 'failed' | 'cancelled';
  error?: ErrorRecord;
}
