import { averageLinkage, leafOrder } from '../../math/linkage';
import { pairIndex, type Association, type PairAssociation } from './association';

/** The leaves of a clustering with average linkage at distance 1 − strength; undefined strengths count as none. */
export function clusterOrder(pairs: readonly PairAssociation[], count: number): number[] {
  const distances = new Float64Array(count * count);
  for (let first = 0; first < count; first += 1) {
    for (let second = first + 1; second < count; second += 1) {
      const { strength } = pairs[pairIndex(first, second, count)]!;
      const distance = 1 - (Number.isNaN(strength) ? 0 : strength);
      distances[first * count + second] = distances[second * count + first] = distance;
    }
  }
  return Array.from(leafOrder(averageLinkage(distances, count), count));
}

/**
 * The `limit` columns most worth comparing, in their old order: those with the strongest pair, or, with a target's
 * position given, those that go most with the target, and the target itself.
 */
export function chooseColumns(
  pairs: readonly PairAssociation[],
  count: number,
  limit: number,
  target?: number,
): number[] {
  const strengthOf = (first: number, second: number): number =>
    pairs[pairIndex(first, second, count)]!.strength || 0;
  const scores = Array.from({ length: count }, (_, column) => {
    if (column === target) return Infinity;
    if (target !== undefined) return strengthOf(column, target);
    let strongest = 0;
    for (let other = 0; other < count; other += 1) {
      if (other !== column) strongest = Math.max(strongest, strengthOf(column, other));
    }
    return strongest;
  });
  return scores
    .map((score, column) => ({ score, column }))
    .sort((one, other) => other.score - one.score || one.column - other.column)
    .slice(0, limit)
    .map(({ column }) => column)
    .sort((one, other) => one - other);
}

/** A pair by the names of its columns. */
export interface NamedPair extends PairAssociation {
  first: string;
  second: string;
}

/** The pairs from the strongest to the weakest, those without a value left out. */
export function strongestPairs({
  names,
  pairs,
}: Pick<Association, 'names' | 'pairs'>): NamedPair[] {
  const named: NamedPair[] = [];
  for (let first = 0; first < names.length; first += 1) {
    for (let second = first + 1; second < names.length; second += 1) {
      const pair = pairs[pairIndex(first, second, names.length)]!;
      if (Number.isNaN(pair.strength)) continue;
      named.push({ ...pair, first: names[first]!, second: names[second]! });
    }
  }
  return named.sort((one, other) => other.strength - one.strength);
}
