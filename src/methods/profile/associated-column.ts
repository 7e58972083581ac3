import { rankOnce, type Ranked } from '../../math/correlation';
import { ascendingOrder } from '../../math/order';
import { equalFrequencyBins } from '../../math/quantiles';
import type { Columns } from '../../data/columns';
import type { ColumnInfo, ColumnKind } from '../../data/table';
import { quoteName } from '../../data/sql';
import { finiteNumber } from './column-source';

/** A column made ready to be paired with many others. */
export type AssociatedColumn = NumberColumn | CategoryColumn;

/** The values are NaN where missing or infinite. */
interface NumberColumn extends Ranked {
  role: 'number';
  name: string;
  /** The values in at most ten bins of about equal counts, -1 where missing. */
  codes: Int32Array;
  size: number;
}

interface CategoryColumn {
  role: 'category';
  name: string;
  /** -1 where missing. */
  codes: Int32Array;
  size: number;
}

/** Bins of a number where it is counted against another column. */
export const associationBins = 10;

const numberKinds: readonly ColumnKind[] = ['number', 'integer', 'date', 'datetime'];
const categoryKinds: readonly ColumnKind[] = ['category', 'boolean'];

const reasons: Partial<Record<ColumnKind, string>> = {
  text: 'free text',
  identifier: 'a name for each row',
  constant: 'the same everywhere',
  empty: 'no values',
};

/** Whether a column is paired as number or as category; the reason in words where it is not paired. */
export function associationRole(
  { kind, type, name, distinct }: ColumnInfo,
  rowCount: number,
): { role?: 'number' | 'category'; reason: string } {
  if (kind === 'category' && 2 * distinct > rowCount && rowCount >= 20) {
    return { reason: 'nearly a name for each row' };
  }
  if (numberKinds.includes(kind) && finiteNumber({ name, type })) {
    return { role: 'number', reason: '' };
  }
  if (numberKinds.includes(kind) || categoryKinds.includes(kind)) {
    return { role: 'category', reason: '' };
  }
  return { reason: reasons[kind] ?? kind };
}

/** The role of a column that has one. */
function roleOf({ kind, type, name }: ColumnInfo): 'number' | 'category' {
  return numberKinds.includes(kind) && finiteNumber({ name, type }) ? 'number' : 'category';
}

/**
 * The columns of a sample of rows, named by position (`c0`, `c1`, …). Each row is in it with probability `share`,
 * decided by a hash of its number and `salt`: same salt, same rows. A share of 1 takes all.
 */
export function sampleColumnsQuery(
  relation: string,
  columns: readonly ColumnInfo[],
  share: number,
  salt: number,
): string {
  const values = columns.map((column, index) => `${valueOf(column)} AS c${index}`).join(', ');
  if (share >= 1) return `SELECT ${values} FROM ${relation}`;
  const limit = BigInt(Math.floor(share * 2 ** 53)) * 2n ** 11n;
  return `SELECT ${values} FROM (SELECT *, row_number() OVER () AS "${rowNumber}" FROM ${relation})
    WHERE hash("${rowNumber}" + ${salt}) < ${limit}::UBIGINT`;
}

/** A name that no file will have; a column of the table that has it all the same would be found by the engine. */
const rowNumber = '\u{1F9EA} row number';

export function readAssociatedColumn(
  answer: Columns,
  index: number,
  column: ColumnInfo,
): AssociatedColumn {
  const field = `c${index}`;
  if (roleOf(column) === 'number') {
    return associatedNumber(column.name, answer.numbers(field));
  }
  const { codes, labels } = answer.codes(field);
  return { role: 'category', name: column.name, codes, size: labels.length };
}

export function associatedNumber(name: string, values: Float64Array): AssociatedColumn {
  const order = ascendingOrder(values);
  const { codes, edges } = equalFrequencyBins(values, associationBins, order);
  const size = Math.max(0, edges.length - 1);
  return { role: 'number', name, ...rankOnce(values, order), codes, size };
}

function valueOf(column: ColumnInfo): string {
  return roleOf(column) === 'number' ? finiteNumber(column)! : `${quoteName(column.name)}::VARCHAR`;
}
