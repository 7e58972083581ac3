import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import { emptyDocument } from '../../src/notebook/document';
import { jump, record, redo, startHistory, undo, type History } from '../../src/notebook/history';
import { layOutHistory } from '../../src/notebook/history-lanes';

const start = startHistory(emptyDocument);
const step = (history: History, title: string): History =>
  record(history, title, { ...emptyDocument, title });
const lay = (history: History): string[] =>
  layOutHistory(history).map(
    ({ node, lane, standing, cameBackTo }) =>
      `${node.label} ${lane} ${standing}${cameBackTo ? ` from ${cameBackTo.label}` : ''}`,
  );

describe('lines of a history', () => {
  it('are one lane, the newest first, where nothing was taken back', () => {
    expect(lay(step(step(start, 'one'), 'two'))).toEqual([
      'two 0 here',
      'one 0 behind',
      'Start 0 behind',
    ]);
  });

  it('show what was undone as ahead', () => {
    expect(lay(undo(step(step(start, 'one'), 'two')))).toEqual([
      'two 0 ahead',
      'one 0 here',
      'Start 0 behind',
    ]);
  });

  it('put a branch that was left beside, and say where one had come back to', () => {
    const forked = step(undo(step(step(start, 'one'), 'two')), 'other');
    expect(lay(forked)).toEqual([
      'other 0 here from one',
      'two 1 beside',
      'one 0 behind',
      'Start 0 behind',
    ]);
    const rows = layOutHistory(forked);
    expect(rows[2]).toMatchObject({ forks: [1], passing: [], hasAbove: true, hasBelow: true });
    expect(rows[1]).toMatchObject({ forks: [], passing: [0], hasAbove: false });
    expect(lay(jump(forked, 's3'))[0]).toBe('other 1 beside from one');
  });

  it('never cross: over 40 random histories each lane holds one branch at a time', () => {
    const random = createRandom(11);
    for (let round = 0; round < 40; round += 1) {
      let history = start;
      for (let move = 0; move < 60; move += 1) {
        const kind = random.below(5);
        if (kind < 2) history = step(history, `t${move}`);
        else if (kind === 2) history = undo(history);
        else if (kind === 3) history = redo(history);
        else history = jump(history, [...history.nodes.keys()][random.below(history.nodes.size)]!);
      }
      const rows = layOutHistory(history);
      expect(rows.map(({ node }) => node.id).reverse()).toEqual([...history.nodes.keys()]);
      for (const { lane, passing, standing } of rows) {
        const lanes = [lane, ...passing];
        expect(new Set(lanes).size).toBe(lanes.length);
        expect(standing === 'beside').toBe(lane !== 0);
      }
      expect(rows.filter(({ standing }) => standing === 'here')).toHaveLength(1);
    }
  });
});
