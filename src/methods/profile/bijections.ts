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

/** One row a candidate: distinct pairs and distinct values of each side, missing counted as a value, all exact. */
export function bijectionsQuery(
  relation: string,
  names: readonly string[],
  candidates: readonly Pair[],
): string {
  const selects = candidates.map(([first, second], index) => {
    const [a, b] = [quoteName(names[first]!), quoteName(names[second]!)];
    return `SELECT ${index} AS pair, count(*)::DOUBLE AS pairs,
        count(DISTINCT a)::DOUBLE + max((a IS NULL)::INTEGER) AS firsts,
        count(DISTINCT b)::DOUBLE + max((b IS NULL)::INTEGER) AS seconds,
        bool_and(a::VARCHAR IS NOT DISTINCT FROM b::VARCHAR)::INTEGER AS equal
      FROM (SELECT DISTINCT ${a} AS a, ${b} AS b FROM ${relation})`;
  });
  return unionAll(selects);
}

export function readBijections(
  answer: Columns,
  names: readonly string[],
  candidates: readonly Pair[],
): Bijection[] {
  const [pair, pairs, firsts, seconds, equal] = ['pair', 'pairs', 'firsts', 'seconds', 'equal'].map(
    (name) => answer.numbers(name),
  );
  return Array.from(pair!, (index, row) => ({ index, row }))
    .filter(({ row }) => pairs![row] === firsts![row] && pairs![row] === seconds![row])
    .sort((one, other) => one.index - other.index)
    .map(({ index, row }) => {
      const [first, second] = candidates[index]!;
      return { first: names[first]!, second: names[second]!, equal: equal![row] === 1 };
    });
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
