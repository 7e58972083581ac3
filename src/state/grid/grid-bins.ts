import { formatNumber } from '../../data/format';
import type { ColumnInfo } from '../../data/table';
import { typeFamily } from '../../data/type-family';
import type { ColumnFilter, LengthFilter, RangeFilter } from '../filter/grid-filter';

const dayMs = 86_400_000;

/** The bins of a histogram from `first` to `last`, as a filter on its column. Edges of times are ms since 1970 UTC. */
export function binFilter(
  { name, type }: Pick<ColumnInfo, 'name' | 'type'>,
  edges: readonly number[],
  first: number,
  last: number,
): RangeFilter {
  const [from, to] = [edges[first]!, edges[last + 1]!];
  const maxExcluded = last + 2 < edges.length;
  const range = { test: 'range', column: name } as const;
  switch (typeFamily(type)) {
    case 'integer':
      return { ...range, min: wholeText(Math.ceil(from)), max: wholeText(Math.floor(to)) };
    case 'date': {
      const end = maxExcluded ? Math.ceil(to / dayMs) - 1 : Math.floor(to / dayMs);
      const start = Math.ceil(from / dayMs);
      return { ...range, min: dayText(start), max: dayText(Math.max(start, end)) };
    }
    case 'datetime':
      return maxExcluded
        ? { ...range, min: timeText(from), max: timeText(to), maxExcluded }
        : { ...range, min: timeText(from) };
    default:
      return maxExcluded
        ? { ...range, min: String(from), max: String(to), maxExcluded }
        : { ...range, min: String(from), max: String(to) };
  }
}

/** The bins of a histogram of lengths from `first` to `last`, as a filter on its column. */
export function lengthFilter(
  { name }: Pick<ColumnInfo, 'name'>,
  edges: readonly number[],
  first: number,
  last: number,
): LengthFilter {
  const [min, max] = [Math.ceil(edges[first]!), Math.floor(edges[last + 1]!)];
  return { test: 'length', column: name, min, max };
}

/**
 * Whether a filter on the column of a histogram takes all of a bin, given as the filter that it would make. A
 * filter that says nothing of bins takes every one of them.
 */
export function takesBin(filter: ColumnFilter | undefined, bin: ColumnFilter): boolean {
  if (filter?.test === 'length' && bin.test === 'length')
    return bin.min >= filter.min && bin.max <= filter.max;
  if (filter?.test !== 'range' || bin.test !== 'range') return true;
  const isLowIn = boundNumber(bin.min, -Infinity) >= boundNumber(filter.min, -Infinity);
  return isLowIn && boundNumber(bin.max, Infinity) <= boundNumber(filter.max, Infinity);
}

/** A bound on the axis: a number, or ms since 1970 UTC. */
function boundNumber(bound: string | undefined, none: number): number {
  if (bound === undefined) return none;
  const number = Number(bound);
  if (!Number.isNaN(number)) return number;
  return Date.parse(bound.length === 10 ? bound : `${bound.replace(' ', 'T')}Z`);
}

/** The span of some bins in a few characters: `20 – 24`. */
export function binWords(
  { type }: Pick<ColumnInfo, 'type'>,
  edges: readonly number[],
  first: number,
  last: number,
): string {
  const [from, to] = [edges[first]!, edges[last + 1]!];
  const family = typeFamily(type);
  if (family === 'integer') {
    const [low, high] = [Math.ceil(from), Math.floor(to)];
    return low === high
      ? formatNumber(low, 6)
      : `${formatNumber(low, 6)} – ${formatNumber(high, 6)}`;
  }
  return `${edgeWords(from, type, to - from)} – ${edgeWords(to, type, to - from)}`;
}

/** An edge in a few characters; times with as much of them as a span of `spanMs` needs. */
export function edgeWords(edge: number, type: string, spanMs: number): string {
  const family = typeFamily(type);
  if (family === 'integer') return formatNumber(Math.round(edge), 6);
  if (family !== 'date' && family !== 'datetime') return formatNumber(edge);
  const text = new Date(edge).toISOString();
  if (family === 'date' || spanMs > 2 * dayMs) return text.slice(0, 10);
  return text.slice(0, 16).replace('T', ' ');
}

/** Not by `Intl.DateTimeFormat`: to make one takes a page several milliseconds. */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function monthAndDay(edge: number): string {
  const day = new Date(edge);
  return `${months[day.getUTCMonth()]} ${day.getUTCDate()}`;
}

/** An end of the axis, where there is room for some seven characters. */
export function axisWords(edge: number, type: string, spanMs: number): string {
  if (!['date', 'datetime'].includes(typeFamily(type))) return edgeWords(edge, type, spanMs);
  if (spanMs > 60 * dayMs) return new Date(edge).toISOString().slice(0, 7);
  if (spanMs > 2 * dayMs) return monthAndDay(edge);
  return new Date(edge).toISOString().slice(11, 16);
}

/** Exact also beyond 2^53, where doubles are whole but not all whole numbers are doubles. */
function wholeText(whole: number): string {
  return BigInt(whole).toString();
}

function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Rounded down to the millisecond, so that the row that made the edge is inside. */
function timeText(edgeMs: number): string {
  return new Date(Math.floor(edgeMs)).toISOString().slice(0, 23).replace('T', ' ');
}
