import { averageLinkage, cutTree, type Merge } from '../../math/linkage';

/** Columns that largely say the same, and the one to keep of them. */
export interface RedundancyCluster {
  /** The representative first, then by falling relevance. */
  columns: string[];
  representative: string;
  /** Weakest association of the representative with another one; 1 for a column on its own. */
  weakest: number;
}

export interface Redundancy {
  clusters: RedundancyCluster[];
  /** The whole tree, numbered as SciPy numbers it; leaves are the positions of the columns. */
  merges: Merge[];
}

/** A column that takes part: the more relevant, the sooner it represents its cluster. */
export interface RelevantColumn {
  name: string;
  /** Signal beside a target, or without one the mean association with all others. */
  relevance: number;
  /** On equal relevance a number goes before a name, since it keeps an order. */
  isNumber: boolean;
}

/** Relevances that differ by less than this share are equal: shuffles alone move them more. */
const sameRelevance = 0.005;

/**
 * Hierarchical clusters of columns, average linkage at distance 1 − association, cut where columns are associated
 * with at least `threshold` on average. `association` is symmetric, 0..1, row-major; NaN counts as none.
 * Clusters with most columns come first. O(n²).
 */
export function clusterColumns(
  columns: readonly RelevantColumn[],
  association: ArrayLike<number>,
  threshold: number,
): Redundancy {
  const count = columns.length;
  const distances = Float64Array.from(association, (strength, cell) =>
    cell % (count + 1) === 0 ? 0 : 1 - (Number.isNaN(strength) ? 0 : strength),
  );
  const merges = averageLinkage(distances, count);
  const numbers = cutTree(merges, count, 1 - threshold);
  const members: number[][] = [];
  numbers.forEach((number, index) => (members[number] ??= []).push(index));
  const clusters = members.map((each) => describeCluster(each, columns, distances));
  return {
    clusters: clusters.sort((one, other) => other.columns.length - one.columns.length),
    merges,
  };
}

function describeCluster(
  members: readonly number[],
  columns: readonly RelevantColumn[],
  distances: Float64Array,
): RedundancyCluster {
  const ordered = [...members].sort((one, other) => compareRelevance(columns[one], columns[other]));
  const [first, ...others] = ordered;
  const weakest = others.reduce(
    (least, other) => Math.min(least, 1 - distances[first * columns.length + other]),
    1,
  );
  return {
    columns: ordered.map((index) => columns[index].name),
    representative: columns[first].name,
    weakest,
  };
}

function compareRelevance(one: RelevantColumn, other: RelevantColumn): number {
  const larger = Math.max(one.relevance, other.relevance);
  const difference = other.relevance - one.relevance;
  if (Math.abs(difference) > sameRelevance * larger) return difference;
  return Number(other.isNumber) - Number(one.isNumber);
}
