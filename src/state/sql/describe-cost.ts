import { formatBytes, formatDuration } from '../../data/format';
import type { Cost } from '../../operators/contract';

/** Below these, a run is not worth a word. */
const notable = { seconds: 1, bytes: 50e6 };

/** `≈ 12 s`, `≈ 12 s, 300 MB`; empty where the cost is small or unknown. */
export function describeCost(cost: Cost | undefined): string {
  if (!cost) return '';
  const words = [];
  if (cost.seconds >= notable.seconds) words.push(roundSeconds(cost.seconds));
  if (cost.bytes >= notable.bytes) words.push(formatBytes(cost.bytes));
  return words.length === 0 ? '' : `≈ ${words.join(', ')}`;
}

/** An estimate is not better for its decimals. */
function roundSeconds(seconds: number): string {
  return seconds < 60 ? `${Math.round(seconds)} s` : formatDuration(Math.round(seconds) * 1000);
}
