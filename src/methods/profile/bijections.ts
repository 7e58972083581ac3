import { crossTabulate, isBijection } from '../../math/contingency';
import type { Columns } from '../../data/columns';
import type { ColumnInfo } from '../../data/table';
import { quoteName, unionAll } from '../../data/sql';
import type { AssociatedColumn } from './associated-column';

/** Two columns of which each decides the other, missing values included: they say the same thing. */
export interface Bijection {
  first: string;
  second: string;
  /** Whether they also hold the same texts in every row. */
  equal: boolean;
}

/** Two columns, told by their places in the list of columns. */
export type Pair = readonly [number, number];

/**
 * Pairs that could be one to one: as many distinct values and as many missing on both sides, values that come again
 * (two columns that never repeat pair up by chance), and nothing against it in the sampled rows.
 * Estimated distinct counts pass, since the exact check follows.
 */
export function findBijectionCandidates(
  columns: readonly ColumnInfo[],
  sampled: readonly AssociatedColumn[],
  rowCount: number,
): Pair[] {
  const found: Pair[] = [];
  const codes = sampled.map(exactCodes);
  for (let first = 0; first < columns.length; first += 1) {
    for (let second = first + 1; second < columns.length; second += 1) {
      const [one, other] = [columns[first]!, columns[second]!];
      if (!couldBeOneToOne(one, other, rowCount)) continue;
      const [a, b] = [codes[first]!, codes[second]!];
      if (isBijection(crossTabulate(a.codes, a.size, b.codes, b.size))) found.push([first, second]);
    }
  }
  return found;
}

/** What all rows say of a pair. */
export interface CheckedPair {
  pair: Pair;
  isOneToOne: boolean;
  /** Whether both hold the same texts in every row. */
  isEqual: boolean;
}

/** One row a pair: distinct pairs and distinct values of each side, missing counted as a value, all exact. */
export function checkPairsQuery(
  relation: string,
  names: readonly string[],
  pairs: readonly Pair[],
): string {
  const selects = pairs.map(([first, second], index) => {
    const [a, b] = [quoteName(names[first]!), quoteName(names[second]!)];
    return `SELECT ${index} AS pair, count(*)::DOUBLE AS pairs,
        count(DISTINCT a)::DOUBLE + max((a IS NULL)::INTEGER) AS firsts,
        count(DISTINCT b)::DOUBLE + max((b IS NULL)::INTEGER) AS seconds,
        bool_and(a::VARCHAR IS NOT DISTINCT FROM b::VARCHAR)::INTEGER AS equal
      FROM (SELECT DISTINCT ${a} AS a, ${b} AS b FROM ${relation})`;
  });
  return unionAll(selects);
}

export function readCheckedPairs(answer: Columns, pairs: readonly Pair[]): CheckedPair[] {
  const [places, counts, firsts, seconds, equal] = [
    'pair',
    'pairs',
    'firsts',
    'seconds',
    'equal',
  ].map((name) => answer.numbers(name));
  return Array.from(places!, (place, row) => ({
    pair: pairs[place]!,
    isOneToOne: counts![row] === firsts![row] && counts![row] === seconds![row],
    isEqual: equal![row] === 1,
  }));
}

/** For each column the 64-bit hashes of its texts, weighed by their rows and summed in 128 bits. */
export function digestQuery(
  relation: string,
  names: readonly string[],
  columns: readonly number[],
): string {
  const digests = columns.map(
    (column, index) =>
      `sum(hash(${quoteName(names[column]!)}::VARCHAR)::HUGEINT * (rowid + 1))::VARCHAR AS c${index}`,
  );
  return `SELECT ${digests.join(', ')} FROM ${relation}`;
}

export function readDigests(answer: Columns, columns: readonly number[]): string[] {
  return columns.map((_, index) => answer.texts(`c${index}`)[0]!);
}

function couldBeOneToOne(one: ColumnInfo, other: ColumnInfo, rowCount: number): boolean {
  if (one.missing !== other.missing || one.distinct < 2) return false;
  const exact = !one.distinctIsEstimate && !other.distinctIsEstimate;
  if (exact && one.distinct !== other.distinct) return false;
  return 2 * Math.max(one.distinct, other.distinct) <= rowCount;
}

/** Codes that keep every value apart: numbers are binned for counting, but not here. Missing is a value. */
function exactCodes(column: AssociatedColumn): { codes: Int32Array; size: number } {
  if (column.role === 'category') {
    return { codes: column.codes.map((code) => code + 1), size: column.size + 1 };
  }
  const codeOf = new Map<number, number>();
  const codes = Int32Array.from(column.values, (value) => {
    if (!codeOf.has(value)) codeOf.set(value, codeOf.size);
    return codeOf.get(value)!;
  });
  return { codes, size: codeOf.size };
}
