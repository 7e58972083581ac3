import type { ColumnInfo } from '../../data/table';
import { typeFamily } from '../../data/type-family';
import { cellWords } from '../../state/grid/grid-cell';
import type { GridState } from '../../state/grid/grid.svelte';

const paddingPx = 24;
const menuPx = 52;
const kindIconPx = 40;
const missingSharePx = 58;
/** Figures of one width, which a canvas cannot be told to use, are somewhat wider. */
const tabular = 1.14;
/** Characters that can matter for the widest a column may get. */
const measuredCharacters = 100;

/** Width at which the name of a column and the texts near the active row fit, as far as they have come. */
export function fittingWidth(grid: GridState, column: ColumnInfo): number {
  return measure(grid, [column], 200)[0]!;
}

/** Fitting widths of the columns at these positions, from the few first rows, once they have come. */
export function fittingWidths(grid: GridState, positions: readonly number[]): Map<string, number> {
  if (grid.view.rowCount === 0) return new Map();
  const come = positions
    .filter((position) => grid.tiles.text(0, grid.columns.visible[position]!) !== undefined)
    .map((position) => grid.columns.at(position));
  const widths = measure(grid, come, 24);
  return new Map(come.map(({ name }, index) => [name, widths[index]!]));
}

/** Each font is set once, since that costs more than to measure with it. */
function measure(grid: GridState, columns: readonly ColumnInfo[], rowCount: number): number[] {
  const context = document.createElement('canvas').getContext('2d')!;
  const { fontFamily } = getComputedStyle(document.body);
  const widthsIn = (font: string, width: (column: ColumnInfo) => number): number[] => {
    context.font = `${font} ${fontFamily}`;
    return columns.map(width);
  };
  const widthOf = (text: string): number => context.measureText(text).width;
  const names = widthsIn('600 13px', ({ name }) => widthOf(name) + menuPx);
  const kinds = widthsIn(
    '12px',
    ({ kind, missing }) => widthOf(kind) + kindIconPx + (missing > 0 ? missingSharePx : 0),
  );
  const texts = widthsIn('13px', (column) =>
    Math.max(0, ...nearbyTexts(grid, column, rowCount).map(widthOf)),
  );
  return columns.map((_, index) =>
    Math.ceil(Math.max(names[index]!, kinds[index]!, tabular * texts[index]! + paddingPx)),
  );
}

function nearbyTexts(grid: GridState, column: ColumnInfo, rowCount: number): string[] {
  const index = grid.table.columns.indexOf(column);
  const family = typeFamily(column.type);
  const first = Math.max(0, Math.floor(grid.selection.active.row - rowCount / 2));
  const last = Math.min(grid.view.rowCount - 1, first + rowCount);
  const texts: string[] = [];
  for (let row = first; row <= last; row += 1) {
    const text = grid.tiles.text(row, index);
    if (text !== undefined) texts.push(cellWords(text, family).slice(0, measuredCharacters));
  }
  return texts;
}
