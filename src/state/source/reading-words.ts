import { formatBytes, formatCount, formatDuration } from '../../data/format';

/** How far the reading of a file is, in words: bytes read, rows as far as they can be told, and time left. */
export function readingWords(
  share: number,
  file: { sizeBytes: number; rowCount?: number },
  elapsedMs: number,
): string {
  const parts = [`${formatBytes(share * file.sizeBytes)} of ${formatBytes(file.sizeBytes)}`];
  if (file.rowCount !== undefined && share > 0)
    parts.push(`about ${formatCount(Number((share * file.rowCount).toPrecision(2)))} rows`);
  if (share > 0.02 && elapsedMs > 500) {
    const leftMs = (elapsedMs * (1 - share)) / share;
    parts.push(
      leftMs < 1000 ? 'less than a second left' : `some ${formatDuration(roundMs(leftMs))} left`,
    );
  }
  return parts.join(', ');
}

function roundMs(ms: number): number {
  return Math.round(ms / 1000) * 1000;
}
