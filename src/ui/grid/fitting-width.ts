import type { ColumnInfo } from '../../data/table';
import { typeFamily } from '../../data/type-family';
import { cellWords } from '../../state/grid-cell';
import type { GridState } from '../../state/grid.svelte';

/** Rows near the active one whose texts are measured: those of them that have come already. */
const measuredRows = 200;
const paddingPx = 24;
/** Figures of one width, which a canvas cannot be told to use, are somewhat wider. */
const tabular = 1.06;
const headerExtraPx = 52;
const kindExtraPx = 40;
const missingSharePx = 58;

/** Width at which the name of a column and the texts that have come fit. */
export function fittingWidth(grid: GridState, column: ColumnInfo, rowCount = measuredRows): number {
  const context = document.createElement('canvas').getContext('2d')!;
  const { fontFamily } = getComputedStyle(document.body);
  context.font = `600 13px ${fontFamily}`;
  let widest = context.measureText(column.name).width + headerExtraPx;
  context.font = `12px ${fontFamily}`;
  const missingPx = column.missing > 0 ? missingSharePx : 0;
  widest = Math.max(widest, context.measureText(column.kind).width + kindExtraPx + missingPx);
  context.font = `13px ${fontFamily}`;
  for (const words of nearbyTexts(grid, column, rowCount))
    widest = Math.max(widest, tabular * context.measureText(words).width + paddingPx);
  return Math.ceil(widest);
}

/** Fitting widths of all columns whose first texts have come, from a few rows. */
export function fittingWidths(grid: GridState): Map<string, number> {
  const come = grid.table.columns.filter(
    (_, index) => grid.view.rowCount > 0 && grid.tiles.text(0, index) !== undefined,
  );
  return new Map(come.map((column) => [column.name, fittingWidth(grid, column, 40)]));
}

function nearbyTexts(grid: GridState, column: ColumnInfo, rowCount: number): string[] {
  const index = grid.table.columns.indexOf(column);
  const family = typeFamily(column.type);
  const first = Math.max(0, grid.selection.active.row - rowCount / 2);
  const last = Math.min(grid.view.rowCount - 1, first + rowCount);
  const texts: string[] = [];
  for (let row = first; row <= last; row += 1) {
    const text = grid.tiles.text(row, index);
    if (text !== undefined) texts.push(cellWords(text, family).slice(0, 200));
  }
  return texts;
}
