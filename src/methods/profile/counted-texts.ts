import { quoteName, quoteText, unionAll } from '../../data/sql';
import type { CountedText, TextFacts } from '../../data/texts/text-facts';
import { nearSameParts, readNearSame } from './near-same';
import type { Part, Parts } from './parts';
import {
  lengthBins,
  patternValues,
  readByEngine,
  spellingSelect,
  writtenDateSelect,
} from './text-queries';
import type { TextSummary } from './text-summary';
import { cutLabel, type CountedColumn } from './value-counts';

/**
 * What the engine still has to tell of a column whose texts were counted while it was read: which of a few texts are
 * numbers, dates, addresses, spellings of "missing" or near the same. `undefined` where that is nothing.
 */
export function countedTextsQuery(
  relation: string,
  name: string,
  facts: TextFacts,
): string | undefined {
  const column = `SELECT ${quoteName(name)} AS v FROM ${relation} WHERE ${quoteName(name)} IS NOT NULL`;
  const { candidates, withYear, all } = facts;
  const kinds = Object.keys(readByEngine) as (keyof typeof readByEngine)[];
  const parts = [
    ...kinds.flatMap((kind) => {
      const [label, sql] = readByEngine[kind];
      const select = `SELECT NULL AS key, '${label}' AS label, coalesce((${sql})::DOUBLE, 0) AS value FROM g`;
      return over(candidates[kind], `SELECT v, 1 AS n FROM (${column})`, { name: 'text', select });
    }),
    ...over(candidates.spelling, `SELECT v, count(*) AS n FROM (${column}) GROUP BY v`, {
      name: 'spelling',
      select: spellingSelect,
    }),
    ...over(withYear, column, { name: 'written-date', select: writtenDateSelect }),
    ...nearSameParts.flatMap((part) => over(all ?? [], column, part)),
  ];
  return parts.length === 0 ? undefined : unionAll(parts);
}

/** The part over a list of texts, or over the whole column where they are too many to be listed. */
function over(
  texts: readonly CountedText[] | 'many',
  whole: string,
  { name, select }: Part,
): string[] {
  if (texts.length === 0) return [];
  const groups = texts === 'many' ? whole : listed(texts);
  return [
    `SELECT '${name}' AS part, key, label, value FROM (WITH g AS MATERIALIZED (${groups}) ${select})`,
  ];
}

function listed(texts: readonly CountedText[]): string {
  const values = texts.map(([text]) => quoteText(text)).join(', ');
  const counts = texts.map(([, count]) => count).join(', ');
  return `SELECT unnest([${values}]) AS v, unnest([${counts}]) AS n`;
}

/** The same as `readValueCounts` reads from the engine's own groups. `parts` are those of `countedTextsQuery`. */
export function readCountedTexts(facts: TextFacts, parts: Parts): CountedColumn {
  const { present, distinct, once, entropyBits, bytes, top } = facts;
  return {
    values: {
      present,
      distinct,
      once,
      entropyBits,
      top: top.map(([value, count]) => ({ value: cutLabel(value), count })),
    },
    textBytes: bytes,
    text: summarizeTexts(facts, parts),
  };
}

function summarizeTexts(facts: TextFacts, parts: Parts): TextSummary {
  const { present, lengths, words, looked, patterns } = facts;
  return {
    length: {
      min: lengths[0]?.[0] ?? 0,
      mean: facts.characters / present,
      max: lengths.at(-1)?.[0] ?? 0,
    },
    lengths: binLengths(lengths),
    words: { mean: words.sum / present, max: words.max },
    empty: facts.empty,
    padded: facts.padded,
    nonAscii: facts.nonAscii,
    replaced: facts.replaced,
    numbers: parts.number('text', 'numbers'),
    isoDates: parts.number('text', 'iso_dates'),
    writtenDateShare: parts.number('written-date', 'dates') / (looked || 1),
    emails: parts.number('text', 'emails'),
    phones: parts.number('text', 'phones'),
    missingSpellings: parts
      .rows('spelling')
      .map(({ label, value }) => ({ spelling: label, count: value })),
    patterns: patterns.map(([pattern, count]) => ({ pattern, count })),
    patternsCut: facts.distinct > patternValues,
    ...readNearSame(parts, facts.distinct),
  };
}

/** At most 50 bins of equally many lengths; those without a row are left out. */
function binLengths(lengths: TextFacts['lengths']): TextSummary['lengths'] {
  if (lengths.length === 0) return [];
  const low = lengths[0]![0];
  const width = Math.floor((lengths.at(-1)![0] - low) / lengthBins) + 1;
  const bins = new Map<number, number>();
  for (const [length, count] of lengths) {
    const from = low + Math.floor((length - low) / width) * width;
    bins.set(from, (bins.get(from) ?? 0) + count);
  }
  return Array.from(bins, ([from, count]) => ({ from, count }));
}
