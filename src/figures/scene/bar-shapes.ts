import type { Layout } from 'plotly.js';
import type { Trace } from '../figure';
import { eachOf, listOf } from './values';

/** One bar: where it stands, half its width, and the values between which it reaches. */
export interface BarShape {
  point: number;
  at: number;
  half: number;
  base: number;
  end: number;
}

interface BarTrace {
  index: number;
  trace: Trace;
  /** Coordinates along the axis that bars stand on. */
  at: ArrayLike<number>;
}

/** Whether bars of a trace lie, with their length along x. */
export function isLying(trace: Trace): boolean {
  return trace.orientation === 'h';
}

/** The bars of each trace, beside or upon each other by `barmode`. All traces share one pair of axes. */
export function shapeBars(
  traces: readonly BarTrace[],
  { barmode = 'group', bargap = 0.08 }: Partial<Layout>,
): Map<number, BarShape[]> {
  const step = smallestStep(traces);
  const isGrouped = barmode === 'group' && traces.length > 1;
  const stacks = { up: new Map<number, number>(), down: new Map<number, number>() };
  return new Map(
    traces.map(({ index, trace, at }, place) => {
      const lengths = listOf(isLying(trace) ? trace.x : trace.y);
      const shapes = Array.from({ length: Math.min(at.length, lengths.length) }, (_, point) => {
        const whole = eachOf(trace.width, point, step * (1 - (bargap as number)));
        const half = whole / 2 / (isGrouped ? traces.length : 1);
        const shift = isGrouped ? (2 * place + 1 - traces.length) * half : 0;
        const length = Number(lengths[point] ?? NaN);
        const centre = at[point]!;
        const base = barmode === 'stack' ? stackOn(stacks, centre, length) : baseOf(trace, point);
        return { point, at: centre + shift, half, base, end: base + length };
      });
      return [index, shapes.filter(({ at: centre, end }) => Number.isFinite(centre + end))];
    }),
  );
}

function baseOf(trace: Trace, point: number): number {
  return eachOf<number>((trace as { base?: unknown }).base, point, 0);
}

function stackOn(
  { up, down }: Record<'up' | 'down', Map<number, number>>,
  at: number,
  length: number,
): number {
  const stack = length < 0 ? down : up;
  const base = stack.get(at) ?? 0;
  if (Number.isFinite(length)) stack.set(at, base + length);
  return base;
}

function smallestStep(traces: readonly BarTrace[]): number {
  const places = [...new Set(traces.flatMap(({ at }) => Array.from(at)))]
    .filter(Number.isFinite)
    .sort((one, other) => one - other);
  const steps = places.slice(1).map((each, index) => each - places[index]!);
  return steps.length === 0 ? 1 : Math.min(...steps);
}
