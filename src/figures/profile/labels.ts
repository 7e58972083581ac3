/** A value or name as a label: cut where it would push the picture away. */
export function shortLabel(text: string, most = 32): string {
  if (text === '') return '(empty text)';
  if (text.trim() === '') return '(blanks)';
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Milliseconds since 1970 UTC as `2014-05-31`, with the time where it is not midnight. */
export function formatTime(timeMs: number): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) return 'out of range';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}
