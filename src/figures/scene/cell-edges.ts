import type { Trace } from '../figure';
import { listOf } from './values';

/**
 * Edges of a heat map's cells in coordinates, one more than cells. Positions are centres, or edges where there is
 * one more of them than cells; without positions, cells stand at 0, 1, 2, ….
 */
export function cellEdges(
  trace: Trace,
  direction: 'x' | 'y',
  coordinate: (value: unknown) => number,
): number[] {
  const rows = listOf(trace.z);
  const count = direction === 'y' ? rows.length : listOf(rows[0]).length;
  const given = Array.from(listOf(trace[direction]), coordinate);
  if (given.length === count + 1) return given;
  const centres =
    given.length === count ? given : Array.from({ length: count }, (_, place) => place);
  return edgesAround(centres);
}

function edgesAround(centres: readonly number[]): number[] {
  if (centres.length === 0) return [];
  if (centres.length === 1) return [centres[0]! - 0.5, centres[0]! + 0.5];
  const inner = centres.slice(1).map((each, index) => (centres[index]! + each) / 2);
  const [first, last] = [centres[0]!, centres.at(-1)!];
  return [2 * first - inner[0]!, ...inner, 2 * last - inner.at(-1)!];
}
