import { binnedDensity } from '../../math/binned-density';
import { calendarStart, fineEdge, type FineAxis } from '../../methods/profile/fine-bins';
import type { Figure } from '../../figures/figure';
import { drawCells, drawMatrix, type ChartGrid } from '../../figures/chart/cell-chart';
import type { ChartScale } from '../../figures/chart/chart-scale';
import { drawParallel, type ParallelLine } from '../../figures/chart/parallel-chart';
import { drawBoxes, drawPoints } from '../../figures/chart/point-chart';
import { drawBars, drawLines, type ChartSeries } from '../../figures/chart/series-chart';
import type { ChartCells, ChartReport } from './collect-chart';
import { rangeWords, valueWords } from './crossfilter-words';
import { measureWords } from './describe-chart';

/** The figure of a chart; none where there is no value to draw. */
export function drawChart(report: ChartReport): Figure[] {
  if (report.empty.length > 0 || report.rows === 0) return [];
  switch (report.kind) {
    case 'bar':
    case 'line':
    case 'histogram':
      return [drawSeries(report)];
    case 'density':
      return [report.axes.length === 1 ? drawDensity(report) : drawGrid(report)];
    case 'heatmap':
      return [drawGrid(report)];
    case 'scatter':
      return [report.points ? drawRows(report) : drawGrid(report)];
    case 'box':
      return [drawBoxChart(report)];
    case 'parallel':
      return [drawParallel(report.axes.map(scaleOf), linesOf(report))];
    case 'matrix':
      return [drawMatrixChart(report)];
  }
}

/** Bins of an axis with their places on the screen's scale. */
export function scaleOf(axis: FineAxis): ChartScale {
  const bins = Array.from({ length: axis.count }, (_, bin) => bin);
  const title = axis.column;
  if (axis.kind === 'values')
    return {
      title,
      kind: 'values',
      centres: bins,
      widths: bins.map(() => 1),
      names: bins.map((bin) => valueWords(axis, bin)),
    };
  const shift = axis.kind === 'number' && axis.isWhole ? -0.5 : 0;
  const edge = (bin: number): number =>
    axis.kind === 'calendar' ? calendarStart(axis, bin) : fineEdge(axis, bin) + shift;
  return {
    title,
    kind: axis.kind === 'number' ? 'number' : 'time',
    centres: bins.map((bin) => (edge(bin) + edge(bin + 1)) / 2),
    widths: bins.map((bin) => edge(bin + 1) - edge(bin)),
    names: bins.map((bin) => rangeWords(axis, bin, bin + 1)),
  };
}

/** A series for each colour; counts are zero where there are no rows, other measures nothing. */
function seriesOf({ axes, colour, cells }: ChartReport): ChartSeries[] {
  const [axis] = axes as [FineAxis];
  const { bins, rows, value } = cells[0]!;
  const names = colour
    ? Array.from({ length: colour.count }, (_, bin) => valueWords(colour, bin))
    : [axis.column];
  const nothing = value ? null : 0;
  const series = names.map((name) => ({
    name,
    values: new Array<number | null>(axis.count).fill(nothing),
  }));
  rows.forEach((count, cell) => {
    const [bin, group] = [bins[0]![cell]!, colour ? bins[1]![cell]! : 0];
    if (bin < 0 || group < 0) return;
    const measured = value ? value[cell]! : count;
    series[group]!.values[bin] = Number.isFinite(measured) ? measured : null;
  });
  return series.map((each) => ({ ...each, bins: each.values.map((_, bin) => [bin]) }));
}

function drawSeries(report: ChartReport): Figure {
  const { kind, axes, isLog, aggregate } = report;
  const measure = measureWords(report);
  const title = kind === 'histogram' ? axes[0]!.column : `${measure} by ${axes[0]!.column}`;
  const [scale, series] = [scaleOf(axes[0]!), seriesOf(report)];
  if (kind === 'line') return drawLines(scale, series, { title, measure, isLog });
  const adds = aggregate === 'count' || aggregate === 'sum';
  return drawBars(scale, series, { title, measure, isLog }, adds && !isLog ? 'stack' : 'group');
}

