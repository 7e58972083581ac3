import type { Columns } from '../../data/columns';
import type { ColumnInfo } from '../../data/table';
import { finiteNumber } from './column-source';
import { groupExpression, type FineValues } from './fine-bins';

/** One box: quartiles by linear interpolation, whiskers at the last values within 1.5 interquartile ranges (Tukey). */
export interface ChartBox {
  /** Bin of its group; `undefined` for the lone box of all rows. */
  group: number | undefined;
  rows: number;
  q1: number;
  median: number;
  q3: number;
  low: number;
  high: number;
  /** Values beyond the whiskers: how many, and the most extreme of them. */
  outliers: number;
  extremes: number[];
}

/** Extremes that are drawn at each end. */
const extremesAnEnd = 10;

/** One row for each group that has a finite value. Three scans, no row leaves the engine but the extremes. */
export function boxQuery(
  relation: string,
  where: string,
  value: ColumnInfo,
  groups: FineValues | undefined,
): string {
  const group = groups ? groupExpression(groups) : '0';
  const condition = where === '' ? '' : ` AND (${where})`;
  const y = finiteNumber(value)!;
  return `WITH v AS MATERIALIZED (SELECT g, y FROM (SELECT ${group} AS g, ${y} AS y FROM ${relation} WHERE true${condition}) WHERE g IS NOT NULL AND y IS NOT NULL),
    q AS MATERIALIZED (SELECT g, count(*) AS n, quantile_cont(y, [0.25, 0.5, 0.75]) AS q FROM v GROUP BY g),
    f AS MATERIALIZED (SELECT g, n, q, q[1] - 1.5 * (q[3] - q[1]) AS low, q[3] + 1.5 * (q[3] - q[1]) AS high FROM q)
    SELECT f.g::INTEGER AS g, any_value(n)::DOUBLE AS n, any_value(q[1])::DOUBLE AS q1, any_value(q[2])::DOUBLE AS q2, any_value(q[3])::DOUBLE AS q3,
      min(y) FILTER (y >= low)::DOUBLE AS least, max(y) FILTER (y <= high)::DOUBLE AS largest,
      count(*) FILTER (y < low OR y > high)::DOUBLE AS outliers,
      coalesce(list_transform(min(y, ${extremesAnEnd}) FILTER (y < low), x -> x::VARCHAR), []) AS lowest,
      coalesce(list_transform(max(y, ${extremesAnEnd}) FILTER (y > high), x -> x::VARCHAR), []) AS highest
    FROM v JOIN f ON v.g = f.g GROUP BY f.g ORDER BY f.g`;
}

export function readBoxes(answer: Columns, isGrouped: boolean): ChartBox[] {
  const numbers = (name: string): Float64Array => answer.numbers(name);
  const [groups, rows, q1, median, q3] = ['g', 'n', 'q1', 'q2', 'q3'].map(numbers);
  const [low, high, outliers] = ['least', 'largest', 'outliers'].map(numbers);
  const [lowest, highest] = [answer.values('lowest'), answer.values('highest')];
  return Array.from({ length: answer.rowCount }, (_, row) => ({
    group: isGrouped ? groups![row]! : undefined,
    rows: rows![row]!,
    q1: q1![row]!,
    median: median![row]!,
    q3: q3![row]!,
    low: low![row]!,
    high: high![row]!,
    outliers: outliers![row]!,
    extremes: [lowest[row], highest[row]].flatMap((list) =>
      Array.from(list as Iterable<string>, Number),
    ),
  }));
}
