import { formatTick } from './format-number';

/** A label of an axis at a coordinate, in one line or two. */
export interface Tick {
  at: number;
  lines: readonly string[];
}

/** Round numbers between two ends, about `count` of them. */
export function linearTicks(from: number, to: number, count: number): Tick[] {
  const step = niceStep((to - from) / Math.max(1, count));
  return multiples(from, to, step).map((at) => ({ at, lines: [formatTick(at, step)] }));
}

/** Powers of ten between two exponents, or also 2 and 5 times them where few are there. */
export function logTicks(from: number, to: number, count: number): Tick[] {
  const span = to - from;
  if (span < 0.5) {
    const ticks = linearTicks(10 ** from, 10 ** to, count).filter(({ at }) => at > 0);
    return ticks.map(({ at, lines }) => ({ at: Math.log10(at), lines }));
  }
  const step = Math.max(1, Math.ceil(span / Math.max(1, count)));
  const powers = multiples(Math.floor(from), to, step);
  const factors = span < 2.5 && count >= 4 ? [1, 2, 5] : [1];
  return powers
    .flatMap((power) => factors.map((factor) => ({ power, factor })))
    .map(({ power, factor }) => ({
      at: power + Math.log10(factor),
      lines: [formatTick(factor * 10 ** power, 10 ** power)],
    }))
    .filter(({ at }) => at >= from - 1e-9 && at <= to + 1e-9);
}

/** The next of 1, 2 and 5 times a power of ten. */
export function niceStep(raw: number): number {
  if (!(raw > 0) || !Number.isFinite(raw)) return 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((each) => each * power >= raw * (1 - 1e-9))!;
  return factor * power;
}

function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  if (!(last >= first) || last - first > 1000) return [];
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