function drawDensity(report: ChartReport): Figure {
  const scale = scaleOf(report.axes[0]!);
  const series = seriesOf(report).map((each) => {
    const counts = each.values.map((value) => value ?? 0);
    return { ...each, values: [...binnedDensity(counts, scale.widths[0] ?? 1).density] };
  });
  const words = { title: `Density of ${scale.title}`, measure: 'density', isLog: report.isLog };
  return drawLines(scale, series, words, true);
}

function gridOf(across: ChartScale, up: ChartScale, { bins, rows, value }: ChartCells): ChartGrid {
  const values = up.centres.map(() => new Array<number | null>(across.centres.length).fill(null));
  rows.forEach((count, cell) => {
    const [x, y] = [bins[0]![cell]!, bins[1]![cell]!];
    if (x >= 0 && y >= 0)
      values[y]![x] = value ? (Number.isFinite(value[cell]) ? value[cell]! : null) : count;
  });
  return { across, up, values };
}

function drawGrid(report: ChartReport): Figure {
  const [across, up] = report.axes.map(scaleOf) as [ChartScale, ChartScale];
  const measure = measureWords(report);
  const isCloud = report.kind !== 'heatmap' || report.isLog;
  return drawCells(
    gridOf(across, up, report.cells[0]!),
    `${up.title} by ${across.title}`,
    measure,
    isCloud ? 'log' : 'plain',
  );
}

function drawRows(report: ChartReport): Figure {
  const [across, up] = report.axes.map(scaleOf) as [ChartScale, ChartScale];
  const { x, y, groups } = report.points!;
  const { colour } = report;
  if (!colour || !groups) return drawPoints([{ name: 'rows', x, y }], across, up);
  const series = Array.from({ length: colour.count }, (_, bin) => {
    const of = (_value: number, row: number): boolean => groups[row] === bin;
    return { name: valueWords(colour, bin), x: x.filter(of), y: y.filter(of) };
  });
  return drawPoints(
    series.filter((each) => each.x.length > 0),
    across,
    up,
  );
}

function drawBoxChart({ boxes, axes, value, isLog }: ChartReport): Figure {
  const axis = axes[0]?.kind === 'values' ? axes[0] : undefined;
  const named = boxes.map(({ group, ...box }) => ({
    ...box,
    name: axis && group !== undefined ? valueWords(axis, group) : (value ?? ''),
    bins: group === undefined ? [] : [group],
  }));
  return drawBoxes(named, value ?? '', axis?.column, isLog);
}

function linesOf({ pairs, cells }: ChartReport): ParallelLine[] {
  return cells.flatMap(({ bins, rows }, pair) =>
    Array.from(rows, (count, cell) => ({
      axis: pairs[pair]![0],
      from: bins[0]![cell]!,
      to: bins[1]![cell]!,
      rows: count,
    })).filter(({ from, to }) => from >= 0 && to >= 0),
  );
}

function drawMatrixChart({ axes, pairs, cells }: ChartReport): Figure {
  const scales = axes.map(scaleOf);
  const grid = (across: number, up: number): ChartGrid => {
    const pair = pairs.findIndex(
      ([one, other]) => Math.min(across, up) === one && Math.max(across, up) === other,
    );
    const { bins, ...rest } = cells[pair]!;
    const turned = across < up ? bins : [bins[1]!, bins[0]!];
    return gridOf(scales[across]!, scales[up]!, { ...rest, bins: turned });
  };
  const own = scales.map(({ centres }, axis) => {
    const counts = new Array<number>(centres.length).fill(0);
    const pair = pairs.findIndex((each) => each.includes(axis));
    const { bins, rows } = cells[pair]!;
    const side = bins[pairs[pair]!.indexOf(axis)]!;
    rows.forEach((count, cell) => side[cell]! >= 0 && (counts[side[cell]!]! += count));
    return counts;
  });
  return drawMatrix(scales, grid, own);
}
