import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import {
  addCell,
  changeCell,
  emptyDocument,
  moveCell,
  removeCell,
  type Cell,
  type NotebookDocument,
} from '../../src/notebook/document';
import { applyChange, diffDocuments } from '../../src/notebook/document-change';

const cell = (id: string): Cell => ({
  id,
  operator: 'source.sql',
  inputs: {},
  params: { sql: `SELECT '${id}'` },
  name: id,
});

const two = [cell('c1'), cell('c2')].reduce(
  (document, each) => addCell(document, each),
  emptyDocument,
);

describe('the change from one document to the next', () => {
  it('holds only what the edit touched', () => {
    const after = changeCell(two, 'c2', { name: 'other' });
    expect(diffDocuments(two, after)).toEqual({ cells: [{ ...cell('c2'), name: 'other' }] });
    expect(diffDocuments(two, { ...two, title: 'New' })).toEqual({ title: 'New' });
    expect(diffDocuments(two, moveCell(two, 'c1', 1))).toEqual({ order: ['c2', 'c1'] });
    expect(diffDocuments(two, removeCell(two, 'c1'))).toEqual({ order: ['c2'] });
    expect(diffDocuments(two, structuredClone(two))).toEqual({});
  });

  it('makes the next document out of the one before, over 500 random edits', () => {
    const random = createRandom(11);
    let document: NotebookDocument = emptyDocument;
    for (let step = 0; step < 500; step += 1) {
      const after = edit(document, step, (limit) => random.below(limit));
      const change = JSON.parse(JSON.stringify(diffDocuments(document, after))) as object;
      expect(applyChange(document, change)).toEqual(after);
      document = after;
    }
    expect(document.cells.length).toBeGreaterThan(5);
  });

  it('says which cell is nowhere', () => {
    expect(() => applyChange(two, { order: ['c1', 'c9'] })).toThrow(/c9/);
  });
});

function edit(
  document: NotebookDocument,
  step: number,
  below: (limit: number) => number,
): NotebookDocument {
  const { cells } = document;
  const kind = below(cells.length === 0 ? 2 : 6);
  if (kind === 0) return { ...document, title: `title ${step}` };
  if (kind <= 2) return addCell(document, cell(`c${step}`), cells[below(cells.length + 1)]?.id);
  const { id } = cells[below(cells.length)]!;
  if (kind === 3) return removeCell(document, id);
  if (kind === 4) return moveCell(document, id, below(2) === 0 ? 1 : -1);
  return changeCell(document, id, {
    params: { step },
    note: below(2) === 0 ? 'a note' : undefined,
  });
}
