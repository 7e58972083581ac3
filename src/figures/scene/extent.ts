/** The span of coordinates that something covers, and how much air it wants at each end (share of the span). */
export interface Extent {
  low: number;
  high: number;
  airBelow: number;
  airAbove: number;
}

export const noExtent: Extent = { low: Infinity, high: -Infinity, airBelow: 0, airAbove: 0 };

/** Span of finite coordinates; `noExtent` where there are none. */
export function spanOf(coordinates: ArrayLike<number>, air = 0): Extent {
  let [low, high] = [Infinity, -Infinity];
  for (let index = 0; index < coordinates.length; index += 1) {
    const each = coordinates[index]!;
    if (!Number.isFinite(each)) continue;
    if (each < low) low = each;
    if (each > high) high = each;
  }
  return low > high ? noExtent : { low, high, airBelow: air, airAbove: air };
}

/** The span of both; each end keeps the air of what reaches furthest there. */
export function unite(one: Extent, other: Extent): Extent {
  if (one.low > one.high) return other;
  if (other.low > other.high) return one;
  const [lower, upper] = [one.low <= other.low ? one : other, one.high >= other.high ? one : other];
  const even = (a: number, b: number, air: number, less: number): number =>
    a === b ? Math.max(air, less) : air;
  return {
    low: lower.low,
    high: upper.high,
    airBelow: even(
      one.low,
      other.low,
      lower.airBelow,
      lower === one ? other.airBelow : one.airBelow,
    ),
    airAbove: even(
      one.high,
      other.high,
      upper.airAbove,
      upper === one ? other.airAbove : one.airAbove,
    ),
  };
}

/** Ends of an axis: the span with its air, never of no width. `unit` is half the width around a single value. */
export function endsOf(extent: Extent, unit: number): [from: number, to: number] {
  const { low, high, airBelow, airAbove } = extent;
  if (low > high) return [0, 1];
  if (low === high) return [low - unit, high + unit];
  const span = high - low;
  return [low - airBelow * span, high + airAbove * span];
}
