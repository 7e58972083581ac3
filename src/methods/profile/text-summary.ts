import { readNearSame, type NearSameGroup } from './near-same';
import type { Parts } from './parts';
import { patternValues } from './text-queries';

/** What the texts of a column look like. Counts are of rows. */
export interface TextSummary {
  /** Characters (code points) of a value. */
  length: { min: number; mean: number; max: number };
  /** Rows by length: each bin holds lengths from `from` to below the next one's. */
  lengths: { from: number; count: number }[];
  /** Words of a value: runs of what is not blank. */
  words: { mean: number; max: number };
  /** Values without any character. */
  empty: number;
  /** Values that begin or end with a space, tab or line end. */
  padded: number;
  /** Values with characters outside ASCII. */
  nonAscii: number;
  /** Values with U+FFFD, which stands where a file was not valid UTF-8. */
  replaced: number;
  /** Values that are numbers, as far as the engine can read them. */
  numbers: number;
  /** Values that are dates or times in ISO form. */
  isoDates: number;
  /** Share of the values that are dates in another usual form (27 May 2021, 5/27/2021), as for `patterns`. */
  writtenDateShare: number;
  emails: number;
  phones: number;
  /** Spellings that usually mean "missing", with the rows that have them. */
  missingSpellings: { spelling: string; count: number }[];
  /** The most frequent shapes: letters as `a`, digits as `9`, runs as one. */
  patterns: { pattern: string; count: number }[];
  /** Whether the shapes are those of 20,000 of the distinct values only. */
  patternsCut: boolean;
  /** Values that differ only in case, accents, punctuation, blanks or order of words. */
  nearSame: NearSameGroup[];
  /** Whether there were too many distinct values to look for near-same ones. */
  nearSameSkipped: boolean;
}

export function readText(parts: Parts): TextSummary {
  const fact = (name: string): number => parts.number('text', name);
  const present = fact('present');
  return {
    length: {
      min: fact('length_min'),
      mean: fact('length_sum') / present,
      max: fact('length_max'),
    },
    lengths: parts
      .rows('length')
      .map(({ label, value }) => ({ from: Number(label), count: value })),
    words: { mean: fact('words_sum') / present, max: fact('words_max') },
    empty: fact('empty'),
    padded: fact('padded'),
    nonAscii: fact('non_ascii'),
    replaced: fact('replaced'),
    numbers: fact('numbers'),
    isoDates: fact('iso_dates'),
    writtenDateShare:
      parts.number('written-date', 'dates') / (parts.number('written-date', 'looked') || 1),
    emails: fact('emails'),
    phones: fact('phones'),
    missingSpellings: parts
      .rows('spelling')
      .map(({ label, value }) => ({ spelling: label, count: value })),
    patterns: parts.rows('pattern').map(({ label, value }) => ({ pattern: label, count: value })),
    patternsCut: fact('distinct_values') > patternValues,
    ...readNearSame(parts, fact('distinct_values')),
  };
}
