import { CellMemory } from '../cells/cell-memory';
import type { GridSettings } from './grid.svelte';

/** What has been set up on the grid of a cell, for when it is shown again. */
export interface RememberedGrid {
  settings: GridSettings;
  isTall: boolean;
}

export const rememberedGrids = new CellMemory<RememberedGrid>();
