import { round } from './scene';

/**
 * A line through points in px. Where a point is missing the line is broken, unless gaps are to be bridged.
 * Shapes: `linear`, `hv` (steps that turn at the next point), `vh`, `hvh` (steps that turn halfway).
 */
export function linePath(
  x: Float64Array,
  y: Float64Array,
  shape = 'linear',
  bridgesGaps = false,
): string {
  const parts: string[] = [];
  let before: number | undefined;
  for (let point = 0; point < x.length; point += 1) {
    if (!Number.isFinite(x[point]! + y[point]!)) {
      if (!bridgesGaps) before = undefined;
      continue;
    }
    const [left, top] = [round(x[point]!), round(y[point]!)];
    parts.push(
      before === undefined ? `M${left} ${top}` : stepTo(shape, round(x[before]!), left, top),
    );
    before = point;
  }
  return parts.join('');
}

function stepTo(shape: string, from: number, x: number, y: number): string {
  switch (shape) {
    case 'hv':
      return `H${x}V${y}`;
    case 'vh':
      return `V${y}H${x}`;
    case 'hvh':
      return `H${round((from + x) / 2)}V${y}H${x}`;
    default:
      return `L${x} ${y}`;
  }
}
