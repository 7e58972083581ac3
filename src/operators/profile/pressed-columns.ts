import type { FineAxis } from '../../methods/profile/fine-bins';
import type { ChartReport } from './collect-chart';

/** Nearly all rows in so small a part of an axis look like one. */
const nearlyAll = 0.95;
const smallPart = 0.2;
const fewestBins = 10;

/** Numbers of which a few far values press nearly all the others into one end of the picture. */
export function pressedColumns(report: ChartReport): string[] {
  const { boxes, points, axes, value, kind } = report;
  if (kind === 'box') return value !== undefined && areBoxesPressed(boxes) ? [value] : [];
  return axes
    .filter((axis, index) => {
      if (axis.kind !== 'number') return false;
      if (points) return isPressed(index === 0 ? points.x : points.y);
      return isAxisPressed(report, axis, index);
    })
    .map(({ column }) => column);
}

function areBoxesPressed(boxes: ChartReport['boxes']): boolean {
  const inner = boxes.flatMap(({ low, high }) => [low, high]);
  const all = boxes.flatMap(({ extremes }) => extremes);
  return rangeOf(inner) < smallPart * rangeOf([...inner, ...all]);
}

function isPressed(values: Float64Array): boolean {
  const sorted = values.toSorted();
  const ends = (1 - nearlyAll) / 2;
  const [low, high] = [ends, 1 - ends].map(
    (share) => sorted[Math.round(share * (sorted.length - 1))]!,
  );
  return sorted.length > 0 && high! - low! < smallPart * (sorted.at(-1)! - sorted[0]!);
}

function isAxisPressed({ cells, pairs }: ChartReport, axis: FineAxis, index: number): boolean {
  if (axis.count < fewestBins) return false;
  const pair = pairs.findIndex((each) => each.includes(index));
  const { bins, rows } = cells[Math.max(0, pair)]!;
  const place = pair < 0 ? index : pairs[pair]!.indexOf(index);
  const counts = new Float64Array(axis.count);
  bins[place]!.forEach((bin, cell) => {
    if (bin >= 0) counts[bin]! += rows[cell]!;
  });
  const all = counts.reduce((sum, count) => sum + count, 0);
  const width = Math.max(1, Math.floor(smallPart * axis.count));
  return all > 0 && fullestWindow(counts, width) >= nearlyAll * all;
}

/** The most that stands in so many bins side by side. */
function fullestWindow(counts: Float64Array, width: number): number {
  let inside = 0;
  let most = 0;
  counts.forEach((count, bin) => {
    inside += count - (counts[bin - width] ?? 0);
    most = Math.max(most, inside);
  });
  return most;
}

function rangeOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
