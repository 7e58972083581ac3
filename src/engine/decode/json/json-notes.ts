import type { JsonBuilder } from './json-builder';

/** What had to be repaired while JSON became a table. */
export function repairNotes({ repeated, repaired }: JsonBuilder): string[] {
  const notes: string[] = [];
  if (repeated > 0) {
    notes.push(`${times(repeated)} a record names a key twice; the last value was kept.`);
  }
  if (repaired > 0) {
    notes.push(`${times(repaired)} a text holds what is no character; it was replaced by U+FFFD.`);
  }
  return notes;
}

function times(count: number): string {
  return count === 1 ? 'Once,' : `${count.toLocaleString('en')} times,`;
}
