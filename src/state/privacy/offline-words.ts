import { formatBytes } from '../../data/format';
import type { OfflineStatus } from '../../engine/assets/offline-status';

/** What is to be said of a copy: a title, a sentence, how far it is, and what can be done. */
export interface OfflineWords {
  title: string;
  text: string;
  /** 0..1 while files are being kept. */
  share?: number;
  action?: 'try again' | 'use';
}

export function describeOffline({ unavailable, inUse, coming }: OfflineStatus): OfflineWords {
  if (unavailable) return { title: 'Needs a network', text: unavailable };
  const current = inUse ?? coming;
  if (!current)
    return { title: 'Not looked at yet', text: 'Kept for offline once the page is up.' };
  const kept = `${formatBytes(current.keptBytes)} of ${formatBytes(current.totalBytes)}`;
  const share = current.totalBytes > 0 ? current.keptBytes / current.totalBytes : 0;
  if (current.phase === 'keeping')
    return { title: 'Being kept for offline', text: `${kept} are on this device.`, share };
  if (current.phase === 'failed')
    return { title: 'Needs a network', text: current.reason, action: 'try again' };
  const title = 'Ready to work offline';
  const all = `Version ${current.version.slice(0, 8)}, ${formatBytes(current.totalBytes)} with all samples, is on this device.`;
  return inUse && coming ? { title, ...comingWords(all, coming) } : { title, text: all };
}

function comingWords(
  all: string,
  { phase, version, keptBytes, totalBytes, reason }: NonNullable<OfflineStatus['coming']>,
): Omit<OfflineWords, 'title'> {
  if (phase === 'failed')
    return { text: `${all} A newer version could not be kept: ${reason}`, action: 'try again' };
  if (phase === 'ready')
    return { text: `${all} Version ${version.slice(0, 8)} is ready to take over.`, action: 'use' };
  const share = totalBytes > 0 ? keptBytes / totalBytes : 0;
  const text = `${all} A newer version is being kept beside it: ${formatBytes(keptBytes)} of ${formatBytes(totalBytes)}.`;
  return { text, share };
}
