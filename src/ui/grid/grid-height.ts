import type { TableInfo } from '../../data/table';
import { rowHeightPx } from '../../state/grid/grid-window.svelte';

/** Header, rows and scroll bar of a grid; small tables take no more room than they need. */
export function gridHeightPx({ rowCount }: TableInfo): number {
  return Math.min(420, Math.max(232, 160 + rowCount * rowHeightPx));
}
