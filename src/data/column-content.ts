import type { Columns } from './columns';
import { quoteName } from './sql';
import type { ColumnInfo } from './table';

/** What a column holds, whatever its name and the order of its rows: equal for equal values of the same type. */
export type ColumnContent = [column: string, content: string];

/**
 * Sums the 64-bit hashes of all values, missing ones too, in 128 bits: one pass. Two columns with other values agree
 * with a chance of some 1 in 2^64.
 */
export function contentQuery(relation: string, columns: readonly ColumnInfo[]): string {
  const sums = columns.map(
    ({ name }, index) =>
      `coalesce(sum(hash(${quoteName(name)})::HUGEINT), 0)::VARCHAR AS c${index}`,
  );
  return `SELECT ${['count(*)::VARCHAR AS rows', ...sums].join(', ')} FROM ${relation}`;
}

export function readContents(answer: Columns, columns: readonly ColumnInfo[]): ColumnContent[] {
  const rows = answer.texts('rows')[0]!;
  return columns.map(({ name, type }, index) => [
    name,
    `${type} ${rows} ${answer.texts(`c${index}`)[0]!}`,
  ]);
}
