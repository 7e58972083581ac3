import type { HistoryRow } from '../notebook/history-lanes';

/** What was done, as a line of the history: `Change seed of trees`. */
export function stepTitle({ node }: HistoryRow): string {
  return node.label.charAt(0).toUpperCase() + node.label.slice(1);
}

/** When it was done: the time, and the day where that is not today. */
export function stepTime({ node }: HistoryRow, now = new Date()): string {
  const at = new Date(node.at);
  const time = at.toLocaleTimeString('en-GB');
  if (at.toDateString() === now.toDateString()) return time;
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year });
  return `${day}, ${time}`;
}

/** What a step is to the one that is shown, where that is not seen from its place alone. */
export function stepStanding({ standing, cameBackTo }: HistoryRow): string {
  const from = cameBackTo ? `after going back to “${cameBackTo.label}”` : '';
  const words = { here: 'shown now', behind: '', ahead: 'undone', beside: 'on another branch' };
  return [words[standing], from].filter(Boolean).join(', ');
}
