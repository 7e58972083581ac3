import { colourSteps } from './colour-scale';
import type { ColourScale } from '../colours';
import type { Drawn, TraceOnPlot } from './drawn';
import { hoverWords } from './hover-words';
import { place, round, type Hit, type Mark } from './scene';
import { linePath } from './line-path';
import { whisker, type ErrorBar } from './trace-bar';
import { symbolPath } from './symbols';
import { eachOf, listOf, type Values } from './values';

interface Points {
  x: Float64Array;
  y: Float64Array;
}

const dashes = new Map<string, number[]>([
  ['dot', [2, 3]],
  ['dash', [6, 4]],
  ['dashdot', [6, 3, 2, 3]],
]);

/** Dashes of a line by Plotly's name for them. */
export function dashOf(name: string | undefined): { dash?: number[] } {
  const dash = name === undefined ? undefined : dashes.get(name);
  return dash ? { dash } : {};
}

/** Lines, areas and markers. A gap stands where a value is missing. */
export function drawScatter(on: TraceOnPlot): Drawn {
  const { trace, plot } = on;
  const points = placePoints(on);
  const mode = trace.mode ?? 'lines';
  const marks: Mark[] = [...areaMarks(on, points)];
  if (mode.includes('lines')) marks.push(lineMark(on, points));
  const error = trace.error_y as ErrorBar | undefined;
  if (error) marks.push(errorMark(on, points, error));
  if (mode.includes('markers')) marks.push(...markerMarks(on, points));
  return { marks, hits: trace.hoverinfo === 'skip' ? [] : hitsOf(on, points, plot) };
}

function placePoints({ trace, plot }: TraceOnPlot): Points {
  const [x, y] = [listOf(trace.x), listOf(trace.y)];
  const count = Math.max(x.length, y.length);
  const along = (list: Values, scale: typeof plot.x): Float64Array =>
    Float64Array.from({ length: count }, (_, point) =>
      place(scale, list.length > 0 ? list[point] : point),
    );
  return { x: along(x, plot.x), y: along(y, plot.y) };
}

function lineMark({ trace, plot }: TraceOnPlot, points: Points): Mark {
  const { color, width, dash, shape } = (trace.line ?? {}) as {
    color?: string;
    width?: number;
    dash?: string;
    shape?: string;
  };
  return {
    kind: 'path',
    d: linePath(points.x, points.y, shape, trace.connectgaps === true),
    stroke: color,
    strokeWidth: width ?? 2,
    ...dashOf(dash),
    ...(trace.opacity === undefined ? {} : { opacity: trace.opacity }),
    clip: plot.box,
  };
}

function areaMarks({ trace, plot }: TraceOnPlot, { x, y }: Points): Mark[] {
  const { fill, fillcolor } = trace;
  if (!fill || fill === 'none' || x.length === 0) return [];
  const shape = trace.line?.shape;
  const outline = linePath(x, y, shape, true);
  if (fill === 'toself')
    return [{ kind: 'path', d: `${outline}z`, fill: fillcolor, clip: plot.box }];
  const floor = plot.y.kind === 'log' ? plot.y.start : place(plot.y, 0);
  const present = Array.from(x).filter((each, index) => Number.isFinite(each + y[index]!));
  if (present.length === 0) return [];
  const d = `${outline}L${round(present.at(-1)!)} ${round(floor)}L${round(present[0]!)} ${round(floor)}z`;
  return [{ kind: 'path', d, fill: fillcolor, clip: plot.box }];
}

function markerMarks({ trace, plot }: TraceOnPlot, { x, y }: Points): Mark[] {
  const { size, symbol, opacity, line } = (trace.marker ?? {}) as {
    size?: number | number[];
    symbol?: string;
    opacity?: number;
    line?: { width?: number };
  };
  const fill = markerColours(trace.marker);
  const radius = Array.isArray(size) ? size.map((each) => each / 2) : (size ?? 6) / 2;
  if (symbol === undefined || symbol === 'circle')
    return [{ kind: 'points', x, y, radius, fill, opacity: opacity ?? 1, clip: plot.box }];
  const half = typeof radius === 'number' ? radius : radius[0]!;
  const colour = typeof fill === 'string' ? fill : fill[0]!;
  const d = Array.from(x, (each, point) => symbolPath(symbol, each, y[point]!, half)).join('');
  return symbol.endsWith('-open')
    ? [{ kind: 'path', d, stroke: colour, strokeWidth: line?.width ?? 1.5 }]
    : [{ kind: 'path', d, fill: colour, clip: plot.box }];
}

/** Numbers as colours along the marker's scale; names of colours as they are. */
function markerColours(marker: unknown): string | string[] {
  const {
    color = '#888888',
    colorscale,
    cmin,
    cmax,
  } = (marker ?? {}) as {
    color?: string | ArrayLike<number | string>;
    colorscale?: ColourScale;
    cmin?: number;
    cmax?: number;
  };
  if (typeof color === 'string') return color;
  const list = Array.from(color);
  if (list.every((each) => typeof each === 'string')) return list as string[];
  const numbers = list.map(Number).filter(Number.isFinite);
  const low = cmin ?? Math.min(...numbers);
  const high = cmax ?? Math.max(...numbers);
  const colours = colourSteps(colorscale!, 64);
  return list.map((each) => {
    const share = high > low ? (Number(each) - low) / (high - low) : 0;
    return colours[Math.max(0, Math.min(63, Math.round(63 * share)))] ?? '#888888';
  });
}

function errorMark({ plot, trace }: TraceOnPlot, { x }: Points, error: ErrorBar): Mark {
  const [up, down] = [listOf(error.array), listOf(error.arrayminus ?? error.array)];
  const values = listOf(trace.y);
  const d = Array.from(x, (each, point) => {
    const value = Number(values[point]);
    const ends: [number, number] = [
      place(plot.y, value - Number(down[point] ?? 0)),
      place(plot.y, value + Number(up[point] ?? 0)),
    ];
    return whisker(each, ends, false);
  }).join('');
  return {
    kind: 'path',
    d,
    stroke: error.color,
    strokeWidth: error.thickness ?? 1.5,
    clip: plot.box,
  };
}

function hitsOf(
  { trace, index, plot }: TraceOnPlot,
  { x, y }: Points,
  { box }: TraceOnPlot['plot'],
): Hit[] {
  const hits: Hit[] = [];
  const half = Number(eachOf((trace.marker as { size?: unknown } | undefined)?.size, 0, 4)) / 2;
  const colour = eachOf(trace.marker?.color, 0, eachOf(trace.line?.color, 0, '#888888'));
  const at = (list: unknown, point: number): unknown => listOf(list)[point];
  for (let point = 0; point < x.length; point += 1) {
    const [left, top] = [x[point]!, y[point]!];
    const inside =
      left >= box.left - 1 &&
      left <= box.left + box.width + 1 &&
      top >= box.top - 1 &&
      top <= box.top + box.height + 1;
    if (!inside) continue;
    const values = (): Record<string, unknown> => ({
      x: listOf(trace.x).length > 0 ? at(trace.x, point) : point,
      y: at(trace.y, point),
      text: eachOf(trace.text, point, ''),
      customdata: at(trace.customdata, point),
    });
    const words = (): string[] => hoverWords(trace, values(), plot.x, plot.y);
    hits.push({
      box: { left: left - half, top: top - half, width: 2 * half, height: 2 * half },
      trace: index,
      point,
      colour,
      words,
    });
  }
  return hits;
}
