import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import { emptyDocument, type NotebookDocument } from '../../src/notebook/document';
import {
  branchesOf,
  currentDocument,
  jump,
  pathTo,
  record,
  redo,
  redoLabel,
  startHistory,
  undo,
  undoLabel,
  type History,
} from '../../src/notebook/history';

const titled = (title: string): NotebookDocument => ({ ...emptyDocument, title });
const step = (history: History, title: string): History =>
  record(history, `rename to ${title}`, titled(title));
const title = (history: History): string => currentDocument(history).title;

const start = startHistory(titled('start'));

describe('history', () => {
  it('goes back and forth', () => {
    const two = step(step(start, 'one'), 'two');
    expect(undoLabel(two)).toBe('rename to two');
    const back = undo(two);
    expect(title(back)).toBe('one');
    expect(redoLabel(back)).toBe('rename to two');
    expect(title(redo(back))).toBe('two');
    expect(title(undo(undo(undo(two))))).toBe('start');
    expect(redo(two)).toBe(two);
    expect(undoLabel(start)).toBeUndefined();
  });

  it('keeps what was undone as a branch when something else is done', () => {
    const forked = step(undo(step(step(start, 'one'), 'two')), 'other');
    expect(redo(forked)).toBe(forked);
    expect(branchesOf(forked, 's2').map(({ label }) => label)).toEqual([
      'rename to two',
      'rename to other',
    ]);
    const there = jump(forked, 's3');
    expect(title(there)).toBe('two');
    expect(pathTo(there, 's3')).toEqual(['s1', 's2', 's3']);
    expect(title(redo(undo(there)))).toBe('two');
    expect(title(redo(undo(jump(there, 's4'))))).toBe('other');
  });

  it('leads redo along the branch of the step that was jumped to', () => {
    let history = step(undo(step(start, 'left')), 'right');
    history = step(history, 'right end');
    history = undo(undo(jump(history, 's4')));
    expect(title(redo(redo(history)))).toBe('right end');
    expect(title(redo(jump(jump(history, 's2'), 's1')))).toBe('left');
  });

  it('records nothing for a change that changes nothing, and knows no steps but its own', () => {
    expect(record(start, 'nothing', currentDocument(start))).toBe(start);
    expect(jump(start, 's9')).toBe(start);
  });

  it('loses no step over 2,000 random moves', () => {
    const random = createRandom(5);
    const seen = new Map([['s1', 'start']]);
    const parents = new Map<string, string>();
    let history = start;
    for (let move = 0; move < 2000; move += 1) {
      const before = history.position;
      const kind = random.below(4);
      if (kind === 0) {
        history = step(history, `t${move}`);
        seen.set(history.position, `t${move}`);
        parents.set(history.position, before);
      } else if (kind === 1) {
        history = undo(history);
        expect(history.position).toBe(parents.get(before) ?? before);
      } else if (kind === 2) {
        history = redo(history);
        if (history.position !== before) expect(parents.get(history.position)).toBe(before);
      } else history = jump(history, [...seen.keys()][random.below(seen.size)]!);
      expect(title(history)).toBe(seen.get(history.position));
    }
    expect(history.nodes.size).toBe(seen.size);
    expect(seen.size).toBeGreaterThan(300);
  });
});
