import type { History } from '../../notebook/history';
import { layOutHistory, type HistoryRow } from '../../notebook/history-lanes';

/** A step of the history as its list shows it. */
export interface HistoryLine extends HistoryRow {
  /** What was done: `Change seed of trees`. */
  title: string;
  /** What it is to the step that is shown, where its place alone does not say it; may be empty. */
  about: string;
  /** When it was done, by the clock of this machine. */
  time: string;
}

/** All steps, the newest first. */
export function listHistory(history: History, now = new Date()): HistoryLine[] {
  return layOutHistory(history).map((row) => ({
    ...row,
    title: row.node.label.charAt(0).toUpperCase() + row.node.label.slice(1),
    about: aboutStep(row),
    time: stepTime(new Date(row.node.at), now),
  }));
}

const standingWords = {
  here: 'shown now',
  behind: '',
  ahead: 'undone',
  beside: 'on another branch',
} as const;

function aboutStep({ standing, cameBackTo }: HistoryRow): string {
  const from = cameBackTo ? `after going back to “${cameBackTo.label}”` : '';
  return [standingWords[standing], from].filter(Boolean).join(', ');
}

/** The time, and the day where that is not today. */
function stepTime(at: Date, now: Date): string {
  const time = at.toLocaleTimeString('en-GB');
  if (at.toDateString() === now.toDateString()) return time;
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year });
  return `${day}, ${time}`;
}
