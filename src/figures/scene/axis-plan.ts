import type { Layout, LayoutAxis } from 'plotly.js';
import type { Trace } from '../figure';
import { endsOf, noExtent, spanOf, unite, type Extent } from './extent';
import { isLying, shapeBars, type BarShape } from './bar-shapes';
import { cellEdges } from './cell-edges';
import type { Scale } from './scene';
import { listOf } from './values';

/** An axis before it has pixels. */
export interface AxisPlan extends Pick<Scale, 'kind' | 'from' | 'to' | 'coordinate'> {
  /** `x`, `y2`: as traces name it. */
  id: string;
  layout: Partial<LayoutAxis>;
}

export interface AxesPlan {
  axes: Map<string, AxisPlan>;
  bars: Map<number, BarShape[]>;
}

const isoDate = /^\d{4}-\d{2}-\d{2}/;

/** Which axis a trace stands on: `x` or `x2`, `y` or `y2`. */
export function axisOf(trace: Trace, direction: 'x' | 'y'): string {
  return (direction === 'x' ? trace.xaxis : trace.yaxis) ?? direction;
}

/** The layout of an axis by its id. */
export function axisLayout(layout: Partial<Layout>, id: string): Partial<LayoutAxis> {
  const key = `${id[0]}axis${id.slice(1)}`;
  return (layout as Record<string, Partial<LayoutAxis> | undefined>)[key] ?? {};
}

/** Kinds and ends of all axes that traces stand on, and the bars on them. */
export function planAxes(data: readonly Trace[], layout: Partial<Layout>): AxesPlan {
  const ids = new Set([
    'x',
    'y',
    ...data.flatMap((each) => [axisOf(each, 'x'), axisOf(each, 'y')]),
  ]);
  const open = new Map([...ids].map((id) => [id, openAxis(id, data, layout)]));
  const bars = planBars(data, layout, open);
  const extents = new Map<string, Extent>();
  data.forEach((trace, index) => {
    const [x, y] = [open.get(axisOf(trace, 'x'))!, open.get(axisOf(trace, 'y'))!];
    const found = extentsOf(trace, x, y, bars.get(index));
    for (const [axis, extent] of [
      [x, found.x],
      [y, found.y],
    ] as const)
      extents.set(axis.id, unite(extents.get(axis.id) ?? noExtent, extent));
  });
  const axes = [...open.values()].map((axis): [string, AxisPlan] => {
    const [from, to] = axisEnds(axis, extents.get(axis.id) ?? noExtent);
    return [axis.id, { ...axis, from, to }];
  });
  return { axes: new Map(axes), bars };
}

type OpenAxis = Omit<AxisPlan, 'from' | 'to'>;

function openAxis(id: string, data: readonly Trace[], layout: Partial<Layout>): OpenAxis {
  const own = axisLayout(layout, id);
  const direction = id[0] as 'x' | 'y';
  const lists = data
    .filter((trace) => axisOf(trace, direction) === id)
    .map((trace) => listOf(trace[direction]));
  const kind = kindOf(own.type, lists);
  return { id, layout: own, kind, coordinate: coordinates(kind, lists) };
}

function kindOf(type: LayoutAxis['type'] | undefined, lists: ArrayLike<unknown>[]): Scale['kind'] {
  if (type === 'log' || type === 'date' || type === 'linear' || type === 'category') return type;
  for (const list of lists) {
    const first = Array.prototype.find.call(list, (value) => value !== null && value !== undefined);
    if (first instanceof Date) return 'date';
    if (typeof first === 'string') return isoDate.test(first) ? 'date' : 'category';
    if (first !== undefined) return 'linear';
  }
  return 'linear';
}

function coordinates(kind: Scale['kind'], lists: ArrayLike<unknown>[]): Scale['coordinate'] {
  switch (kind) {
    case 'linear':
      return toNumber;
    case 'log':
      return (value) => (toNumber(value) > 0 ? Math.log10(toNumber(value)) : NaN);
    case 'date':
      return (value) => (typeof value === 'string' ? Date.parse(value) : toNumber(value));
    case 'category': {
      const places = new Map<string, number>();
      for (const list of lists)
        for (const value of Array.from(list))
          if (!places.has(String(value))) places.set(String(value), places.size);
      return (value) => (typeof value === 'number' ? value : (places.get(String(value)) ?? NaN));
    }
  }
}

function toNumber(value: unknown): number {
  return value === null || value === undefined ? NaN : Number(value);
}

/** Bars that share both axes are laid out together. */
function planBars(
  data: readonly Trace[],
  layout: Partial<Layout>,
  axes: Map<string, OpenAxis>,
): Map<number, BarShape[]> {
  const groups = new Map<string, Parameters<typeof shapeBars>[0][number][]>();
  data.forEach((trace, index) => {
    if (trace.type !== 'bar') return;
    const direction = isLying(trace) ? 'y' : 'x';
    const { coordinate } = axes.get(axisOf(trace, direction))!;
    const at = Array.from(listOf(trace[direction]), coordinate);
    const key = `${axisOf(trace, 'x')} ${axisOf(trace, 'y')}`;
    groups.set(key, [...(groups.get(key) ?? []), { index, trace, at }]);
  });
  return new Map([...groups.values()].flatMap((group) => [...shapeBars(group, layout)]));
}

