import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import { addCell, changeCell, emptyDocument, type Cell } from '../../src/notebook/document';
import {
  currentNode,
  jump,
  record,
  startHistory,
  undo,
  type History,
} from '../../src/notebook/history';
import { JournalReader } from '../../src/notebook/journal-reader';
import { toKeptStep, toSnapshot, type JournalEntry } from '../../src/notebook/project-state';

const cell = (id: string): Cell => ({
  id,
  operator: 'source.sql',
  inputs: {},
  params: {},
  name: id,
});

/** What is written down of a step that was just done. */
const stepOf = (history: History): JournalEntry => {
  const node = currentNode(history);
  return { type: 'step', step: toKeptStep(node, history.nodes.get(node.parent ?? '')) };
};

/** A random life of a notebook, and its journal. */
function live(seed: number, moves: number): { history: History; entries: JournalEntry[] } {
  const random = createRandom(seed);
  let history = startHistory(emptyDocument);
  const entries = [stepOf(history)];
  for (let move = 0; move < moves; move += 1) {
    const before = history;
    const { document } = currentNode(history);
    const kind = random.below(4);
    if (kind === 0) history = undo(history);
    if (kind === 1) history = jump(history, `s${random.below(history.nodes.size) + 1}`);
    if (kind === 2) history = record(history, `add c${move}`, addCell(document, cell(`c${move}`)));
    const [first] = document.cells;
    if (kind === 3 && first)
      history = record(history, 'change', changeCell(document, first.id, { name: `n${move}` }));
    if (history.nodes.size > before.nodes.size) entries.push(stepOf(history));
    else if (history.position !== before.position)
      entries.push({ type: 'moved', to: history.position });
  }
  return { history, entries };
}

const replay = (entries: readonly JournalEntry[], reader = new JournalReader()): JournalReader => {
  for (const entry of JSON.parse(JSON.stringify(entries)) as JournalEntry[]) reader.read(entry);
  return reader;
};

describe('the journal of a project', () => {
  it('comes to the history that it was written from, over 50 random lives', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const { history, entries } = live(seed, 60);
      const { state, problems } = replay(entries);
      expect(problems).toEqual([]);
      expect(state.history).toEqual(history);
    }
  });

  it('goes on from a snapshot at any line', () => {
    const { history, entries } = live(99, 80);
    for (let line = 0; line <= entries.length; line += 7) {
      const { state } = replay(entries.slice(0, line));
      if (line === 0) continue;
      const snapshot = JSON.parse(JSON.stringify(toSnapshot(state))) as ReturnType<
        typeof toSnapshot
      >;
      const { state: after } = replay(entries.slice(line), new JournalReader(snapshot));
      expect([...after.history.nodes]).toEqual([...history.nodes]);
      expect(after.history.position).toBe(history.position);
    }
  });

  it('says that a journal has yet to begin, since its first step must be written', () => {
    expect(new JournalReader().isEmpty).toBe(true);
    const { entries } = live(1, 40);
    expect(replay(entries).isEmpty).toBe(false);
    expect(replay(entries.slice(1)).problems.length).toBeGreaterThan(0);
  });

  it('names steps whose line before is damaged, and keeps the others', () => {
    const { entries } = live(3, 40);
    const steps = entries.filter((entry) => entry.type === 'step');
    const lost = steps[1]!;
    const { state, problems } = replay(entries.filter((entry) => entry !== lost));
    expect(problems.length).toBeGreaterThan(0);
    expect(state.history.nodes.size).toBeLessThan(steps.length);
    expect(state.history.nodes.has('s1')).toBe(true);
  });

  it('knows what was made, kept and freed', () => {
    const artifact = { fingerprint: 'f', kind: 'report' as const, sha256: 's', bytes: 3 };
    const file = { sha256: 'x', bytes: 5 };
    const made = replay([
      { type: 'made', artifact },
      { type: 'file', file },
    ]);
    expect(made.state.artifacts.get('f')).toEqual(artifact);
    expect(made.state.files.get('x')).toEqual(file);
    replay([{ type: 'freed', artifacts: ['f'], files: ['x'] }], made);
    expect([made.state.artifacts.size, made.state.files.size]).toEqual([0, 0]);
  });
});
