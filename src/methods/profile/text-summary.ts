import { nearSameParts, readNearSame, type NearSameGroup } from './near-same';
import type { Part, Parts } from './parts';

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
  emails: number;
  phones: number;
  /** Spellings that usually mean "missing", with the rows that have them. */
  missingSpellings: { spelling: string; count: number }[];
  /** The most frequent shapes: letters as `a`, digits as `9`, runs as one. */
  patterns: { pattern: string; count: number }[];
  /** Whether the shapes are those of the first 50,000 distinct values only. */
  patternsCut: boolean;
  /** Values that differ only in case, accents, punctuation, blanks or order of words. */
  nearSame: NearSameGroup[];
  /** Whether there were too many distinct values to look for near-same ones. */
  nearSameSkipped: boolean;
}

/** Lower case, without blanks around. The empty one stands for nothing but blanks. */
export const missingSpellings = ['na', 'n/a', '#n/a', 'nan', 'null', 'none', '-', '?', ''] as const;

const lengthBins = 50;
const patternValues = 50_000;

const blankEnds = `(v <> '' AND (left(v, 1) < '!' OR right(v, 1) < '!'))`;

/** Splitting at spaces is quick; where other blanks or several in a row stand, words are matched. */
const wordCount = `CASE WHEN contains(v, '  ') OR contains(v, chr(9)) OR contains(v, chr(10)) OR contains(v, chr(13))
    OR v = '' OR ${blankEnds} THEN len(regexp_extract_all(v, '\\S+')) ELSE len(string_split(v, ' ')) END`;

const mayBeNumber = `strlen(v) BETWEEN 1 AND 40 AND (v[1] BETWEEN '+' AND '9' OR v[1] = ' ')`;
const mayBeDate = `strlen(v) BETWEEN 8 AND 40 AND v[5] = '-'`;

const facts: [string, string][] = [
  ['length_min', 'min(length(v))'],
  ['length_sum', 'sum(n * length(v))'],
  ['length_max', 'max(length(v))'],
  ['words_sum', `sum(n * w)`],
  ['words_max', `max(w)`],
  ['empty', `sum(n) FILTER (v = '')`],
  ['padded', `sum(n) FILTER ${blankEnds}`],
  ['non_ascii', 'sum(n) FILTER (strlen(v) <> length(v))'],
  ['replaced', 'sum(n) FILTER (contains(v, chr(65533)))'],
  ['numbers', `sum(CASE WHEN ${mayBeNumber} THEN if(isfinite(try_cast(v AS DOUBLE)), n, 0) END)`],
  ['iso_dates', `sum(CASE WHEN ${mayBeDate} THEN if(try_cast(v AS TIMESTAMP) IS NULL, 0, n) END)`],
  [
    'emails',
    `sum(CASE WHEN contains(v, '@') THEN if(regexp_full_match(v, '\\s*[^@\\s]+@[^@\\s]+\\.\\pL+\\s*'), n, 0) END)`,
  ],
  [
    'phones',
    `sum(CASE WHEN v[1] IN ('+', '(', '0') AND strlen(v) BETWEEN 8 AND 25
      THEN if(regexp_full_match(v, '[+(0][0-9 ()./-]{6,}[0-9]'), n, 0) END)`,
  ],
  ['present', 'sum(n)'],
  ['distinct_values', 'count(*)'],
];

const factSelect = `SELECT NULL AS key, unnest([${facts.map(([name]) => `'${name}'`).join(', ')}]) AS label,
    unnest([${facts.map(([, sql]) => `coalesce((${sql})::DOUBLE, 0)`).join(',\n    ')}]) AS value
  FROM (SELECT v, n, ${wordCount} AS w FROM g)`;

const lengthSelect = `SELECT NULL AS key, (low + floor((length(v) - low) / width) * width)::BIGINT::VARCHAR AS label,
    sum(n)::DOUBLE AS value
  FROM g, (SELECT min(length(v)) AS low, greatest(1, ceil((max(length(v)) - min(length(v)) + 1) / ${lengthBins})) AS width FROM g)
  GROUP BY ALL`;

const spellingSelect = `SELECT NULL AS key, trim(v) AS label, sum(n)::DOUBLE AS value FROM g
  WHERE strlen(v) <= 40 AND lower(trim(v)) IN (${missingSpellings.map((each) => `'${each}'`).join(', ')})
  GROUP BY ALL ORDER BY value DESC, label`;

const patternSelect = `SELECT NULL AS key,
    left(regexp_replace(regexp_replace(v, '\\pL+', 'a', 'g'), '[0-9]+', '9', 'g'), 60) AS label,
    sum(n)::DOUBLE AS value
  FROM (SELECT v, n FROM g LIMIT ${patternValues}) GROUP BY ALL ORDER BY value DESC, label LIMIT 10`;

/** Parts over the groups `g` of a text column (`v`, `n`). */
export const textParts: Part[] = [
  { name: 'text', select: factSelect },
  { name: 'length', select: lengthSelect },
  { name: 'spelling', select: spellingSelect },
  { name: 'pattern', select: patternSelect },
  ...nearSameParts,
];

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
      .map(({ label, value }) => ({ from: Number(label), count: value }))
      .sort((one, other) => one.from - other.from),
    words: { mean: fact('words_sum') / present, max: fact('words_max') },
    empty: fact('empty'),
    padded: fact('padded'),
    nonAscii: fact('non_ascii'),
    replaced: fact('replaced'),
    numbers: fact('numbers'),
    isoDates: fact('iso_dates'),
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
