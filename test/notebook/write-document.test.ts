import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import {
  changeCell,
  moveCell,
  type Cell,
  type NotebookDocument,
} from '../../src/notebook/document';
import { readDocument } from '../../src/notebook/read-document';
import { writeDocument } from '../../src/notebook/write-document';

const sql = 'SELECT a,\n  sum(b) AS total\nFROM sales\nGROUP BY a\n';
const cell = (id: string, rest: Partial<Cell> = {}): Cell => ({
  id,
  operator: 'source.sql',
  name: `table_${id}`,
  inputs: { tables: ['c1', 'c2'] },
  params: { sql, seed: 7, bins: [1, 2, 3] },
  ...rest,
});
const document: NotebookDocument = {
  format: 1,
  title: 'Sales',
  cells: [cell('c1'), cell('c2', { note: 'One line.' }), cell('c3', { collapsed: true })],
};

/** Lines that are in one text and not in the other, each as often as it is more. */
function changedLines(before: string, after: string): string[] {
  const counts = new Map<string, number>();
  for (const line of before.split('\n')) counts.set(line, (counts.get(line) ?? 0) - 1);
  for (const line of after.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].filter(([, count]) => count !== 0).map(([line]) => line.trim());
}

describe('writeDocument', () => {
  it('comes back as it was, and ends with a line end', () => {
    const text = writeDocument(document);
    expect(text.endsWith('}\n')).toBe(true);
    expect(readDocument(text)).toEqual(document);
  });

  it('is the same whatever order the keys were set in', () => {
    const turned = document.cells.map((each) => {
      const params = Object.fromEntries(Object.entries(each.params).toReversed());
      return Object.fromEntries(
        Object.entries({ ...each, params }).toReversed(),
      ) as unknown as Cell;
    });
    expect(writeDocument({ ...document, cells: turned })).toBe(writeDocument(document));
  });

  it('changes one line for one line of SQL, one param, one name', () => {
    const before = writeDocument(document);
    const edit = (change: Partial<Cell>): string[] =>
      changedLines(before, writeDocument(changeCell(document, 'c2', change)));
    const params = document.cells[1]!.params;
    expect(edit({ params: { ...params, sql: sql.replace('sum(b)', 'avg(b)') } })).toEqual([
      '"  sum(b) AS total",',
      '"  avg(b) AS total",',
    ]);
    expect(edit({ params: { ...params, seed: 8 } })).toEqual(['"seed": 7,', '"seed": 8,']);
    expect(edit({ name: 'renamed' })).toEqual(['"name": "table_c2",', '"name": "renamed",']);
    expect(edit({ collapsed: true })).not.toContainEqual(expect.stringContaining('sql'));
  });

  it('moves the lines of a cell as a block', () => {
    const moved = writeDocument(moveCell(document, 'c2', 1));
    expect(
      changedLines(writeDocument(document), moved).filter((line) => /[a-z]/.test(line)),
    ).toEqual([]);
  });

  it('leaves texts apart that look like lists of lines', () => {
    const odd = {
      a: ['x\ny', { $lines: ['kept', 3] }],
      b: '',
      c: '\n',
      d: { $lines: 'no list' },
      'e\nf': 'key of two lines',
    };
    const documentOf = (params: Record<string, unknown>): NotebookDocument => ({
      ...document,
      cells: [cell('c1', { params })],
    });
    expect(readDocument(writeDocument(documentOf(odd)))).toEqual(documentOf(odd));
  });

  it('comes back as it was for any params', () => {
    const random = createRandom(20);
    const pick = <T>(items: readonly T[]): T => items[random.below(items.length)]!;
    const texts = ['', 'a', 'b\nc', '\r\n', '"', '\u2028', '__proto__', 'constructor', '10', '9'];
    const make = (depth: number): unknown => {
      const kind = depth > 3 ? 0 : random.below(4);
      if (kind === 1) return Array.from({ length: 3 }, () => make(depth + 1));
      if (kind === 2)
        return Object.fromEntries(Array.from({ length: 3 }, () => [pick(texts), make(depth + 1)]));
      return pick([...texts, 1, -0.5, true, null]);
    };
    for (let round = 0; round < 300; round += 1) {
      const params = Object.fromEntries([['value', make(0)]]);
      const given = { ...document, cells: [cell('c1', { params })] };
      const text = writeDocument(given);
      expect(readDocument(text)).toEqual(given);
      expect(writeDocument(readDocument(text))).toBe(text);
    }
  });
});