function extentsOf(
  trace: Trace,
  x: OpenAxis,
  y: OpenAxis,
  bars: readonly BarShape[] | undefined,
): { x: Extent; y: Extent } {
  if (bars) {
    const along = spanOf(bars.flatMap(({ at, half }) => [at - half, at + half]));
    const length = lengthExtent(bars, isLying(trace) ? x : y);
    return isLying(trace) ? { x: length, y: along } : { x: along, y: length };
  }
  if (trace.type === 'heatmap')
    return {
      x: spanOf(cellEdges(trace, 'x', x.coordinate)),
      y: spanOf(cellEdges(trace, 'y', y.coordinate)),
    };
  if (trace.type === 'box') return boxExtents(trace, x, y);
  const isMarked = (trace.mode ?? 'lines').includes('markers');
  return {
    x: pointExtent(trace, 'x', x, isMarked ? 0.04 : 0),
    y: pointExtent(trace, 'y', y, 0.05),
  };
}

function lengthExtent(bars: readonly BarShape[], axis: OpenAxis): Extent {
  const ends = bars.flatMap(({ base, end }) => [base, end]);
  if (axis.kind !== 'log') return { ...spanOf([0, ...ends]), ...airOf(ends) };
  const span = spanOf(ends.map(axis.coordinate), 0.05);
  return { ...span, low: span.low - 0.4, airBelow: 0 };
}

function airOf(ends: number[]): Pick<Extent, 'airBelow' | 'airAbove'> {
  return {
    airBelow: ends.some((end) => end < 0) ? 0.05 : 0,
    airAbove: ends.some((end) => end > 0) ? 0.05 : 0,
  };
}

function pointExtent(trace: Trace, direction: 'x' | 'y', axis: OpenAxis, air: number): Extent {
  const list = listOf(trace[direction]);
  const other = listOf(trace[direction === 'x' ? 'y' : 'x']);
  const values =
    list.length > 0 ? Array.from(list, axis.coordinate) : Array.from(other, (_, place) => place);
  const error = direction === 'x' ? trace.error_x : trace.error_y;
  const { array = [], arrayminus } = (error ?? {}) as { array?: unknown; arrayminus?: unknown };
  const [up, down] = [listOf(array), listOf(arrayminus ?? array)];
  const reach = values.flatMap((value, point) => [
    value + Number(up[point] ?? 0),
    value - Number(down[point] ?? 0),
  ]);
  const base = direction === 'y' && trace.fill === 'tozeroy' ? spanOf([0]) : noExtent;
  return unite(spanOf(reach, air), base);
}

function boxExtents(trace: Trace, x: OpenAxis, y: OpenAxis): { x: Extent; y: Extent } {
  const direction = isLying(trace) ? 'x' : 'y';
  const axis = direction === 'x' ? x : y;
  const fields = ['lowerfence', 'q1', 'median', 'q3', 'upperfence'] as const;
  const ends = fields.flatMap((field) =>
    Array.from(listOf((trace as Record<string, unknown>)[field]), axis.coordinate),
  );
  const beyond = (trace.meta?.outliers ?? []).flatMap((list) => list.map(axis.coordinate));
  const [stand, along] = direction === 'x' ? [y, listOf(trace.y)] : [x, listOf(trace.x)];
  const places = Array.from(along, stand.coordinate);
  const standing = spanOf(places.flatMap((at) => [at - 0.5, at + 0.5]));
  const length = spanOf([...ends, ...beyond], 0.05);
  return direction === 'x' ? { x: length, y: standing } : { x: standing, y: length };
}

function axisEnds(axis: OpenAxis, extent: Extent): [number, number] {
  const { range, autorange, rangemode } = axis.layout;
  if (Array.isArray(range) && range.length === 2 && autorange !== true) {
    const [from, to] = range.map((end) =>
      axis.kind === 'log' ? Number(end) : axis.coordinate(end),
    );
    if (Number.isFinite(from) && Number.isFinite(to) && from !== to) return [from!, to!];
  }
  const reached =
    rangemode === 'tozero' && axis.kind !== 'log' ? unite(extent, spanOf([0])) : extent;
  const [from, to] = endsOf(reached, unitOf(axis.kind, extent.low));
  return autorange === 'reversed' ? [to, from] : [from, to];
}

function unitOf(kind: Scale['kind'], value: number): number {
  if (kind === 'date') return 43_200_000;
  return kind === 'linear' ? Math.max(Math.abs(value) * 0.1, 0.5) : 0.5;
}
