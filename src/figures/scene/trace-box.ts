import { isLying } from './bar-shapes';
import type { Drawn, TraceOnPlot } from './drawn';
import { hoverWords } from './hover-words';
import { pixelOf, place, rectanglePath, round, type Box, type Hit, type Mark } from './scene';
import { whisker } from './trace-bar';
import { eachOf, listOf } from './values';

const halfWidth = 0.32;

/**
 * Boxes of given quartiles, with whiskers to `lowerfence` and `upperfence` and a circle for each value in
 * `meta.outliers[point]`.
 */
export function drawBoxes(on: TraceOnPlot): Drawn {
  const places = listOf(isLying(on.trace) ? on.trace.y : on.trace.x);
  const drawn = Array.from(places, (at, point) => drawBox(on, at, point));
  return { marks: drawn.flatMap(({ marks }) => marks), hits: drawn.flatMap(({ hits }) => hits) };
}

function drawBox(on: TraceOnPlot, at: unknown, point: number): Drawn {
  const { trace, index, plot } = on;
  const lying = isLying(trace);
  const [stand, length] = lying ? [plot.y, plot.x] : [plot.x, plot.y];
  const field = (name: string): number =>
    place(length, listOf((trace as Record<string, unknown>)[name])[point]);
  const [low, q1, median, q3, high] = ['lowerfence', 'q1', 'median', 'q3', 'upperfence'].map(
    field,
  ) as [number, number, number, number, number];
  if (!Number.isFinite(q1 + q3)) return { marks: [], hits: [] };
  const centre = stand.coordinate(at);
  const [from, to] = [pixelOf(stand, centre - halfWidth), pixelOf(stand, centre + halfWidth)];
  const box = span(
    lying,
    [Math.min(from, to), Math.max(from, to)],
    [Math.min(q1, q3), Math.max(q1, q3)],
  );
  const line = trace.line as { color: string; width?: number };
  const stroke = {
    stroke: eachOf(trace.marker?.color, point, line.color),
    strokeWidth: line.width ?? 1.5,
    clip: plot.box,
  };
  const across = pixelOf(stand, centre);
  const middle = lying
    ? `M${round(median)} ${round(from)}V${round(to)}`
    : `M${round(from)} ${round(median)}H${round(to)}`;
  const marks: Mark[] = [
    {
      kind: 'path',
      d: whisker(across, [low, q1], lying) + whisker(across, [q3, high], lying),
      ...stroke,
    },
    { kind: 'path', d: rectanglePath(box), fill: trace.fillcolor, ...stroke },
    { kind: 'path', d: middle, ...stroke, strokeWidth: 2.5 },
    ...outlierMarks(on, point, across),
  ];
  const data = listOf(trace.customdata)[point];
  const reach = span(
    lying,
    [Math.min(from, to), Math.max(from, to)],
    lying
      ? [plot.box.left, plot.box.left + plot.box.width]
      : [plot.box.top, plot.box.top + plot.box.height],
  );
  const words = (): string[] =>
    hoverWords(
      trace,
      { x: at, y: at, text: eachOf(trace.text, point, ''), customdata: data },
      plot.x,
      plot.y,
    );
  const hit: Hit = { box: reach, trace: index, point, colour: stroke.stroke, words };
  return { marks, hits: [hit] };
}

function span(lying: boolean, across: [number, number], along: [number, number]): Box {
  const [x, y] = lying ? [along, across] : [across, along];
  return { left: x[0], top: y[0], width: x[1] - x[0], height: y[1] - y[0] };
}

function outlierMarks({ trace, plot }: TraceOnPlot, point: number, across: number): Mark[] {
  const outliers = (trace.meta?.outliers?.[point] ?? []) as readonly number[];
  if (outliers.length === 0) return [];
  const lying = isLying(trace);
  const along = Float64Array.from(outliers, (value) => place(lying ? plot.x : plot.y, value));
  const still = new Float64Array(outliers.length).fill(across);
  const [x, y] = lying ? [along, still] : [still, along];
  const fill = eachOf(trace.marker?.color, point, '#888888');
  return [{ kind: 'points', x, y, radius: 2.5, fill, opacity: 0.7, clip: plot.box }];
}
