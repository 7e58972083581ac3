import { beforeEach, describe, expect, it } from 'vitest';
import type { Overlay } from '../../../src/state/screen/panels.svelte';
import {
  Shortcuts,
  type KeyPlace,
  type ShortcutActions,
} from '../../../src/state/screen/shortcuts';

let cells: string[];
let selected: string | undefined;
let overlay: Overlay | undefined;
let done: string[];
let keys: Shortcuts;

const note =
  (name: string) =>
  (...details: unknown[]): void =>
    void done.push([name, ...details].join(' '));

const actions: ShortcutActions = {
  cellIds: () => cells,
  selectedId: () => selected,
  overlay: () => overlay,
  show: (wanted) => (overlay = wanted),
  typeAhead: note('typed'),
  undo: note('undo'),
  redo: note('redo'),
  flipTheme: note('theme'),
  chooseFiles: note('choose'),
  findStep: note('step'),
  goTo: (id) => {
    selected = id;
    note('go')(id);
  },
  enter: note('enter'),
  run: note('run'),
  move: note('move'),
  toggleCollapsed: note('collapse'),
  remove: (id) => {
    cells = cells.filter((cell) => cell !== id);
    note('remove')(id);
  },
};

const page: KeyPlace = { inField: false, onControl: false };
const field: KeyPlace = { inField: true, onControl: true };
const button: KeyPlace = { inField: false, onControl: true };

/** Presses a key written as `ctrl+shift+z`; whether it meant something. */
const press = (written: string, place = page, now = 0): boolean => {
  const parts = written.split('+');
  return keys.handle(
    {
      key: parts.at(-1)!,
      ctrlKey: parts.includes('ctrl'),
      metaKey: parts.includes('cmd'),
      shiftKey: parts.includes('shift'),
      altKey: parts.includes('alt'),
    },
    place,
    now,
  );
};

beforeEach(() => {
  cells = ['c1', 'c2', 'c3'];
  selected = 'c2';
  overlay = undefined;
  done = [];
  keys = new Shortcuts(actions);
});

describe('Shortcuts', () => {
  it('opens and closes the palette, also from a field and with Command', () => {
    expect(press('ctrl+k', field)).toBe(true);
    expect(overlay).toBe('palette');
    press('cmd+k');
    expect(overlay).toBeUndefined();
  });

  it('takes back and does again, except in a field, which has an undo of its own', () => {
    press('ctrl+z');
    press('ctrl+shift+Z');
    press('ctrl+y');
    expect(press('ctrl+z', field)).toBe(false);
    expect(done).toEqual(['undo', 'redo', 'redo']);
  });

  it('walks the cells and stops at either end', () => {
    press('j');
    press('j');
    press('k');
    press('ArrowUp');
    press('ArrowUp');
    expect(done).toEqual(['go c3', 'go c3', 'go c2', 'go c1', 'go c1']);
  });

  it('starts at the top or the bottom where nothing is selected', () => {
    selected = undefined;
    press('k');
    expect(selected).toBe('c3');
    selected = undefined;
    press('j');
    expect(selected).toBe('c1');
  });

  it('leaves letters in a field and arrows on a control alone', () => {
    expect(press('j', field)).toBe(false);
    expect(press('ArrowDown', button)).toBe(false);
    expect(press('Enter', button)).toBe(false);
    expect(press('Delete', button)).toBe(false);
    expect(done).toEqual([]);
  });

  it('runs the selected cell from wherever the keyboard is in it', () => {
    press('shift+Enter', field);
    press('shift+Enter');
    expect(done).toEqual(['run c2', 'run c2']);
  });

  it('goes in with Enter and back out with Escape', () => {
    press('Enter');
    press('Escape', field);
    expect(press('Escape')).toBe(false);
    expect(done).toEqual(['enter c2', 'go c2']);
  });

  it('deletes at the second D, if it comes soon, and goes to the next cell', () => {
    press('d', page, 0);
    press('d', page, 2000);
    expect(cells.length).toBe(3);
    press('d', page, 2300);
    expect(cells).toEqual(['c1', 'c3']);
    expect(selected).toBe('c3');
  });

  it('does not take a D, another key and a D for two', () => {
    press('d', page, 0);
    press('t', page, 100);
    press('d', page, 200);
    expect(cells.length).toBe(3);
  });

  it('goes to the last cell when the last one is deleted', () => {
    selected = 'c3';
    press('Delete');
    expect(selected).toBe('c2');
  });

  it('moves and collapses the selected cell', () => {
    press('alt+ArrowUp');
    press('alt+ArrowDown');
    press('[');
    expect(done).toEqual(['move c2 -1', 'go c2', 'move c2 1', 'go c2', 'collapse c2']);
  });

  it('does the things of the page without a cell', () => {
    selected = undefined;
    for (const key of ['t', 'o', 'a']) expect(press(key)).toBe(true);
    expect(press('[')).toBe(false);
    press('?');
    expect(overlay).toBe('shortcuts');
    expect(done).toEqual(['theme', 'choose', 'step']);
  });

  it('keeps what is typed for the palette while that is on its way, and none of it means the page', () => {
    press('ctrl+k');
    for (const key of ['D', 'd', 'd', ' ', 't']) expect(press(key)).toBe(true);
    for (const key of ['Enter', 'Delete', 'ArrowDown']) expect(press(key, field)).toBe(false);
    expect(done).toEqual(['typed D', 'typed d', 'typed d', 'typed  ', 'typed t']);
    press('Escape');
    expect(overlay).toBeUndefined();
  });

  it('does nothing to the page while another dialog is on its way, but does beside a light panel', () => {
    overlay = 'projects';
    for (const key of ['d', 'd', 't', '[', 'ctrl+z']) expect(press(key)).toBe(false);
    overlay = 'tasks';
    press('t');
    expect(done).toEqual(['theme']);
  });
});
