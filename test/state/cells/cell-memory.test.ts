import { describe, expect, it } from 'vitest';
import { CellMemory } from '../../../src/state/cells/cell-memory';

describe('what views remember of cells', () => {
  it('is forgotten in every memory when their project is left, and only there', () => {
    const [texts, sizes] = [new CellMemory<string>(), new CellMemory<number>()];
    const [page, other] = [{}, {}];
    texts.set(page, 'c1', 'typed');
    sizes.set(page, 'c1', 3);
    texts.set(other, 'c1', 'elsewhere');
    CellMemory.forgetAll(page);
    expect([texts.get(page, 'c1'), sizes.get(page, 'c1')]).toEqual([undefined, undefined]);
    expect(texts.get(other, 'c1')).toBe('elsewhere');
  });
});
