import type { ColumnCounts } from './column-counts';
import { fTail } from '../../math/special-functions';

/** A group of numbers: how many, their mean, and the sum of squared deviations from it. */
export interface GroupMoments {
  count: number;
  mean: number;
  squares: number;
}

export interface AnovaResult {
  /** Variance between groups over variance within; Infinity where groups differ and do not vary within. */
  f: number;
  pValue: number;
  /** Degrees of freedom between (groups − 1) and within (n − groups). */
  between: number;
  within: number;
}

/**
 * One-way analysis of variance: do groups have one mean? As `f_classif` of scikit-learn and `f_oneway` of SciPy.
 * Empty groups do not count. Undefined where there are fewer than two groups, no more rows than groups, or
 * nothing varies at all.
 */
export function analyseVariance(groups: readonly GroupMoments[]): AnovaResult | undefined {
  const used = groups.filter((group) => group.count > 0);
  const count = used.reduce((sum, group) => sum + group.count, 0);
  const between = used.length - 1;
  const within = count - used.length;
  if (between < 1 || within < 1) return undefined;
  const mean = used.reduce((sum, group) => sum + group.count * group.mean, 0) / count;
  const betweenSquares = used.reduce(
    (sum, group) => sum + group.count * (group.mean - mean) ** 2,
    0,
  );
  const withinSquares = used.reduce((sum, group) => sum + group.squares, 0);
  if (betweenSquares + withinSquares <= count * (Number.EPSILON * mean) ** 2) return undefined;
  const f = betweenSquares / between / (withinSquares / within);
  return { f, pValue: fTail(f, between, within), between, within };
}

/**
 * Moments of a number column in each class, from its joint counts by value; missing, NaN and infinite values are
 * left out. Two passes over the cells. Undefined for a column of names.
 */
export function momentsByClass({ table, levels }: ColumnCounts): GroupMoments[] | undefined {
  if (levels.kind !== 'number') return undefined;
  const { cellRows, cellColumns, cellCounts, columnTotals } = table;
  const groups = Array.from(columnTotals, () => ({ count: 0, mean: 0, squares: 0 }));
  const eachCell = (visit: (group: GroupMoments, value: number, count: number) => void): void => {
    for (let cell = 0; cell < cellCounts.length; cell += 1) {
      const value = levels.values[cellRows[cell]];
      if (Number.isFinite(value)) visit(groups[cellColumns[cell]], value, cellCounts[cell]);
    }
  };
  eachCell((group, value, count) => {
    group.count += count;
    group.mean += count * value;
  });
  for (const group of groups) if (group.count > 0) group.mean /= group.count;
  eachCell((group, value, count) => {
    group.squares += count * (value - group.mean) ** 2;
  });
  return groups;
}
