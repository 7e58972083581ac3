import type { Layout } from 'plotly.js';
import type { AxisPlan } from './axis-plan';
import { axisTicks } from './axis-ticks';
import { round, type Box, type MeasureText } from './scene';
import type { Tick } from './ticks';

/** Labels of one axis as they fit. */
export interface AxisLabels {
  ticks: Tick[];
  /** Degrees; 0 upright, -40 slanted. */
  angle: number;
  sizePx: number;
  /** Widest label that fits, px. */
  mostPx: number;
}

export interface Frame {
  inner: Box;
  labels: Map<string, AxisLabels>;
}

interface Room {
  width: number;
  height: number;
  /** Taken by the legend above and the colours at the right. */
  above: number;
  beside: number;
}

const titlePx = 22;
const linePx = 14;
const slant = 40;

/** The area inside all labels, and which labels there are. */
export function planFrame(
  axes: Map<string, AxisPlan>,
  layout: Partial<Layout>,
  categories: Map<string, string[]>,
  { width, height, above, beside }: Room,
  measure: MeasureText,
): Frame {
  const all = [...axes.values()];
  const labels = new Map<string, AxisLabels>();
  const tall = Math.max(60, height - above - 50);
  let [left, below] = [12, 10];
  for (const axis of all.filter(({ id }) => id.startsWith('y'))) {
    const found = sideLabels(axis, tall * shareOf(axis), width, categories.get(axis.id), measure);
    labels.set(axis.id, found);
    if (startsAt(axis) > 0) continue;
    const shown = axis.layout.showticklabels === false ? 0 : widest(found, measure) + 8;
    left = Math.max(left, 8 + shown + (titleOf(axis) ? titlePx : 0));
  }
  const right = 16 + beside;
  const wide = Math.max(60, width - left - right);
  for (const axis of all.filter(({ id }) => id.startsWith('x'))) {
    const found = footLabels(axis, wide * shareOf(axis), height, categories.get(axis.id), measure);
    labels.set(axis.id, found);
    if (startsAt(axis) > 0) continue;
    const shown = axis.layout.showticklabels === false ? 0 : deepest(found, measure) + 8;
    below = Math.max(below, 2 + shown + (titleOf(axis) ? 20 : 4));
  }
  const top = Math.max(12, Number(layout.margin?.t ?? 12)) + above;
  const tallest = Math.max(30, height - top - below);
  return { inner: { left: round(left), top, width: round(wide), height: tallest }, labels };
}

/** The axis title's text; empty where it has none. */
export function titleOf({ layout }: AxisPlan): string {
  const { title } = layout as { title?: string | { text?: string } };
  return (typeof title === 'string' ? title : title?.text) ?? '';
}

function shareOf({ layout: { domain = [0, 1] } }: AxisPlan): number {
  return domain[1]! - domain[0]!;
}

/** Subplots off the edge have their labels between the plots. */
function startsAt({ layout: { domain = [0, 1] } }: AxisPlan): number {
  return domain[0]!;
}

function sideLabels(
  axis: AxisPlan,
  tall: number,
  width: number,
  categories: string[] | undefined,
  measure: MeasureText,
): AxisLabels {
  const sizePx = axis.layout.tickfont?.size ?? 11;
  const ticks = thin(axisTicks(axis, Math.max(2, tall / 44), categories), tall / linePx);
  const labels = { ticks, angle: 0, sizePx, mostPx: Math.max(60, width * 0.36) };
  return { ...labels, mostPx: Math.min(labels.mostPx, widest(labels, measure)) };
}

function footLabels(
  axis: AxisPlan,
  wide: number,
  height: number,
  categories: string[] | undefined,
  measure: MeasureText,
): AxisLabels {
  const sizePx = axis.layout.tickfont?.size ?? 11;
  const most = Math.max(48, height * 0.32);
  const isFixed = axis.layout.tickvals !== undefined || axis.kind === 'category';
  if (isFixed) {
    const all = axisTicks(axis, 0, categories);
    const step = wide / Math.max(1, Math.abs(axis.to - axis.from));
    const widestPx = widest({ ticks: all, sizePx, mostPx: Infinity }, measure);
    if (widestPx <= step - 6) return { ticks: all, angle: 0, sizePx, mostPx: step };
    const steep = axis.layout.tickangle === 0 ? 0 : -slant;
    const ticks = thin(all, steep === 0 ? wide / (widestPx + 8) : wide / linePx);
    return { ticks, angle: steep, sizePx, mostPx: most / Math.sin((slant * Math.PI) / 180) };
  }
  for (let count = Math.max(2, Math.floor(wide / 56)); count > 1; count -= 1) {
    const ticks = axisTicks(axis, count);
    const room = widest({ ticks, sizePx, mostPx: Infinity }, measure) + 10;
    if (room * ticks.length <= wide * (1 + 1 / Math.max(1, ticks.length)))
      return { ticks, angle: 0, sizePx, mostPx: Infinity };
  }
  return { ticks: axisTicks(axis, 1), angle: 0, sizePx, mostPx: Infinity };
}

/** Every second, third, … label, so that at most `room` are left. */
function thin(ticks: Tick[], room: number): Tick[] {
  const step = Math.ceil(ticks.length / Math.max(1, room));
  return step <= 1 ? ticks : ticks.filter((_, index) => index % step === 0);
}

function widest(
  { ticks, sizePx, mostPx }: Pick<AxisLabels, 'ticks' | 'sizePx' | 'mostPx'>,
  measure: MeasureText,
): number {
  const widths = ticks.flatMap(({ lines }) => lines.map((line) => measure(line, sizePx)));
  return Math.min(mostPx, Math.max(0, ...widths));
}

function deepest(labels: AxisLabels, measure: MeasureText): number {
  const lines = Math.max(1, ...labels.ticks.map((tick) => tick.lines.length));
  if (labels.angle === 0) return lines * linePx;
  return Math.sin((slant * Math.PI) / 180) * widest(labels, measure) + 12;
}
