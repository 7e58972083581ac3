import { typeFamily, type TypeFamily } from '../../data/type-family';

/** What stands in a cell. Missing, empty text, NaN and infinity are four different things. */
export type CellState = 'value' | 'missing' | 'empty' | 'nan' | 'infinity';

/** More characters than this are cut on their way to the screen; copying and the cell reader take all of them. */
export const shownCharacters = 300;

/** What stands in a cell of a column of this type, from its text as the engine writes it. */
export function cellState(text: string | null, family: TypeFamily): CellState {
  if (text === null) return 'missing';
  if (text === '') return 'empty';
  if (family === 'float' && text === 'nan') return 'nan';
  return isInfinite(text, family) ? 'infinity' : 'value';
}

/** The text of a cell for the screen: the engine's own, with words for what has no text. */
export function cellWords(text: string | null, family: TypeFamily): string {
  switch (cellState(text, family)) {
    case 'missing':
      return 'missing';
    case 'empty':
      return 'empty text';
    case 'nan':
      return 'NaN';
    case 'infinity':
      return text!.startsWith('-') ? '−∞' : '∞';
    default:
      return text!;
  }
}

/** Whether the engine sent the beginning only. Characters are code points, as the engine counts them. */
export function isCut(text: string | null): boolean {
  if (text === null || text.length <= shownCharacters) return false;
  return [...text].length > shownCharacters;
}

/** Numbers stand to the right so that their digits line up. */
export function isRightAligned(type: string): boolean {
  return ['integer', 'float', 'decimal'].includes(typeFamily(type));
}

function isInfinite(text: string, family: TypeFamily): boolean {
  if (family === 'float') return text === 'inf' || text === '-inf';
  if (family === 'date' || family === 'datetime')
    return text === 'infinity' || text === '-infinity';
  return false;
}
