import { missingSpellings } from '../../data/texts/missing-spellings';
import { nearSameParts } from './near-same';
import type { Part } from './parts';

export const lengthBins = 50;
/** Distinct values whose shapes and written dates are looked at. */
export const patternValues = 20_000;

const blankEnds = `(v <> '' AND (v < '!' OR suffix(v, ' ') OR suffix(v, chr(9)) OR suffix(v, chr(10))))`;

/** Splitting at spaces is quick; where other blanks or several in a row stand, words are matched. */
const wordCount = `CASE WHEN NOT contains(v, ' ') AND NOT contains(v, chr(9)) AND NOT contains(v, chr(10)) THEN if(v = '', 0, 1)
    WHEN list_contains(s, '') OR contains(v, chr(9)) OR contains(v, chr(10)) THEN len(regexp_extract_all(v, '\\S+'))
    ELSE len(s) END`;

/** Cheap comparisons first: numbers, dates and phone numbers begin with few characters. */
const mayBeNumber = `strlen(v) BETWEEN 1 AND 40 AND v < ':' AND v >= ' '`;
const mayBeDate = `strlen(v) BETWEEN 8 AND 40 AND v < ':' AND v >= '0'`;

/** Usual forms of a date other than ISO, as `strptime` writes them. */
const dateForms = [
  ...['%d %b %Y', '%d %B %Y', '%b %d, %Y', '%B %d, %Y', '%d/%m/%Y', '%m/%d/%Y'],
  ...['%d.%m.%Y', '%d-%m-%Y', '%Y/%m/%d', '%d.%m.%Y %H:%M', '%d/%m/%Y %H:%M', '%m/%d/%Y %H:%M'],
];

/** What only the engine can tell of a text: its own numbers and dates, and patterns. */
export const readByEngine: Record<'number' | 'isoDate' | 'email' | 'phone', [string, string]> = {
  number: [
    'numbers',
    `sum(CASE WHEN ${mayBeNumber} THEN if(isfinite(try_cast(v AS DOUBLE)), n, 0) END)`,
  ],
  isoDate: [
    'iso_dates',
    `sum(CASE WHEN ${mayBeDate} THEN if(v[5] = '-' AND try_cast(v AS TIMESTAMP) IS NOT NULL, n, 0) END)`,
  ],
  email: [
    'emails',
    `sum(CASE WHEN contains(v, '@') THEN if(regexp_full_match(v, '\\s*[^@\\s]+@[^@\\s]+\\.\\pL+\\s*'), n, 0) END)`,
  ],
  phone: [
    'phones',
    `sum(CASE WHEN v < '1' AND strlen(v) BETWEEN 8 AND 25
      THEN if(regexp_full_match(v, '[+(0][0-9 ()./-]{6,}[0-9]'), n, 0) END)`,
  ],
};

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
  ...Object.values(readByEngine),
  ['present', 'sum(n)'],
  ['distinct_values', 'count(*)'],
];

const factSelect = `SELECT NULL AS key, unnest([${facts.map(([name]) => `'${name}'`).join(', ')}]) AS label,
    unnest([${facts.map(([, sql]) => `coalesce((${sql})::DOUBLE, 0)`).join(',\n    ')}]) AS value
  FROM (SELECT v, n, ${wordCount} AS w FROM (SELECT v, n, string_split(v, ' ') AS s FROM g))`;

const lengthSelect = `SELECT NULL AS key, label::VARCHAR AS label, value
  FROM (SELECT (low + (l - low) // width * width)::BIGINT AS label, sum(n)::DOUBLE AS value
    FROM (SELECT l, n, min(l) OVER () AS low, (max(l) OVER () - min(l) OVER ()) // ${lengthBins} + 1 AS width
      FROM (SELECT length(v) AS l, sum(n) AS n FROM g GROUP BY l))
    GROUP BY label ORDER BY label)`;

export const spellingSelect = `SELECT NULL AS key, trim(v) AS label, sum(n)::DOUBLE AS value FROM g
  WHERE CASE WHEN strlen(v) <= 12 THEN lower(trim(v)) IN (${missingSpellings.map((each) => `'${each}'`).join(', ')})
    ELSE v < '!' AND trim(v) = '' END
  GROUP BY ALL ORDER BY value DESC, label`;

const patternSelect = `SELECT NULL AS key,
    left(regexp_replace(regexp_replace(v, '\\pL+', 'a', 'g'), '[0-9]+', '9', 'g'), 60) AS label,
    sum(n)::DOUBLE AS value
  FROM (SELECT v, n FROM g LIMIT ${patternValues}) GROUP BY ALL ORDER BY value DESC, label LIMIT 10`;

/** Only texts with a year are tried, and only so many distinct ones. */
export const writtenDateSelect = `SELECT NULL AS key, unnest(['dates', 'looked']) AS label, unnest([
    coalesce(sum(CASE WHEN strlen(v) BETWEEN 8 AND 30 AND regexp_matches(v, '(19|20)[0-9][0-9]')
      THEN if(try_strptime(v, [${dateForms.map((form) => `'${form}'`).join(', ')}]) IS NULL, 0, n) END), 0)::DOUBLE,
    coalesce(sum(n), 0)::DOUBLE]) AS value
  FROM (SELECT v, n FROM g LIMIT ${patternValues})`;

/** Parts over the groups `g` of a text column (`v`, `n`). */
export const textParts: Part[] = [
  { name: 'text', select: factSelect },
  { name: 'length', select: lengthSelect },
  { name: 'spelling', select: spellingSelect },
  { name: 'pattern', select: patternSelect },
  { name: 'written-date', select: writtenDateSelect },
  ...nearSameParts,
];
