import type { Columns } from '../../data/columns';
import type { StoredColumn } from '../../data/kinds';
import { finiteNumber } from './column-source';

/** How values follow each other in the order of the rows. With a value missing, none of the directions holds. */
export type Monotonicity =
  'increasing' | 'strictly increasing' | 'decreasing' | 'strictly decreasing' | 'none';

/** One scan over all number and date columns: how often a row is above, below or equal to the one before. */
export function monotonicityQuery(relation: string, columns: readonly StoredColumn[]): string {
  const numbers = columns.map((column, index) => `${finiteNumber(column)} AS x${index}`);
  const before = columns.map((_, index) => `lag(x${index}) OVER () AS p${index}`);
  const counts = columns.flatMap((_, index) => [
    `count_if(x${index} > p${index})::DOUBLE AS up${index}`,
    `count_if(x${index} < p${index})::DOUBLE AS down${index}`,
    `count_if(x${index} = p${index})::DOUBLE AS same${index}`,
  ]);
  return `SELECT ${counts.join(', ')}
    FROM (SELECT *, ${before.join(', ')} FROM (SELECT ${numbers.join(', ')} FROM ${relation}))`;
}

/** As pandas' `is_monotonic_increasing` and its kin, and said strictly where no value repeats. */
export function readMonotonicity(
  answer: Columns,
  columnCount: number,
  rowCount: number,
): Monotonicity[] {
  return Array.from({ length: columnCount }, (_, index) => {
    const [up, down, same] = ['up', 'down', 'same'].map(
      (name) => answer.numbers(`${name}${index}`)[0]!,
    );
    const steps = rowCount - 1;
    if (steps < 1 || same === steps) return 'none';
    if (up === steps) return 'strictly increasing';
    if (down === steps) return 'strictly decreasing';
    if (up! + same! === steps) return 'increasing';
    return down! + same! === steps ? 'decreasing' : 'none';
  });
}
