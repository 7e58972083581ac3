import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../../src/notebook/document';
import { record, startHistory, undo, type History } from '../../../src/notebook/history';
import { listHistory } from '../../../src/state/lineage/history-list';

const at = (day: number): Date => new Date(2026, 10, day, 9, 30, 5);
const step = (history: History, label: string, day: number): History =>
  record(history, label, { ...emptyDocument, title: label }, at(day));

describe('the list of the history', () => {
  it('says what was done, when, and what each step is to the one shown', () => {
    const two = step(
      step(startHistory(emptyDocument, 'Start', at(1)), 'add people', 2),
      'undone',
      3,
    );
    const lines = listHistory(step(undo(two), 'sort people', 3), at(3));
    expect(lines.map(({ title, about, time }) => [title, about, time])).toEqual([
      ['Sort people', 'shown now, after going back to “add people”', '09:30:05'],
      ['Undone', 'on another branch', '09:30:05'],
      ['Add people', '', '2 Nov, 09:30:05'],
      ['Start', '', '1 Nov, 09:30:05'],
    ]);
    expect(listHistory(undo(two), at(3))[0]!.about).toBe('undone');
  });

  it('names the year of steps of other years', () => {
    const [line] = listHistory(startHistory(emptyDocument, 'Start', at(1)), new Date(2027, 0, 2));
    expect(line!.time).toBe('1 Nov 2026, 09:30:05');
  });
});
