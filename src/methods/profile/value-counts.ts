import type { Columns } from '../../data/columns';
import type { StoredColumn } from '../../data/kinds';
import { typeFamily } from '../../data/type-family';
import { isText, valuesOf } from './column-source';
import { readParts, type Part, type Parts } from './parts';
import { textParts } from './text-queries';
import { readText, type TextSummary } from './text-summary';

/** Which values a column has, and how often. NULL and NaN are no values. */
export interface ValueCounts {
  /** Rows with a value. */
  present: number;
  distinct: number;
  /** Values that stand in one row only. */
  once: number;
  /** Shannon entropy of the values in bits. */
  entropyBits: number;
  /** The most frequent ones, at most 20; ties in order of value. */
  top: ValueCount[];
}

export interface ValueCount {
  /** As the engine writes it; cut with an ellipsis after 300 characters. */
  value: string;
  count: number;
}

/** What one grouping of a column by value tells. */
export interface CountedColumn {
  values: ValueCounts;
  /** Bytes of the values in UTF-8, for a type without a fixed width; else 0. */
  textBytes: number;
  text?: TextSummary;
}

const topValues = 20;
const longestLabel = 300;

/**
 * One statement that groups a column by value once and reads all from the groups: exact distinct count, values seen
 * once, entropy, the top 20 and, for texts, their lengths, words, patterns and spellings.
 */
export function valueCountsQuery(relation: string, column: StoredColumn): string {
  const groups = `SELECT v, count(*) AS n FROM ${valuesOf(relation, column)} GROUP BY v`;
  const parts: Part[] = [
    { name: 'fact', select: unpivot(factFields(column.type)) },
    { name: 'top', select: topQuery },
    ...(isText(column.type) ? textParts : []),
  ];
  const selects = parts.map(
    ({ name, select }) => `SELECT '${name}' AS part, key, label, value FROM (${select})`,
  );
  return `WITH g AS MATERIALIZED (${groups})\n${selects.join('\nUNION ALL ')}`;
}

export function readValueCounts(answer: Columns, type: string): CountedColumn {
  const parts = readParts(answer);
  const fact = (name: string): number => parts.number('fact', name);
  const present = fact('present');
  const entropy = present > 0 ? Math.log(present) - fact('weighted_logs') / present : 0;
  return {
    values: {
      present,
      distinct: fact('distinct_values'),
      once: fact('once'),
      entropyBits: Math.max(0, entropy / Math.LN2),
      top: readTop(parts),
    },
    textBytes: fact('bytes'),
    ...(isText(type) ? { text: readText(parts) } : {}),
  };
}

function readTop(parts: Parts): ValueCount[] {
  return parts.rows('top').map(({ label, value }) => ({
    value: cutLabel(label),
    count: value,
  }));
}

/** A value with an ellipsis after 300 characters. */
export function cutLabel(text: string): string {
  const characters = text.length > longestLabel ? [...text] : [];
  return characters.length > longestLabel ? `${characters.slice(0, longestLabel).join('')}…` : text;
}

const topQuery = `SELECT NULL AS key, left(v::VARCHAR, ${longestLabel + 1}) AS label, n::DOUBLE AS value
  FROM (SELECT v, n FROM g ORDER BY n DESC, v LIMIT ${topValues})`;

function factFields(type: string): [string, string][] {
  return [
    ['present', 'sum(n)'],
    ['distinct_values', 'count(*)'],
    ['once', 'count_if(n = 1)'],
    ['weighted_logs', 'sum(n * ln(n))'],
    ['bytes', bytesOf(type)],
  ];
}

function unpivot(fields: [string, string][]): string {
  const names = fields.map(([name]) => `'${name}'`).join(', ');
  const values = fields.map(([, sql]) => `coalesce((${sql})::DOUBLE, 0)`).join(', ');
  return `SELECT NULL AS key, unnest([${names}]) AS label, unnest([${values}]) AS value FROM g`;
}

const widths: readonly [RegExp, number][] = [
  [/^BOOLEAN$/, 1 / 8],
  [/^U?TINYINT$/, 1],
  [/^U?SMALLINT$/, 2],
  [/^(U?INTEGER|FLOAT|DATE)$/, 4],
  [/^(U?HUGEINT|UUID|DECIMAL.*|INTERVAL)$/, 16],
];

/** Bytes of a value in Arrow: the width of its type, or its text in UTF-8 with four bytes of offset. */
export function fixedWidth(type: string): number | undefined {
  const known = widths.find(([pattern]) => pattern.test(type))?.[1];
  if (known !== undefined) return known;
  const family = typeFamily(type);
  return family === 'text' || family === 'enum' || family === 'other' ? undefined : 8;
}

function bytesOf(type: string): string {
  return fixedWidth(type) === undefined ? 'sum(n * strlen(v::VARCHAR))' : '0';
}
