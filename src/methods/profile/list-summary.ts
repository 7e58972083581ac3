import type { Columns } from '../../data/columns';
import { quoteName } from '../../data/sql';
import type { StoredColumn } from '../../data/kinds';
import { readParts } from './parts';

/** What the lists of a column hold. Lengths are of rows with a list, values of all lists together. */
export interface ListSummary {
  length: { min: number; mean: number; max: number };
  /** Rows by length: each bin holds lengths from `from` to below the next one's, of 50 at most. */
  lengths: { from: number; count: number }[];
  /** Lists without a value. */
  empty: number;
  items: number;
  /** Values of lists that are missing. */
  missingItems: number;
  distinctItems: number;
  /** The most frequent ones. */
  topItems: { value: string; count: number }[];
}

/** A member of the objects of a column, or of those in its lists. */
export interface MemberCount {
  name: string;
  /** Objects that have a value there. */
  present: number;
}

const lengthBins = 50;
const shownItems = 20;

/** Whether the values are objects of named members, alone or in lists. */
export function hasMembers(type: string): boolean {
  return /^STRUCT\(/.test(type) && /\)(\[\])*$/.test(type);
}

/** Lengths and values of the lists of a column, as rows of `part`, `key`, `label` and `value`. Lists within lists stay lists. */
export function listQuery(relation: string, { name }: StoredColumn): string {
  return `WITH c AS (SELECT ${quoteName(name)} AS l FROM ${relation} WHERE ${quoteName(name)} IS NOT NULL),
  n AS (SELECT len(l)::BIGINT AS n, count(*) AS k FROM c GROUP BY 1),
  w AS (SELECT min(n) AS low, (max(n) - min(n)) // ${lengthBins} + 1 AS width FROM n),
  b AS (SELECT low + (n - low) // width * width AS start, sum(k) AS k FROM n, w GROUP BY 1),
  i AS (SELECT unnest(l) AS v FROM c),
  g AS (SELECT v::VARCHAR AS v, count(*) AS k FROM i WHERE v IS NOT NULL GROUP BY 1)
  SELECT * FROM (SELECT 'fact' AS part, NULL AS key, unnest(['min', 'max', 'rows', 'items', 'empty']) AS label,
    unnest([min(n), max(n), sum(k), sum(n * k), sum(k) FILTER (n = 0)])::DOUBLE AS value FROM n)
  UNION ALL SELECT 'fact', NULL, 'missing', (count(*) FILTER (v IS NULL))::DOUBLE FROM i
  UNION ALL SELECT 'fact', NULL, 'distinct', count(*)::DOUBLE FROM g
  UNION ALL (SELECT 'length', NULL, start::VARCHAR, k::DOUBLE FROM b ORDER BY start)
  UNION ALL (SELECT 'item', NULL, v, k::DOUBLE FROM g ORDER BY k DESC, v LIMIT ${shownItems})`;
}

export function readList(answer: Columns): ListSummary {
  const parts = readParts(answer);
  const fact = (name: string): number => parts.number('fact', name) || 0;
  const rows = fact('rows');
  return {
    length: { min: fact('min'), mean: rows > 0 ? fact('items') / rows : NaN, max: fact('max') },
    lengths: parts
      .rows('length')
      .map(({ label, value }) => ({ from: Number(label), count: value })),
    empty: fact('empty'),
    items: fact('items'),
    missingItems: fact('missing'),
    distinctItems: fact('distinct'),
    topItems: parts.rows('item').map(({ label, value }) => ({ value: label, count: value })),
  };
}

/** One row with a column for each member: how many objects have a value there. */
export function membersQuery(relation: string, { name, type }: StoredColumn): string {
  const depth = /(\[\])*$/.exec(type)![0].length / 2;
  let objects = `SELECT ${quoteName(name)} AS v FROM ${relation}`;
  for (let level = 0; level < depth; level += 1)
    objects = `SELECT unnest(v) AS v FROM (${objects})`;
  return `SELECT count(COLUMNS(*))::DOUBLE FROM (SELECT unnest(v) FROM (${objects}))`;
}

export function readMembers(answer: Columns): MemberCount[] {
  return answer.names.map((name) => ({ name, present: answer.numbers(name)[0] ?? 0 }));
}
