import type { ErrorRecord } from '../../../data/app-error';
import type { SeenRequest } from '../observe-requests';

/** What the page asks of a service worker. */
export type PageMessage =
  /** Take over from the version before, now. */
  | { type: 'use' }
  /** Answered with a `KeptState` at the port that comes along. */
  | { type: 'state' }
  /** Keep again what is missing. */
  | { type: 'keep' };

/** What a version has kept. */
export interface KeptState {
  version: string;
  keptBytes: number;
  totalBytes: number;
}

/** What a service worker tells every open page of its scope. */
export type WorkerMessage =
  | ({ type: 'keeping' } & KeptState)
  | ({ type: 'kept' } & KeptState)
  | { type: 'failed'; version: string; error: ErrorRecord }
  | { type: 'requests'; requests: SeenRequest[] };
