import { scaleOf } from '../../operators/profile/chart-figures';
import type { ChartReport } from '../../operators/profile/chart';
import type { FineAxis } from '../../operators/profile/crossfilter-words';
import { spanFilter } from '../filter/brush-filter';
import type { ColumnFilter } from '../filter/grid-filter';

/** An area of a chart: values of its two directions, or places among categories. */
export interface ChartArea {
  x: readonly [from: number, to: number];
  y: readonly [from: number, to: number];
}

/** What a click on a mark asks of the table; nothing where the mark stands for no bins of its own. */
export function pickFilters(
  report: ChartReport,
  trace: number,
  bins: readonly number[],
): ColumnFilter[] {
  return axesOfTrace(report, trace).flatMap((axis, at) => {
    const bin = bins[at];
    return bin === undefined ? [] : [spanFilter(axis, [bin, bin + 1])];
  });
}

/** Whether dragging an area open means something on this chart. */
export function canBrush({ kind }: ChartReport): boolean {
  return kind !== 'matrix' && kind !== 'parallel' && kind !== 'box';
}

/** What an area asks of the table: all bins whose middle lies in it. */
export function areaFilters(report: ChartReport, area: ChartArea): ColumnFilter[] {
  const { axes, kind } = report;
  const isLying = kind === 'bar' && axes[0]?.kind === 'values';
  const directions = axes.length === 1 ? [isLying ? area.y : area.x] : [area.x, area.y];
  return directions.flatMap((span, at) => {
    const axis = axes[at];
    const found = axis && binsWithin(axis, span);
    return found ? [spanFilter(axis, found)] : [];
  });
}

/** A matrix has two columns of its own in each of its small pictures, one on the diagonal. */
function axesOfTrace({ kind, axes }: ChartReport, trace: number): FineAxis[] {
  if (kind === 'parallel') return [];
  if (kind !== 'matrix') return axes;
  const [row, column] = [Math.floor(trace / axes.length), trace % axes.length];
  return row === column ? [axes[row]!] : [axes[column]!, axes[row]!];
}

function binsWithin(
  axis: FineAxis,
  [from, to]: readonly [number, number],
): [number, number] | undefined {
  const { centres, widths } = scaleOf(axis);
  const inside = centres.flatMap((centre, bin) => (centre >= from && centre <= to ? [bin] : []));
  if (inside.length > 0) return [inside[0]!, inside.at(-1)! + 1];
  const middle = (from + to) / 2;
  const bin = centres.findIndex((centre, at) => Math.abs(centre - middle) <= widths[at]! / 2);
  return bin < 0 ? undefined : [bin, bin + 1];
}
