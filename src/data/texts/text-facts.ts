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
  /** Distinct texts up to `sampledTexts`; of more, those with the smallest hashes, which order does not change. */
  sample: CountedText[];
}

/** Distinct texts whose shapes are looked at. */
export const sampledTexts = 20_000;
