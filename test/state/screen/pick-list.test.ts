import { beforeEach, describe, expect, it } from 'vitest';
import { PickList, type PickItem } from '../../../src/state/screen/pick-list.svelte';

const items: PickItem[] = [
  { id: '1', label: 'age' },
  { id: '2', label: 'capital_gain', keywords: 'money' },
  { id: '3', label: 'education' },
];

let list: PickList<PickItem>;

beforeEach(() => {
  list = new PickList(() => items);
});

const ids = (): string[] => list.found.map((item) => item.id);

describe('PickList', () => {
  it('shows all in their own order before anything is typed', () => {
    expect(ids()).toEqual(['1', '2', '3']);
    expect(list.current?.id).toBe('1');
  });

  it('narrows to what fits, the best first', () => {
    list.search('ca');
    expect(ids()).toEqual(['2', '3']);
    list.search('zzz');
    expect(ids()).toEqual([]);
    expect(list.current).toBeUndefined();
  });

  it('finds by keywords, after what fits by its label', () => {
    list.search('money');
    expect(ids()).toEqual(['2']);
  });

  it('moves the mark round with the arrows', () => {
    expect(list.move('ArrowUp')).toBe(true);
    expect(list.current?.id).toBe('3');
    list.move('ArrowDown');
    expect(list.current?.id).toBe('1');
    list.move('PageDown');
    expect(list.current?.id).toBe('3');
    list.move('PageUp');
    expect(list.current?.id).toBe('1');
  });

  it('leaves other keys alone', () => {
    expect(list.move('a')).toBe(false);
    expect(list.move('Enter')).toBe(false);
  });

  it('starts over at the top with each search, and keeps the mark inside what is found', () => {
    list.mark(2);
    list.search('a');
    expect(list.active).toBe(0);
    list.mark(2);
    list.query = 'age';
    expect(list.current?.id).toBe('1');
  });

  it('stays whole with nothing in it', () => {
    const empty = new PickList(() => []);
    expect(empty.move('ArrowUp')).toBe(true);
    expect(empty.active).toBe(0);
    expect(empty.current).toBeUndefined();
  });
});
