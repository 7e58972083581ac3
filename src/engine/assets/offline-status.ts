import type { ErrorRecord } from '../../data/app-error';
import type { KeptState } from './service-worker/messages';

/** One version of the page on this device. */
export interface OfflineVersion extends KeptState {
  /** `keeping` while files of it are missing. */
  phase: 'keeping' | 'ready' | 'failed';
  /** Why it failed. */
  reason: string;
}

/** What is kept of the page, so that it works without a network. */
export interface OfflineStatus {
  /** Why nothing can be kept, where that is so. */
  unavailable?: string;
  /** The version that the next visit gets, with or without a network. */
  inUse?: OfflineVersion;
  /** The version that comes after it, or the first one: being kept, ready to be used, or refused. */
  coming?: OfflineVersion;
}

/** What happens to it. */
export type OfflineEvent =
  | { type: 'unavailable'; reason: string }
  /** The browser has begun with a version. */
  | { type: 'began' }
  | ({ type: 'keeping' | 'kept' } & KeptState)
  | { type: 'failed'; version: string; error: ErrorRecord }
  /** A version is whole, but one before it is in use. */
  | { type: 'waiting' }
  /** What the version in use has. */
  | ({ type: 'in use' } & KeptState);

const unbegun = { version: '', keptBytes: 0, totalBytes: 0, reason: '' };

/** The status after an event. A version in use stays so, whatever becomes of the next one. */
export function nextStatus(status: OfflineStatus, event: OfflineEvent): OfflineStatus {
  const { inUse, coming } = status;
  switch (event.type) {
    case 'unavailable':
      return { unavailable: event.reason };
    case 'began':
      return { inUse, coming: { ...unbegun, phase: 'keeping' } };
    case 'waiting':
      return { inUse, coming: { ...(coming ?? unbegun), phase: 'ready', reason: '' } };
    case 'in use':
      return { inUse: versionOf(event), coming: isSame(coming, event) ? undefined : coming };
    case 'keeping':
    case 'kept': {
      const version = versionOf(event);
      if (event.version === inUse?.version) return { inUse: version, coming };
      // What the service worker says of its files may arrive after the browser said that it is installed.
      const phase = coming?.phase === 'ready' ? 'ready' : 'keeping';
      return { inUse, coming: { ...version, phase } };
    }
    case 'failed': {
      const failed = { phase: 'failed', reason: event.error.message } as const;
      if (event.version === inUse?.version) return { inUse: { ...inUse, ...failed }, coming };
      return { inUse, coming: { ...(coming ?? unbegun), ...failed } };
    }
  }
}

function versionOf({ version, keptBytes, totalBytes }: KeptState): OfflineVersion {
  const phase = keptBytes < totalBytes ? 'keeping' : 'ready';
  return { version, keptBytes, totalBytes, phase, reason: '' };
}

/** A version that came is in use; one whose name is not known yet is none that comes after it. */
function isSame(coming: OfflineVersion | undefined, { version }: KeptState): boolean {
  return coming?.version === version || coming?.version === '';
}
