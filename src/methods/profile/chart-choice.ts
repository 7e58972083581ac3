import { isDate } from './column-source';
import { isScaled } from './fine-bins';
import type { ColumnInfo } from '../../data/table';

export const chartKinds = [
  'bar',
  'line',
  'histogram',
  'box',
  'scatter',
  'density',
  'heatmap',
  'parallel',
  'matrix',
] as const;

export type ChartKind = (typeof chartKinds)[number];

/** What a column is to a chart: something measured, a time, or a name of a group. */
export type ChartRole = 'number' | 'time' | 'group';

export function chartRole(column: ColumnInfo): ChartRole {
  if (!isScaled(column)) return 'group';
  return isDate(column.type) ? 'time' : 'number';
}

/** The chart that fits columns, by what they are, in the order in which they were picked. */
export function fittingChart(columns: readonly ColumnInfo[], isCount: boolean): ChartKind {
  const roles = columns.map(chartRole);
  const count = (role: ChartRole): number => roles.filter((each) => each === role).length;
  if (roles.length >= 3)
    return count('number') === roles.length && roles.length <= 4 ? 'matrix' : 'parallel';
  if (count('time') > 0) return count('group') > 0 ? 'heatmap' : 'line';
  if (roles.length === 2) {
    if (count('number') === 2) return 'scatter';
    return count('group') === 2 ? 'heatmap' : isCount ? 'box' : 'bar';
  }
  return roles[0] === 'number' ? 'histogram' : 'bar';
}

/** Why a kind of chart cannot be drawn of these columns, in words; `undefined` where it can. */
export function chartProblem(kind: ChartKind, columns: readonly ColumnInfo[]): string | undefined {
  const scaled = columns.filter((column) => chartRole(column) !== 'group').length;
  const numbers = columns.filter((column) => chartRole(column) === 'number').length;
  switch (kind) {
    case 'box':
      return numbers > 0 ? undefined : 'A box chart needs a number; add one to the columns.';
    case 'histogram':
    case 'density':
      return scaled > 0 ? undefined : `A ${kind} needs a number or a date; add one to the columns.`;
    case 'scatter':
      return scaled >= 2
        ? undefined
        : 'A scatter chart needs two numbers or dates; add them to the columns.';
    case 'heatmap':
      return columns.length >= 2 ? undefined : 'A heat map needs two columns; add one.';
    case 'parallel':
    case 'matrix':
      return columns.length >= 2 ? undefined : 'This chart compares columns; pick two or more.';
    default:
      return undefined;
  }
}
