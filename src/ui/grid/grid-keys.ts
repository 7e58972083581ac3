import type { GridRecord } from '../../state/grid/grid-record.svelte';
import type { GridExtent } from '../../state/grid/grid-selection.svelte';
import { headerRow } from '../../state/grid/grid-selection.svelte';
import type { GridState } from '../../state/grid/grid.svelte';
import type { GridCopy } from './grid-copy.svelte';

interface KeyTargets {
  grid: GridState;
  record: GridRecord;
  extent: GridExtent;
  copy: GridCopy;
  openMenu: () => void;
  search: () => void;
}

/** What a key did: `moved` the active cell, or something else. */
type Outcome = 'moved' | 'done' | undefined;

/** Acts on a key pressed on the grid; answers `undefined` where it means nothing here. */
export function handleGridKey(event: KeyboardEvent, targets: KeyTargets): Outcome {
  const far = event.ctrlKey || event.metaKey;
  // A letter means nothing here, and is not to reach the page's own keys, of which some delete cells.
  if (event.key.length === 1 && event.key !== '?' && event.key !== ' ' && !far)
    event.stopPropagation();
  if (isMenuKey(event)) return done(targets.openMenu);
  if (event.altKey) return event.shiftKey ? moveColumn(event.key, targets) : undefined;
  const own = far ? withCtrl(event, targets) : plain(event, targets);
  if (own) return own;
  const { key, shiftKey: extend } = event;
  return targets.grid.selection.move({ key, far, extend }, targets.extent) ? 'moved' : undefined;
}

function withCtrl(event: KeyboardEvent, { grid, search }: KeyTargets): Outcome {
  const key = event.key.toLowerCase();
  if (key === 'a') return done(() => grid.selection.chooseAll());
  if (key === 'f' && grid.canSearch) return done(search);
  if (key === ' ') return done(() => grid.selection.widen('columns'));
  return undefined;
}

function plain(event: KeyboardEvent, targets: KeyTargets): Outcome {
  const { grid, record, copy, openMenu } = targets;
  const { selection } = grid;
  const isHeader = selection.active.row === headerRow;
  switch (event.key) {
    case 'Enter':
      return done(() => (isHeader ? sort(grid, event.shiftKey) : record.open()));
    case 'F2':
      return done(() => (selection.isReading = !selection.isReading));
    case ' ':
      if (isHeader) return done(openMenu);
      return event.shiftKey ? done(() => selection.widen('rows')) : undefined;
    case 'Escape':
      return leave(grid, record, copy) ? 'done' : undefined;
    default:
      return undefined;
  }
}

/** Gives up what is being copied, or closes what stands open, or what was said. */
function leave(grid: GridState, record: GridRecord, copy: GridCopy): boolean {
  if (copy.isCopying) copy.dismiss();
  else if (grid.selection.isReading) grid.selection.isReading = false;
  else if (record.isOpen) record.close();
  else if (copy.message) copy.dismiss();
  else return false;
  return true;
}

function sort(grid: GridState, beside: boolean): void {
  void grid.toggleSort(grid.columns.at(grid.selection.active.column).name, beside);
}

/** Takes the column of the active cell one place on; the cell stays active. */
function moveColumn(key: string, { grid, copy }: KeyTargets): Outcome {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (by === undefined) return undefined;
  const { row, column } = grid.selection.active;
  const { name } = grid.columns.at(column);
  const position = grid.columns.move(name, column + by);
  grid.selection.choose({ row, column: position });
  copy.say(`${name} is column ${position + 1} of ${grid.columns.visible.length}.`);
  return 'moved';
}

function isMenuKey({ key, altKey, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (shiftKey && key === 'F10') || (altKey && key === 'ArrowDown');
}

function done(act: () => void): 'done' {
  act();
  return 'done';
}
