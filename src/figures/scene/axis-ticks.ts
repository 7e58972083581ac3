import type { AxisPlan } from './axis-plan';
import { formatBy } from './format-number';
import { breakLines } from './hover-words';
import { linearTicks, logTicks, type Tick } from './ticks';
import { timeTicks } from './time-ticks';
import { listOf } from './values';

/** Labels of an axis that has room for about `count` of them. */
export function axisTicks(
  axis: AxisPlan,
  count: number,
  categories: readonly string[] = [],
): Tick[] {
  const { layout } = axis;
  if (layout.showticklabels === false && layout.showgrid === false) return [];
  const [low, high] = [Math.min(axis.from, axis.to), Math.max(axis.from, axis.to)];
  const within = ({ at }: Tick): boolean =>
    at >= low - 1e-9 * (high - low) && at <= high + 1e-9 * (high - low);
  if (layout.tickvals !== undefined) return givenTicks(axis).filter(within);
  switch (axis.kind) {
    case 'category':
      return categories.map((name, at) => ({ at, lines: [name] })).filter(within);
    case 'date':
      return timeTicks(low, high, count);
    case 'log':
      return logTicks(low, high, count);
    case 'linear':
      return formatted(linearTicks(low, high, count), layout.tickformat);
  }
}

function givenTicks({ layout, coordinate }: AxisPlan): Tick[] {
  const texts = listOf(layout.ticktext);
  return Array.from(listOf(layout.tickvals), (value, index) => ({
    at: coordinate(value),
    lines: breakLines(String(texts[index] ?? value)),
  }));
}

function formatted(ticks: Tick[], format: string | undefined): Tick[] {
  return format ? ticks.map(({ at }) => ({ at, lines: [formatBy(at, format)] })) : ticks;
}
