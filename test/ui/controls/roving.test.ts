import { describe, expect, it } from 'vitest';
import { nextInList } from '../../../src/ui/controls/roving';

const [run, move, remove, delay] = ['Run', 'Move up', 'Remove', 'Delay'].map((textContent) => ({
  textContent,
}));
const all = [run!, move!, remove!, delay!];

describe('nextInList', () => {
  it('goes round with the arrows', () => {
    expect(nextInList(all, run!, 'ArrowDown')).toBe(move);
    expect(nextInList(all, delay!, 'ArrowDown')).toBe(run);
    expect(nextInList(all, run!, 'ArrowUp')).toBe(delay);
    expect(nextInList(all, null, 'ArrowUp')).toBe(delay);
    expect(nextInList(all, null, 'ArrowDown')).toBe(run);
  });

  it('goes to either end', () => {
    expect(nextInList(all, move!, 'Home')).toBe(run);
    expect(nextInList(all, move!, 'End')).toBe(delay);
  });

  it('goes to the next one that starts with a letter', () => {
    expect(nextInList(all, run!, 'r')).toBe(remove);
    expect(nextInList(all, remove!, 'r')).toBe(run);
    expect(nextInList(all, run!, 'x')).toBeUndefined();
  });

  it('leaves other keys alone, and an empty list', () => {
    expect(nextInList(all, run!, 'Tab')).toBeUndefined();
    expect(nextInList(all, run!, ' ')).toBeUndefined();
    expect(nextInList([], null, 'ArrowDown')).toBeUndefined();
  });
});
