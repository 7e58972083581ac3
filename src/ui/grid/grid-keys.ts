import type { GridExtent } from '../../state/grid-selection.svelte';
import { headerRow } from '../../state/grid-selection.svelte';
import type { GridState } from '../../state/grid.svelte';
import type { GridCopy } from './grid-copy.svelte';

interface KeyTargets {
  grid: GridState;
  extent: GridExtent;
  copy: GridCopy;
  openMenu: () => void;
}

/** Acts on a key pressed on the grid; answers `undefined` where it means nothing here. */
export function handleGridKey(
  event: KeyboardEvent,
  { grid, extent, copy, openMenu }: KeyTargets,
): 'moved' | 'done' | undefined {
  const far = event.ctrlKey || event.metaKey;
  // A letter means nothing here, and is not to reach the page's own keys, of which some delete cells.
  if (event.key.length === 1 && event.key !== '?' && event.key !== ' ' && !far)
    event.stopPropagation();
  const { selection } = grid;
  if (isMenuKey(event)) {
    openMenu();
    return 'done';
  }
  if (far && event.key.toLowerCase() === 'a') {
    selection.chooseAll(extent);
    return 'done';
  }
  if (event.key === 'Enter') return enter(grid, event.shiftKey);
  if (event.key === ' ' && selection.active.row === headerRow) {
    openMenu();
    return 'done';
  }
  if (event.key === 'Escape' && copy.message) {
    copy.dismiss();
    return 'done';
  }
  if (event.altKey) return undefined;
  return selection.move({ key: event.key, far, extend: event.shiftKey }, extent)
    ? 'moved'
    : undefined;
}

/** Sorts by the column of an active header, reads an active cell in whole. */
function enter(grid: GridState, beside: boolean): 'done' {
  const { row, column } = grid.selection.active;
  if (row === headerRow) void grid.toggleSort(grid.columns.at(column).name, beside);
  else grid.selection.isReading = !grid.selection.isReading;
  return 'done';
}

function isMenuKey({ key, altKey, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (shiftKey && key === 'F10') || (altKey && key === 'ArrowDown');
}
