import { countWords, formatBytes, formatCount } from '../../data/format';
import type { PlanCost } from '../../operators/source/plan-cost';

/** `Reads 7,043 rows and makes about 5, some 60 B, in under a second.` */
export function costWords({ rowsRead, rowsMade, bytes, seconds }: PlanCost): string {
  const made = `about ${formatCount(Math.round(rowsMade))}`;
  const size = formatBytes(Math.round(bytes));
  return `Reads ${countWords(rowsRead, 'row')} and makes ${made}, some ${size}, in ${secondsWords(seconds)}.`;
}

/** The question before a heavy run. */
export function questionWords(cost: PlanCost): string {
  return [...cost.reasons, costWords(cost), ...memoryWords(cost)].join(' ');
}

const roomyBytes = 2 * 2 ** 30;

function memoryWords({ bytes }: PlanCost): string[] {
  return bytes > roomyBytes ? ['That is more than the engine can hold: it is likely to fail.'] : [];
}

function secondsWords(seconds: number): string {
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return `about ${formatCount(Math.round(seconds))} s`;
  return seconds < 5400
    ? `about ${formatCount(Math.round(seconds / 60))} minutes`
    : `about ${formatCount(Math.round(seconds / 3600))} hours`;
}
