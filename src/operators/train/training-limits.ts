import type { TableInfo } from '../../data/table';
import type { Cost } from '../contract';

/** Fewer rows than this cannot be split and learned from. */
const fewestRows = 10;

/** Why nothing can be trained on a table, in words; `undefined` where it can. */
export function explainUnfitTable(table: TableInfo): string | undefined {
  if (table.columns.length < 2)
    return 'It needs a target and at least one other column; this table has fewer than two columns.';
  if (table.rowCount < fewestRows)
    return `It needs at least ${fewestRows} rows to learn from some and be judged on others; this table has ${table.rowCount}.`;
  return undefined;
}

/** Rough cost of a training that spends so many seconds on each value of the table. */
export function trainingCost({ rowCount, columns }: TableInfo, secondsPerValue: number): Cost {
  const values = rowCount * columns.length;
  return { rows: rowCount, bytes: 12 * values, seconds: 0.5 + values * (1e-6 + secondsPerValue) };
}
