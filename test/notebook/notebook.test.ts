import { describe, expect, it } from 'vitest';
import { canonicalJson, computeFingerprint } from '../../src/notebook/fingerprint';
import {
  addCell,
  changeCell,
  emptyDocument,
  freeName,
  moveCell,
  nextCellId,
  removeCell,
  type Cell,
  type NotebookDocument,
} from '../../src/notebook/document';
import { checkInputs, downstream, upstream } from '../../src/notebook/graph';

const cell = (id: string, inputs: Cell['inputs'] = {}): Cell => ({
  id,
  operator: 'x.y',
  inputs,
  params: {},
  name: id,
});

const chain: NotebookDocument = {
  ...emptyDocument,
  cells: [
    cell('c1'),
    cell('c2', { table: 'c1' }),
    cell('c3', { table: 'c2', model: ['c1'] }),
    cell('c4'),
  ],
};

describe('document', () => {
  it('puts a cell after another, or at the end', () => {
    expect(addCell(chain, cell('c5'), 'c1').cells.map(({ id }) => id)).toEqual([
      'c1',
      'c5',
      'c2',
      'c3',
      'c4',
    ]);
    expect(addCell(chain, cell('c5')).cells.at(-1)!.id).toBe('c5');
  });

  it('is not changed by any edit', () => {
    const before = JSON.stringify(chain);
    changeCell(chain, 'c1', { name: 'new' });
    removeCell(chain, 'c2');
    moveCell(chain, 'c2', 1);
    expect(JSON.stringify(chain)).toBe(before);
  });

  it('keeps order at either end', () => {
    expect(moveCell(chain, 'c1', -1)).toBe(chain);
    expect(moveCell(chain, 'c4', 1)).toBe(chain);
  });

  it('finds names and ids that are free', () => {
    expect(freeName(chain, 'c1')).toBe('c1_2');
    expect(freeName(chain, 'adult')).toBe('adult');
    expect(nextCellId(['c1', 'c9', 'other'])).toBe('c10');
  });

  it('names the cell that is unknown', () => {
    expect(() => removeCell(chain, 'c7')).toThrow('unknown cell: c7');
  });
});

describe('graph', () => {
  it('lists inputs before the cells that read them', () => {
    expect(upstream(chain, 'c3')).toEqual(['c1', 'c2']);
    expect(downstream(chain, 'c1')).toEqual(['c2', 'c3']);
  });

  it('refuses a cell that would read itself', () => {
    const loop = changeCell(chain, 'c1', { inputs: { table: 'c3' } });
    expect(() => checkInputs(loop, 'c1')).toThrow('would read itself');
  });

  it('says which input is gone', () => {
    expect(() => checkInputs(removeCell(chain, 'c1'), 'c2')).toThrow('(c1) is gone');
  });
});

describe('fingerprint', () => {
  it('does not depend on the order of keys, nor on undefined', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, undefined], c: undefined } })).toBe(
      '{"a":{"d":[1,null]},"b":1}',
    );
  });

  it('is the SHA-256 of the canonical text', async () => {
    const { createHash } = await import('node:crypto');
    const text = '{"inputs":{"table":"f"},"operator":"a.b","params":{"x":1},"version":2}';
    const expected = createHash('sha256').update(text).digest('hex');
    expect(await computeFingerprint('a.b', 2, { x: 1 }, { table: 'f' })).toBe(expected);
  });

  it('differs with version, params and inputs', async () => {
    const all = await Promise.all([
      computeFingerprint('a.b', 1, {}, {}),
      computeFingerprint('a.b', 2, {}, {}),
      computeFingerprint('a.b', 1, { x: 1 }, {}),
      computeFingerprint('a.b', 1, {}, { table: 'f' }),
    ]);
    expect(new Set(all).size).toBe(4);
  });
});
