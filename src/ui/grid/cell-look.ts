import type { ColumnInfo } from '../../data/table';
import { typeFamily } from '../../data/type-family';
import {
  cellState,
  cellWords,
  isCut,
  isRightAligned,
  shownCharacters,
} from '../../state/grid/grid-cell';
import type { GridState } from '../../state/grid/grid.svelte';

/** A cell as it is drawn. */
export interface CellLook {
  /** Among the visible columns. */
  position: number;
  width: number;
  words: string;
  /** What the cell holds (`value`, `missing`, …, or `loading`), and how it stands. */
  classes: string;
  /** The words again where they do not fit. */
  title: string | undefined;
}

/** Rough width of a character; what is taken for too long has a tooltip too many, never one too few. */
const characterPx = 6.2;
const paddingPx = 20;

export function cellLook(grid: GridState, row: number, position: number): CellLook {
  const index = grid.columns.visible[position]!;
  const column = grid.table.columns[index]!;
  const width = grid.columns.widthPx(position);
  const text = grid.tiles.text(row, index);
  if (text === undefined)
    return { position, width, words: '', classes: 'loading', title: undefined };
  const words = shownWords(text, column);
  const alignment = isRightAligned(column.type) ? ' right' : '';
  return {
    position,
    width,
    words,
    classes: cellState(text, typeFamily(column.type)) + alignment,
    title: words.length * characterPx > width - paddingPx ? words : undefined,
  };
}

function shownWords(text: string | null, column: ColumnInfo): string {
  return isCut(text)
    ? `${text!.slice(0, shownCharacters)}…`
    : cellWords(text, typeFamily(column.type));
}
