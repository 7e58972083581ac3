import type { Part, Parts } from './parts';

/** Values that are probably meant to be one, the most frequent first. */
export interface NearSameGroup {
  values: { value: string; count: number }[];
}

const mostValues = 20_000;

/**
 * The key collision fingerprint of OpenRefine: trim, lower case, fold accents, drop punctuation, split at blanks,
 * sort, unique, join. Signs such as < > = + $ are no punctuation and stay, so `<=50K` and `>50K` differ;
 * beside digits `-`, `.`, `,`, `/`, `:` and `%` stay too, since 1-2, 1.2 and 12 do.
 */
export function fingerprintExpression(value: string): string {
  const folded = `lower(strip_accents(trim(${value})))`;
  const plain = `CASE WHEN regexp_matches(${value}, '[0-9]')
    THEN regexp_replace(${folded}, '[_''"!?;()\\[\\]{}&*#@\\\\]', '', 'g')
    ELSE regexp_replace(${folded}, '\\pP', '', 'g') END`;
  return `array_to_string(list_sort(list_distinct(regexp_extract_all(${plain}, '\\S+'))), ' ')`;
}

/** Groups of near-same values among the groups `g` of a column, where these are not too many; not of missing ones. */
export const nearSameParts: Part[] = [
  {
    name: 'near-same',
    select: `SELECT k AS key, left(v, 300) AS label, n::DOUBLE AS value
      FROM (SELECT v, n, k, count(*) OVER (PARTITION BY k) AS members, sum(n) OVER (PARTITION BY k) AS together
        FROM (SELECT v, n, ${fingerprintExpression('v')} AS k FROM g
          WHERE (SELECT count(*) FROM g) <= ${mostValues} AND strlen(v) <= 300))
      WHERE members > 1 AND k NOT IN ('', 'na', 'nan', 'null', 'none') ORDER BY together DESC, k, n DESC, v`,
  },
];

export function readNearSame(
  parts: Parts,
  distinct: number,
): { nearSame: NearSameGroup[]; nearSameSkipped: boolean } {
  const groups = new Map<string, NearSameGroup>();
  for (const { key, label, value } of parts.rows('near-same')) {
    const group = groups.get(key) ?? { values: [] };
    group.values.push({ value: label, count: value });
    groups.set(key, group);
  }
  return { nearSame: [...groups.values()], nearSameSkipped: distinct > mostValues };
}
