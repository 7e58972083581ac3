import type { Columns } from '../../data/columns';
import { quoteNumber } from '../../data/sql';
import type { ColumnInfo } from '../../data/table';
import { finiteNumber } from './column-source';

/** Outer fences of a column: three interquartile ranges below and above its middle half (Tukey 1977). */
export interface Fences {
  column: ColumnInfo;
  low: number;
  high: number;
}

/** What lies beyond the fences of a column, among the rows looked at. */
export interface FarValues {
  column: string;
  low: number;
  high: number;
  rows: number;
}

const fenceWidth = 3;

/** Quartiles by linear interpolation of the finite values of each column; one row. */
export function quartilesQuery(relation: string, columns: readonly ColumnInfo[]): string {
  const fields = columns.flatMap((column, index) => [
    `quantile_cont(${finiteNumber(column)}, 0.25) AS low${index}`,
    `quantile_cont(${finiteNumber(column)}, 0.75) AS high${index}`,
  ]);
  return `SELECT ${fields.join(', ')} FROM ${relation}`;
}

/** Fences of those columns that have some: none has one where its middle half is a single value. */
export function readFences(answer: Columns, columns: readonly ColumnInfo[]): Fences[] {
  return columns
    .map((column, index) => {
      const [q1, q3] = [answer.numbers(`low${index}`)[0]!, answer.numbers(`high${index}`)[0]!];
      const width = fenceWidth * (q3 - q1);
      return { column, low: q1 - width, high: q3 + width };
    })
    .filter(({ low, high }) => high > low);
}

/** One row: how many rows have a value beyond the fences of each column. */
export function farCountsQuery(relation: string, where: string, fences: readonly Fences[]): string {
  const fields = fences.map((each, index) => `count_if(${isFar(each)})::DOUBLE AS far${index}`);
  return `SELECT ${fields.join(', ')} FROM ${relation}${where === '' ? '' : ` WHERE (${where})`}`;
}

export function readFarCounts(answer: Columns, fences: readonly Fences[]): FarValues[] {
  return fences.map(({ column, low, high }, index) => ({
    column: column.name,
    low,
    high,
    rows: answer.numbers(`far${index}`)[0]!,
  }));
}

/** The condition that no value of a row lies beyond; rows without a value meet it. */
export function withinFences(fences: readonly Fences[]): string {
  return fences.map((each) => `NOT ${isFar(each)}`).join(' AND ');
}

function isFar({ column, low, high }: Fences): string {
  const value = finiteNumber(column)!;
  return `coalesce(${value} NOT BETWEEN ${quoteNumber(low)} AND ${quoteNumber(high)}, false)`;
}
