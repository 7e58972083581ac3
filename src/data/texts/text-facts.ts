/** What a text may be: numbers, dates and addresses as the engine reads them, and spellings of "missing". */
export const textCandidates = ['number', 'isoDate', 'email', 'phone', 'spelling'] as const;

export type TextCandidate = (typeof textCandidates)[number];

export type CountedText = [text: string, count: number];

/**
 * What the distinct texts of a column and their counts tell, counted while the column was read. Plain data of
 * limited size. Counts are of rows.
 */
export interface TextFacts {
  present: number;
  distinct: number;
  /** Texts that stand in one row only. */
  once: number;
  entropyBits: number;
  /** The most frequent texts, at most 20, ties in byte order; the first 301 characters of each. */
  top: CountedText[];
  /** Bytes of UTF-8 and characters of all rows. */
  bytes: number;
  characters: number;
  /** Rows by length in characters, the shortest first. */
  lengths: [length: number, count: number][];
  words: { sum: number; max: number };
  /** Rows with three words or more. */
  phrases: number;
  empty: number;
  padded: number;
  nonAscii: number;
  replaced: number;
  /** Texts that may be something, for the engine to tell. */
  candidates: Record<TextCandidate, CountedText[] | 'many'>;
  /** The most frequent shapes of the texts looked at: letters as `a`, digits as `9`, runs as one. */
  patterns: CountedText[];
  /** Texts looked at with a year in them, for the engine to tell dates among, and rows of all that were looked at. */
  withYear: CountedText[];
  looked: number;
  /** All texts, where they are no more than `sampledTexts`. */
  all: CountedText[] | undefined;
}

/**
 * Distinct texts whose shapes and dates are looked at: of more, those with the smallest hashes, which the order of
 * the rows does not change.
 */
export const sampledTexts = 20_000;
