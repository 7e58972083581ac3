import { formatCount, formatDuration, formatNumber } from '../../data/format';
import {
  calendarStart,
  fineEdge,
  type FineAxis,
  type FineCalendar,
  type FineScale,
} from '../../methods/profile/fine-bins';

export {
  calendarStart,
  fineBinsQuery,
  fineEdge,
  leftOutQuery,
} from '../../methods/profile/fine-bins';
export type {
  FineAxis,
  FineCalendar,
  FineScale,
  FineValues,
} from '../../methods/profile/fine-bins';

const day = 86_400_000;

/** An edge as a person reads it: `12.5`, `2020-03-01`, `2020-03-01 14:30`. */
export function edgeWords(axis: FineScale | FineCalendar, k: number): string {
  if (axis.kind === 'calendar') return timeText(calendarStart(axis, k));
  const value = fineEdge(axis, k);
  return axis.kind === 'time' ? timeText(value) : formatNumber(value, 10);
}

/** What one step of a brush is. */
export function axisWords(axis: FineAxis): string {
  if (axis.kind === 'values') return 'a value';
  if (axis.kind === 'calendar') return `a ${axis.unit}`;
  if (axis.kind === 'number') return formatNumber(axis.multiple / axis.divisor, 6);
  return axis.multiple >= day
    ? `${formatCount(axis.multiple / day)} d`
    : formatDuration(axis.multiple);
}

/** Fine bins `from` to below `to` in words: `12 to below 15`, or the whole numbers themselves. */
export function rangeWords(axis: FineScale | FineCalendar, from: number, to: number): string {
  if (axis.kind === 'number' && axis.isWhole) {
    const [first, last] = [fineEdge(axis, from), fineEdge(axis, to) - 1];
    return first === last
      ? formatNumber(first, 10)
      : `${formatNumber(first, 10)} to ${formatNumber(last, 10)}`;
  }
  return `${edgeWords(axis, from)} to below ${edgeWords(axis, to)}`;
}

/** The label of a value's bin. */
export function valueWords(axis: Extract<FineAxis, { kind: 'values' }>, bin: number): string {
  const value = axis.values[bin];
  if (value === undefined) return `${formatCount(axis.others)} others`;
  return value === '' ? '(empty text)' : value;
}

/** Milliseconds since 1970 as the engine reads them: a date where it is midnight, else with the time. */
export function timeText(timeMs: number): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) return 'out of range';
  const text = date.toISOString().replace('T', ' ').replace('Z', '');
  return timeMs % day === 0
    ? text.slice(0, -13)
    : text.replace(/:00\.000$/, '').replace(/\.000$/, '');
}
