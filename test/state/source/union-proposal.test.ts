import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../../src/data/artifact';
import type { Cell } from '../../../src/notebook/document';
import { proposeUnion } from '../../../src/state/source/union-proposal';

const cell = (id: string, operator = 'source.file', part?: string): Cell => ({
  id,
  operator,
  name: `table_${id}`,
  inputs: {},
  params: { file: { name: `${id}.csv` }, options: { part } },
});

/** A notebook whose cells have made tables of these columns. */
const notebookOf = (cells: Cell[], columns: string[][]) => ({
  cells,
  runs: {
    of: (id: string): { artifact?: Artifact } => {
      const names = columns[cells.findIndex((known) => known.id === id)]!;
      const value = { fingerprint: `f${id}`, columns: names.map((name) => ({ name })) };
      return { artifact: { kind: 'table', fingerprint: `f${id}`, value, result: {} } as never };
    },
  },
});

describe('the offer to put tables together', () => {
  it('stands below the last of those that have the same columns', () => {
    const cells = [
      cell('a'),
      cell('b'),
      cell('c', 'source.file', 'Sheet2'),
      cell('d', 'source.sql'),
    ];
    const notebook = notebookOf(cells, [['x', 'y'], ['z'], ['Y', 'X'], ['x', 'y']]);
    expect(proposeUnion(notebook, cells[0]!)).toEqual([]);
    expect(proposeUnion(notebook, cells[1]!)).toEqual([]);
    expect(proposeUnion(notebook, cells[3]!)).toEqual([]);
    expect(proposeUnion(notebook, cells[2]!)).toEqual([
      {
        question: 'Put "table_a" and "table_c" together? They have the same columns.',
        operator: 'source.combine',
        params: {
          labels: [
            ['fa', 'a.csv'],
            ['fc', 'c.csv › Sheet2'],
          ],
        },
        inputs: {},
        cells: { tables: ['a', 'c'] },
      },
    ]);
  });

  it('takes tables whose columns differ a little, and no others', () => {
    const columns = Array.from({ length: 9 }, (_, index) => `c${index}`);
    const cells = [cell('a'), cell('b'), cell('c')];
    const offer = proposeUnion(
      notebookOf(cells, [columns, ['c0', 'c1'], [...columns, 'late']]),
      cells[2]!,
    );
    expect(offer[0]?.cells).toEqual({ tables: ['a', 'c'] });
  });
});
