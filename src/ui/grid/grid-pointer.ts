import type { CellPlace } from '../../state/grid/grid-selection.svelte';

/** The cell that an element stands in, by the marks that rows and cells carry; a row number means its whole row. */
export function placeUnder(
  target: EventTarget | null,
): { cell: CellPlace; wholeRow: boolean } | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = cell?.closest<HTMLElement>('[data-row]');
  if (!cell || !row) return undefined;
  const column = Number(cell.dataset.column);
  return {
    cell: { row: Number(row.dataset.row), column: Math.max(0, column) },
    wholeRow: column < 0,
  };
}
