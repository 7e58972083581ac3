import type { Columns } from '../../data/columns';
import { quoteName } from '../../data/sql';
import type { ColumnInfo } from '../../data/table';
import type { ValueCounts } from './value-counts';

/** Rows that are equal in every column; missing equals missing. Exact. */
export interface DuplicateRows {
  /** Rows that repeat an earlier one: what `duplicated().sum()` is in pandas. */
  repeats: number;
  /** Different rows that stand more than once. */
  groups: number;
  /** How often the most frequent of them stands. */
  most: number;
}

/**
 * Groups only rows whose 64-bit hash comes more than once, so that a table without repeats costs one hash a row,
 * and compares those in full, so that equal hashes alone never count.
 */
export function duplicateRowsQuery(relation: string, names: readonly string[]): string {
  const columns = names.map(quoteName).join(', ');
  return `WITH h AS MATERIALIZED (SELECT hash(${columns}) AS h FROM ${relation} GROUP BY 1 HAVING count(*) > 1),
    d AS (SELECT count(*) AS n FROM ${relation} WHERE hash(${columns}) IN (SELECT h FROM h)
      GROUP BY ${columns} HAVING count(*) > 1)
    SELECT coalesce(sum(n - 1), 0)::DOUBLE AS repeats, count(*)::DOUBLE AS groups,
      coalesce(max(n), 0)::DOUBLE AS most FROM d`;
}

/** Where no two rows are equal. */
export const noDuplicates: Readonly<DuplicateRows> = { repeats: 0, groups: 0, most: 0 };

/**
 * Whether a column may hold another value in every row, by a count of its different values that may be an estimate, a
 * third too low: rows that all differ in one column need not be compared.
 */
export function mayTellRows({ distinct }: Pick<ColumnInfo, 'distinct'>, rowCount: number): boolean {
  return rowCount > 0 && 1.5 * distinct >= rowCount;
}

/** Whether one of these columns, exactly counted, holds another value in every row. */
export function tellsRows(columns: readonly CountedColumn[], rowCount: number): boolean {
  return columns.some(({ values }) => values.distinct === rowCount);
}

type CountedColumn = { values: Pick<ValueCounts, 'distinct'> };

export function readDuplicateRows(answer: Columns): DuplicateRows {
  const [repeats, groups, most] = ['repeats', 'groups', 'most'].map(
    (name) => answer.numbers(name)[0]!,
  );
  return { repeats: repeats!, groups: groups!, most: most! };
}
