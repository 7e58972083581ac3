import type { Trace } from '../figure';
import type { ThemedFigure } from '../palette';
import { axisOf, planAxes, type AxesPlan, type AxisPlan } from './axis-plan';
import { gridMarks, labelMarks } from './axis-marks';
import { planColourBar } from './colour-bar';
import type { Drawn, TraceOnPlot } from './drawn';
import { planFrame, type Frame } from './frame';
import { annotationMarks, shapeMarks } from './layout-marks';
import { planLegend } from './legend';
import type { Box, MeasureText, Plot, Scale, Scene } from './scene';
import { drawBars } from './trace-bar';
import { drawBoxes } from './trace-box';
import { drawHeatmap } from './trace-heatmap';
import { drawScatter } from './trace-scatter';
import { listOf } from './values';

interface Size {
  width: number;
  height: number;
}

/**
 * Lays a themed figure out in px: bars, lines, points, heat maps and boxes of given quartiles, with axes, legend and
 * colours. Other types of traces throw `RangeError`.
 */
export function drawScene(
  figure: ThemedFigure,
  { width, height }: Size,
  measure: MeasureText,
): Scene {
  const { data, layout } = figure;
  const plan = planAxes(data, layout);
  const bar = planColourBar(data, measure);
  const legend = planLegend(data, layout, width - 24, measure);
  const room = { width, height, above: legend.heightPx, beside: bar.widthPx };
  const frame = planFrame(plan.axes, layout, categoriesOf(data, plan), room, measure);
  const plots = planPlots(data, plan, frame);
  const grids = plots.flatMap((plot) => gridsOf(plot, plan, frame));
  const textColour = String(layout.font?.color ?? '#444444');
  const drawn = data.map((trace, index) =>
    drawTrace({ trace, index, plot: plotOf(trace, plots), measure, textColour }, plan),
  );
  const labels = plots.flatMap((plot) => labelsOf(plot, plan, frame, measure, { width, height }));
  const [first] = plots;
  const legendLeft = Math.max(8, Math.min(frame.inner.left, width - 12 - legend.widthPx));
  const legendTop = frame.inner.top - legend.heightPx - (layout.annotations ? 16 : 4);
  return {
    width,
    height,
    marks: [
      ...grids,
      ...drawn.flatMap(({ marks }) => marks),
      ...labels,
      ...(first ? [...shapeMarks(layout, first), ...annotationMarks(layout, first)] : []),
      ...legend.draw(legendLeft, Math.max(0, legendTop)),
      ...bar.draw(frame.inner, width),
    ],
    hits: drawn.flatMap(({ hits }) => hits),
    plots,
  };
}

interface NamedPlot extends Plot {
  ids: { x: string; y: string };
}

function planPlots(data: readonly Trace[], plan: AxesPlan, { inner }: Frame): NamedPlot[] {
  const pairs = new Map(
    data.map((trace) => {
      const ids = { x: axisOf(trace, 'x'), y: axisOf(trace, 'y') };
      return [`${ids.x} ${ids.y}`, ids];
    }),
  );
  return [...pairs.values()].map((ids) => {
    const [x, y] = [plan.axes.get(ids.x)!, plan.axes.get(ids.y)!];
    const box = boxOf(x, y, inner);
    return {
      ids,
      box,
      x: scaleOf(x, box.left, box.left + box.width),
      y: scaleOf(y, box.top + box.height, box.top),
    };
  });
}

function boxOf(x: AxisPlan, y: AxisPlan, inner: Box): Box {
  const [fromX, toX] = x.layout.domain ?? [0, 1];
  const [fromY, toY] = y.layout.domain ?? [0, 1];
  return {
    left: inner.left + fromX! * inner.width,
    top: inner.top + (1 - toY!) * inner.height,
    width: (toX! - fromX!) * inner.width,
    height: (toY! - fromY!) * inner.height,
  };
}

function scaleOf({ kind, from, to, coordinate }: AxisPlan, start: number, end: number): Scale {
  return { kind, from, to, coordinate, start, end };
}

function plotOf(trace: Trace, plots: readonly NamedPlot[]): NamedPlot {
  return plots.find(({ ids }) => ids.x === axisOf(trace, 'x') && ids.y === axisOf(trace, 'y'))!;
}

function gridsOf(plot: NamedPlot, { axes }: AxesPlan, { labels }: Frame): Scene['marks'] {
  return (['y', 'x'] as const).flatMap((direction) => {
    const id = plot.ids[direction];
    return gridMarks({
      axis: axes.get(id)!,
      scale: plot[direction],
      box: plot.box,
      labels: labels.get(id)!,
    });
  });
}

function labelsOf(
  plot: NamedPlot,
  { axes }: AxesPlan,
  { labels }: Frame,
  measure: MeasureText,
  size: Size,
): Scene['marks'] {
  return (['x', 'y'] as const).flatMap((direction) => {
    const id = plot.ids[direction];
    return labelMarks(
      { axis: axes.get(id)!, scale: plot[direction], box: plot.box, labels: labels.get(id)! },
      measure,
      size,
    );
  });
}

function drawTrace(on: TraceOnPlot, { bars }: AxesPlan): Drawn {
  switch (on.trace.type) {
    case 'bar':
      return drawBars(on, bars.get(on.index) ?? []);
    case 'heatmap':
      return drawHeatmap(on);
    case 'box':
      return drawBoxes(on);
    case 'scatter':
    case undefined:
      return drawScatter(on);
    default:
      throw new RangeError(`no drawing of traces of type ${on.trace.type}`);
  }
}

/** Names along category axes, in the order of their places. */
function categoriesOf(data: readonly Trace[], { axes }: AxesPlan): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { id, kind } of axes.values()) {
    if (kind !== 'category') continue;
    const direction = id[0] as 'x' | 'y';
    const lists = data
      .filter((trace) => axisOf(trace, direction) === id)
      .map((trace) => listOf(trace[direction]));
    found.set(id, [...new Set(lists.flatMap((list) => Array.from(list, String)))]);
  }
  return found;
}
