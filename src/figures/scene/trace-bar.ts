import { isLying, type BarShape } from './bar-shapes';
import type { Drawn, TraceOnPlot } from './drawn';
import { hoverWords } from './hover-words';
import { pixelOf, rectanglePath, round, type Box, type Hit, type Mark, type Plot } from './scene';
import { eachOf, listOf } from './values';
import { textOn } from './colour-scale';

const labelPx = 11;

/** Bars as one outline a colour, with their texts and hits. */
export function drawBars(on: TraceOnPlot, shapes: readonly BarShape[]): Drawn {
  const { trace, index, plot } = on;
  const byColour = new Map<string, string[]>();
  const hits: Hit[] = [];
  const texts: Mark[] = [];
  const hatches: Mark[] = [];
  for (const shape of shapes) {
    const box = barBox(shape, plot, isLying(trace));
    const colour = eachOf(trace.marker?.color, shape.point, '#888888');
    byColour.set(colour, [...(byColour.get(colour) ?? []), rectanglePath(box)]);
    const point = pointOf(on, shape.point);
    hits.push({
      box: reachOf(box, plot, isLying(trace)),
      trace: index,
      point: shape.point,
      colour,
      words: () => hoverWords(trace, point, plot.x, plot.y),
    });
    texts.push(...barText(on, shape, box, colour));
    if (hasHatch(trace.marker)) hatches.push(hatch(box, plot.box));
  }
  const opacity = trace.marker?.opacity as number | undefined;
  const bars = [...byColour].map(([fill, parts]): Mark => {
    const d = parts.join('');
    return { kind: 'path', d, fill, clip: plot.box, ...(opacity === undefined ? {} : { opacity }) };
  });
  return { marks: [...bars, ...hatches, ...errorMarks(on, shapes), ...texts], hits };
}

function pointOf({ trace }: TraceOnPlot, point: number): Record<string, unknown> {
  const at = (list: unknown): unknown => listOf(list)[point];
  return {
    x: at(trace.x),
    y: at(trace.y),
    text: eachOf(trace.text, point, ''),
    customdata: at(trace.customdata),
  };
}

function barBox({ at, half, base, end }: BarShape, plot: Plot, lying: boolean): Box {
  const [stand, length] = lying ? [plot.y, plot.x] : [plot.x, plot.y];
  const [one, other] = [pixelOf(stand, at - half), pixelOf(stand, at + half)];
  const floor =
    length.kind === 'log' && base <= 0 ? length.start : pixelOf(length, length.coordinate(base));
  const top = pixelOf(length, length.coordinate(end));
  const across = { start: Math.min(one, other), size: Math.max(0.5, Math.abs(other - one)) };
  const along = { start: Math.min(floor, top), size: Math.abs(top - floor) || 0 };
  return lying
    ? { left: along.start, top: across.start, width: along.size, height: across.size }
    : { left: across.start, top: along.start, width: across.size, height: along.size };
}

/** A short bar is met across the whole height of the plot. */
function reachOf(box: Box, plot: Plot, lying: boolean): Box {
  return lying
    ? { ...box, left: plot.box.left, width: plot.box.width }
    : { ...box, top: plot.box.top, height: plot.box.height };
}

function barText(on: TraceOnPlot, { point }: BarShape, box: Box, colour: string): Mark[] {
  const { trace, plot, measure } = on;
  const text = eachOf(trace.text, point, '');
  if (text === '' || trace.textposition === undefined || trace.textposition === 'none') return [];
  const y = box.top + box.height / 2;
  const base = { kind: 'text', text, sizePx: labelPx, y, baseline: 'middle' } as const;
  if (!isLying(trace)) {
    const x = box.left + box.width / 2;
    return [
      { ...base, x, y: box.top - 4, baseline: 'bottom', fill: on.textColour, align: 'middle' },
    ];
  }
  const wide = measure(text, labelPx) + 12;
  const end = box.left + box.width;
  if (wide <= box.width) return [{ ...base, x: end - 6, fill: textOn(colour), align: 'end' }];
  const fits = end + wide <= plot.box.left + plot.box.width;
  return [
    {
      ...base,
      x: fits ? end + 6 : box.left + box.width - 6,
      fill: on.textColour,
      align: fits ? 'start' : 'end',
    },
  ];
}

function hasHatch(marker: unknown): boolean {
  return (marker as { pattern?: { shape?: string } } | undefined)?.pattern?.shape === '/';
}

/** Slanted lines over a bar: the sign beside its colour. */
function hatch({ left, top, width, height }: Box, clip: Box): Mark {
  const step = 5;
  const lines: string[] = [];
  for (let sum = step; sum < width + height; sum += step) {
    const [x0, y0] = [Math.max(0, sum - height), Math.min(height, sum)];
    const [x1, y1] = [Math.min(width, sum), Math.max(0, sum - width)];
    lines.push(`M${round(left + x0)} ${round(top + y0)}L${round(left + x1)} ${round(top + y1)}`);
  }
  return {
    kind: 'path',
    d: lines.join(''),
    stroke: '#ffffff',
    strokeWidth: 1,
    opacity: 0.55,
    clip,
  };
}

/** Whiskers at the ends of bars. */
function errorMarks({ trace, plot }: TraceOnPlot, shapes: readonly BarShape[]): Mark[] {
  const lying = isLying(trace);
  const error = (lying ? trace.error_x : trace.error_y) as ErrorBar | undefined;
  if (!error) return [];
  const [stand, length] = lying ? [plot.y, plot.x] : [plot.x, plot.y];
  const d = shapes
    .map(({ point, at, end }) => {
      const [up, down] = [
        listOf(error.array)[point],
        listOf(error.arrayminus ?? error.array)[point],
      ];
      return whisker(
        pixelOf(stand, at),
        [
          pixelOf(length, length.coordinate(end - Number(down ?? 0))),
          pixelOf(length, length.coordinate(end + Number(up ?? 0))),
        ],
        lying,
      );
    })
    .join('');
  return [
    {
      kind: 'path',
      d,
      stroke: error.color ?? '#888888',
      strokeWidth: error.thickness ?? 1.5,
      clip: plot.box,
    },
  ];
}

export interface ErrorBar {
  array?: unknown;
  arrayminus?: unknown;
  color?: string;
  thickness?: number;
}

/** A line from end to end with a small cross line at each, along x where `lying`. */
export function whisker(across: number, [from, to]: [number, number], lying: boolean): string {
  if (!Number.isFinite(across + from + to)) return '';
  const half = 3;
  return lying
    ? `M${round(from)} ${round(across)}H${round(to)}M${round(from)} ${round(across - half)}v${2 * half}M${round(to)} ${round(across - half)}v${2 * half}`
    : `M${round(across)} ${round(from)}V${round(to)}M${round(across - half)} ${round(from)}h${2 * half}M${round(across - half)} ${round(to)}h${2 * half}`;
}
