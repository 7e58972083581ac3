import type { Columns } from '../../data/columns';
import { quoteName } from '../../data/sql';
import type { ColumnInfo } from '../../data/table';
import { finiteNumber } from './column-source';
import { groupExpression, type FineValues } from './fine-bins';

/** What a column leaves out of a chart, among the rows looked at. */
export interface LeftOut {
  column: string;
  missing: number;
  nan: number;
  infinite: number;
}

/** One row: `rows`, and for each column how many of them have no value to place. */
export function leftOutCountsQuery(
  relation: string,
  where: string,
  columns: readonly ColumnInfo[],
): string {
  const fields = columns.flatMap(({ name, type }, index) => {
    const column = quoteName(name);
    const isFloat = type === 'DOUBLE' || type === 'FLOAT';
    return [
      `(count(*) - count(${column}))::DOUBLE AS missing${index}`,
      `${isFloat ? `count_if(isnan(${column}))` : '0'}::DOUBLE AS nan${index}`,
      `${isFloat ? `count_if(isinf(${column}))` : '0'}::DOUBLE AS infinite${index}`,
    ];
  });
  return `SELECT ${['count(*)::DOUBLE AS rows', ...fields].join(', ')} FROM ${relation}${where === '' ? '' : ` WHERE (${where})`}`;
}

export function readLeftOut(
  answer: Columns,
  columns: readonly ColumnInfo[],
): { rows: number; leftOut: LeftOut[] } {
  const number = (name: string): number => answer.numbers(name)[0]!;
  return {
    rows: number('rows'),
    leftOut: columns.map(({ name }, index) => ({
      column: name,
      missing: number(`missing${index}`),
      nan: number(`nan${index}`),
      infinite: number(`infinite${index}`),
    })),
  };
}

/** Pairs of finite values as they are, at most `most` rows: all, or those that a seeded order puts first. */
export interface ChartPoints {
  x: Float64Array;
  y: Float64Array;
  /** Bin of each row's group; -1 where it has none. */
  groups: Int32Array | undefined;
}

export function pointsQuery(
  relation: string,
  where: string,
  [x, y]: readonly [ColumnInfo, ColumnInfo],
  groups: FineValues | undefined,
  most: number,
): string {
  const condition = where === '' ? '' : ` AND (${where})`;
  const group = groups ? `coalesce(${groupExpression(groups)}, -1)::INTEGER` : '0';
  return `SELECT * EXCLUDE r FROM (SELECT ${finiteNumber(x)} AS x, ${finiteNumber(y)} AS y, ${group} AS g, rowid AS r
      FROM ${relation} WHERE true${condition}) WHERE x IS NOT NULL AND y IS NOT NULL
    ORDER BY hash(r, 1), r LIMIT ${most}`;
}

export function readPoints(answer: Columns, isGrouped: boolean): ChartPoints {
  return {
    x: answer.numbers('x'),
    y: answer.numbers('y'),
    groups: isGrouped ? Int32Array.from(answer.numbers('g')) : undefined,
  };
}
