import {
  compareSets,
  countDistinct,
  hashSpan,
  sketchHashes,
  type SetOverlap,
  type SetSketch,
  type ShareEstimate,
} from '../math/sketch/set-sketch';
import type { Columns } from './columns';
import { packHashes, unpackHashes } from './packed/hash-text';
import { quoteName } from './sql';
import type { ColumnInfo } from './table';
import { typeFamily } from './type-family';

export type { SetOverlap, SetSketch, ShareEstimate };

/** As what values are compared: `7` in a text and the number 7 are two. */
export type ValueFamily = 'number' | 'text' | 'time';

/** What different values a column has, small enough to be kept of every column: plain JSON. */
export interface ValueSketch {
  family: ValueFamily;
  /** Rows with a value. */
  rows: number;
  /** Different values. */
  distinct: number;
  /** Whether `distinct` is estimated, with a relative standard error of 4.4 %. */
  isEstimate: boolean;
  /** Of numbers, and of times in microseconds since 1970. */
  low?: number;
  high?: number;
  /** Whether the hashes are those of all its values. */
  isWhole: boolean;
  /** The smallest hashes, eight characters each. */
  hashes: string;
}

/** What values a column has, whatever its name. */
export type ColumnValues = [column: string, values: ValueSketch];

/** Values that recur in most tables say nothing: fewer different ones than these are not compared. */
export const fewestDistinct = 10;
/** Columns of one table that are sketched at most, those with the most different values. */
export const mostSketched = 400;

/** Why the values of a column are not compared with those of others, as far as its description tells. */
export function whyNotSketched({ kind, type, distinct }: ColumnInfo): string | undefined {
  if (kind === 'empty') return 'it has no values';
  if (distinct < fewestDistinct)
    return `it has ${distinct} different values, and fewer than ${fewestDistinct} recur in most tables`;
  if (familyOf(type) === undefined) return `values of type ${type} do not make a key`;
  return undefined;
}

/** The columns of a table whose values are sketched. */
export function sketchedColumns(columns: readonly ColumnInfo[]): ColumnInfo[] {
  const fitting = columns.filter((column) => whyNotSketched(column) === undefined);
  return fitting.toSorted((a, b) => b.distinct - a.distinct).slice(0, mostSketched);
}

/** Facts of all columns in one pass, by position: `rows`, `parts` (numbers with decimals), `low`, `high`. */
export function valueFactsQuery(relation: string, columns: readonly ColumnInfo[]): string {
  const facts = columns.flatMap(({ name, type }, index) => {
    const value = quoteName(name);
    const key = keyOf(name, type);
    const isText = familyOf(type) === 'text';
    const parts = isFractional(type)
      ? `count(*) FILTER (WHERE isfinite(${value}::DOUBLE) AND ${value}::DOUBLE <> trunc(${value}::DOUBLE))`
      : '0';
    return [
      `count(${key})::DOUBLE AS rows${index}`,
      `${parts}::DOUBLE AS parts${index}`,
      `${isText ? 'NULL' : `min(${key})`}::DOUBLE AS low${index}`,
      `${isText ? 'NULL' : `max(${key})`}::DOUBLE AS high${index}`,
    ];
  });
  return `SELECT ${facts.join(', ')} FROM ${relation}`;
}

/** Below which some two times as many hashes lie as are wanted; `undefined` where all are to be looked at. */
export function hashesBelow({ distinct, distinctIsEstimate }: ColumnInfo): number | undefined {
  const share = (2 * sketchHashes) / (distinctIsEstimate ? distinct * 0.6 : distinct);
  return share < 1 ? Math.floor(share * hashSpan) : undefined;
}

/**
 * The smallest hashes of the different values of a column, as `h`. With `below`, most rows cost no more than a hash;
 * where fewer come than are wanted, ask without it.
 */
export function valueHashesQuery(
  relation: string,
  { name, type }: ColumnInfo,
  below?: number,
): string {
  const key = keyOf(name, type);
  const hash = `(hash(${key}, 1) >> 16)`;
  const end = below === undefined ? '' : ` AND ${hash} < ${below}`;
  return `SELECT DISTINCT ${hash}::DOUBLE AS h FROM ${relation}
    WHERE ${key} IS NOT NULL${end} ORDER BY h LIMIT ${sketchHashes}`;
}

/** The sketch of the column at a position; `undefined` where its values are no keys: numbers with decimals. */
export function readValueSketch(
  facts: Columns,
  index: number,
  hashes: Float64Array,
  { type, distinct, distinctIsEstimate }: ColumnInfo,
): ValueSketch | undefined {
  const [rows, parts, low, high] = ['rows', 'parts', 'low', 'high'].map(
    (fact) => facts.numbers(`${fact}${index}`)[0]!,
  );
  if (parts! > 0 || hashes.length < fewestDistinct) return undefined;
  const set = { hashes, isWhole: hashes.length < sketchHashes };
  const isEstimate = !set.isWhole && distinctIsEstimate;
  return {
    family: familyOf(type)!,
    rows: rows!,
    distinct: isEstimate ? Math.round(countDistinct(set)) : Math.max(distinct, hashes.length),
    isEstimate,
    ...(!Number.isNaN(low) && { low, high }),
    isWhole: set.isWhole,
    hashes: packHashes(hashes),
  };
}

/** Whether a limit on hashes left too few. */
export function isCutShort(answer: Columns, below: number | undefined): boolean {
  return below !== undefined && answer.rowCount < sketchHashes;
}

/** How the values of two columns lie to each other, as far as their sketches tell. */
export function compareValues(first: SetSketch, second: SetSketch): SetOverlap {
  return compareSets(first, second);
}

/** The set of its values as sketches are compared. */
export function toSetSketch({ hashes, isWhole }: ValueSketch): SetSketch {
  return { hashes: unpackHashes(hashes), isWhole };
}

export function familyOf(type: string): ValueFamily | undefined {
  const family = typeFamily(type);
  if (family === 'integer' || family === 'decimal' || family === 'float') return 'number';
  if (family === 'text' || family === 'enum' || family === 'uuid') return 'text';
  return family === 'date' || family === 'datetime' ? 'time' : undefined;
}

/** A value as it is compared with those of other types of its family; NULL for what none can be equal to. */
export function keyOf(name: string, type: string): string {
  const value = quoteName(name);
  const family = familyOf(type);
  if (family === 'text') return `${value}::VARCHAR`;
  if (family === 'time') return `epoch_us(${value})`;
  return `TRY_CAST(${value} AS BIGINT)`;
}

function isFractional(type: string): boolean {
  const family = typeFamily(type);
  return family === 'decimal' || family === 'float';
}
