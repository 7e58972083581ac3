import type { Brush } from '../../engine/cube/linked-counts';
import type { CrossfilterReport } from '../../operators/profile/crossfilter';
import {
  calendarStart,
  fineEdge,
  timeText,
  type FineAxis,
  type FineCalendar,
  type FineScale,
} from '../../operators/profile/crossfilter-words';
import type { ColumnFilter } from './grid-filter';

type Plan = Pick<CrossfilterReport, 'axes' | 'views'>;

/** Fine bins of a column, from one to below another. */
type Span = readonly [from: number, to: number];

/** Brushes as filters of their columns, by name. Two brushes on one column leave what both leave. */
export function brushFilters(
  { axes, views }: Plan,
  brushes: readonly (Brush | undefined)[],
): Map<string, ColumnFilter> {
  const spans = new Map<number, Span>();
  const filters = new Map<string, ColumnFilter>();
  views.forEach((view, index) => {
    const brush = brushes[index];
    if (brush === undefined) return;
    if (brush.kind === 'choice') {
      const axis = axes[view.axes[0].dimension]!;
      filters.set(axis.column, choiceFilter(axis, brush.chosen));
      return;
    }
    view.axes.forEach(({ dimension, shift, count }, at) => {
      const span = spanOf(brush, at, shift, count);
      const known = spans.get(dimension);
      spans.set(
        dimension,
        known ? [Math.max(known[0], span[0]), Math.min(known[1], span[1])] : span,
      );
    });
  });
  for (const [dimension, span] of spans) {
    const axis = axes[dimension]!;
    filters.set(axis.column, spanFilter(axis, span));
  }
  return filters;
}

function spanOf(
  brush: Exclude<Brush, { kind: 'choice' }>,
  at: number,
  shift: number,
  count: number,
): Span {
  if (brush.kind === 'range') return [brush.from, brush.to];
  const [from, to] = at === 0 ? [brush.left, brush.right] : [brush.bottom, brush.top];
  return [from << shift, Math.min(count, to << shift)];
}

/** Bins of a column, from one to below another, as a filter. */
export function spanFilter(axis: FineAxis, span: Span): ColumnFilter {
  return axis.kind === 'values'
    ? choiceFilter(axis, chosenBins(axis, span))
    : rangeFilter(axis, span);
}

function rangeFilter(axis: FineScale | FineCalendar, [from, end]: Span): ColumnFilter {
  const { column } = axis;
  const to = Math.max(from, end);
  if (axis.kind === 'calendar') {
    const [min, max] = [from, to].map((bin) => timeText(calendarStart(axis, bin)));
    return { test: 'range', column, min, max, maxExcluded: true };
  }
  const [low, high] = [fineEdge(axis, from), fineEdge(axis, to)];
  if (axis.kind === 'time') {
    return { test: 'range', column, min: timeText(low), max: timeText(high), maxExcluded: true };
  }
  return axis.isWhole
    ? { test: 'range', column, min: plain(low), max: plain(high - 1) }
    : { test: 'range', column, min: plain(low), max: plain(high), maxExcluded: true };
}

/** Whole numbers without an exponent. */
function plain(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

function chosenBins({ count }: FineAxis, [from, to]: Span): Uint8Array {
  return Uint8Array.from({ length: count }, (_, bin) => (bin >= from && bin < to ? 1 : 0));
}

/** The values chosen; with the bar of all others, all but those that are not chosen. */
function choiceFilter(axis: FineAxis, chosen: Uint8Array): ColumnFilter {
  const values = axis.kind === 'values' ? axis.values : [];
  const { column } = axis;
  if (chosen[values.length] !== 1) {
    return { test: 'values', column, values: values.filter((_, bin) => chosen[bin] === 1) };
  }
  const left = values.filter((_, bin) => chosen[bin] !== 1);
  return { test: 'values', column, values: [...left, null], exclude: true };
}
