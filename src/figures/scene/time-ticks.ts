import type { Tick } from './ticks';
import { niceStep } from './ticks';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.4 * day;
const year = 365.25 * day;

/** Steps that divide the next larger unit. */
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14].map((count) => count * day),
];
const monthSteps = [1, 2, 3, 6];
const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/** Round times in UTC between two in ms since 1970; the larger unit stands below where it begins. */
export function timeTicks(from: number, to: number, count: number): Tick[] {
  const raw = (to - from) / Math.max(1, count);
  const fine = steps.find((step) => step >= raw);
  if (fine !== undefined) return fineTicks(from, to, fine);
  const months = monthSteps.find((each) => each * month >= raw);
  return months === undefined
    ? yearTicks(from, to, niceStep(Math.max(1, raw / year)))
    : monthTicks(from, to, months);
}

function fineTicks(from: number, to: number, step: number): Tick[] {
  const first = Math.ceil(from / step);
  const times = Array.from(
    { length: Math.max(0, Math.floor(to / step) - first + 1) },
    (_, index) => (first + index) * step,
  );
  const [name, group] = step < day ? [timeName(step), dayName] : [shortDay, yearName];
  return withGroups(times, name, group);
}

function monthTicks(from: number, to: number, step: number): Tick[] {
  const start = new Date(from);
  let place = start.getUTCFullYear() * 12 + start.getUTCMonth();
  place = Math.ceil(place / step) * step;
  const times: number[] = [];
  for (let time = monthStart(place); time <= to && times.length < 1000; time = monthStart(place)) {
    if (time >= from) times.push(time);
    place += step;
  }
  return withGroups(times, (time) => monthNames[new Date(time).getUTCMonth()]!, yearName);
}

function yearTicks(from: number, to: number, step: number): Tick[] {
  const times: number[] = [];
  const first = Math.ceil(new Date(from).getUTCFullYear() / step) * step;
  for (let each = first; times.length < 1000; each += step) {
    const time = monthStart(each * 12);
    if (!(time <= to)) break;
    if (time >= from) times.push(time);
  }
  return times.map((at) => ({ at, lines: [yearName(at)] }));
}

/** `Date.UTC` reads the years 0 to 99 as 1900 to 1999. */
function monthStart(place: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(place / 12), place - 12 * Math.floor(place / 12), 1);
  return date.getTime();
}

function withGroups(
  times: number[],
  name: (time: number) => string,
  group: (time: number) => string,
): Tick[] {
  let before = '';
  return times.map((at) => {
    const whole = group(at);
    const lines = whole === before ? [name(at)] : [name(at), whole];
    before = whole;
    return { at, lines };
  });
}

function timeName(step: number): (time: number) => string {
  const [first, last] = step < second ? [17, 23] : step < minute ? [11, 19] : [11, 16];
  return (time) => isoTail(time, first, last);
}

/** Part of an ISO time, counted from the end, since far years are longer. */
function isoTail(time: number, first: number, last: number): string {
  const text = new Date(time).toISOString();
  const shift = text.length - 24;
  return text.slice(first + shift, last + shift);
}

function dayName(time: number): string {
  return `${shortDay(time)} ${yearName(time)}`;
}

function shortDay(time: number): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`;
}

function yearName(time: number): string {
  return String(new Date(time).getUTCFullYear());
}
