import type { ReadingProposal } from './formats/csv/column-reading';

/** What can be said about the reading of a text by hand. */
export const readingFields = [
  'encoding',
  'delimiter',
  'quote',
  'escape',
  'headerRows',
  'skipLines',
  'footer',
  'decimalPoint',
  'trims',
] as const;

export type ReadingField = (typeof readingFields)[number];

/** How one thing about a text is taken, and why. */
export interface ReadingGuess {
  field: ReadingField;
  /** As `SourceOptions` would have it. */
  value: string | number | boolean;
  /** "84 of 85 lines have 9 values", without a stop. */
  reason: string;
}

/** The first rows of a text as some options read them; nothing is imported. */
export interface TextPreview {
  guesses: ReadingGuess[];
  /** `isText` for one that keeps the text of the column before it. */
  columns: { name: string; type: string; isText?: boolean }[];
  /** As text; null where missing. */
  rows: (string | null)[][];
  /** Lines of the first part of the file that make no row, and rows that were mended. */
  rejected: number;
  repaired: number;
  proposals: ReadingProposal[];
}
