import {
  adjustedCorrelationRatio,
  groupVariation,
  pearson,
  spearmanOf,
} from '../../math/correlation';
import { cramersV, crossTabulate, mutualInformation } from '../../math/contingency';
import type { AssociatedColumn } from './associated-column';

/** How strongly two columns go together, and by which measure. */
export interface PairAssociation {
  measure: AssociationMeasure;
  /** 0..1; NaN where a side does not vary. The size of the rank correlation for two numbers. */
  strength: number;
  /** For two numbers: with the sign, -1..1. */
  pearson?: number;
  spearman?: number;
  /** In nats, plug-in, numbers in ten bins. */
  mutualInformation: number;
}

export type AssociationMeasure = 'spearman' | 'cramers-v' | 'correlation-ratio';

export const measureNames: Readonly<Record<AssociationMeasure, string>> = {
  spearman: 'Spearman',
  'cramers-v': "Cramér's V",
  'correlation-ratio': 'correlation ratio',
};

/** Every pair of a table's columns that can be paired. */
export interface Association {
  /** In the order of the table. */
  names: string[];
  roles: ('number' | 'category')[];
  /** One entry a pair, `pairIndex(first, second, count)`. */
  pairs: PairAssociation[];
  /** Positions in `names` so that columns that go together stand together. */
  order: number[];
  /** Rows that the numbers rest on; fewer than all where they were sampled. */
  rows: number;
  leftOut: { name: string; reason: string }[];
}

/**
 * Two numbers by the size of Spearman's rank correlation, two categories by Cramér's V (bias-corrected), one of each
 * by the correlation ratio (bias-adjusted). Missing values are left out pair by pair. O(n).
 */
export function associate(first: AssociatedColumn, second: AssociatedColumn): PairAssociation {
  const table = crossTabulate(first.codes, first.size, second.codes, second.size);
  const information = mutualInformation(table);
  if (first.role === 'number' && second.role === 'number') {
    const rank = spearmanOf(first, second);
    return {
      measure: 'spearman',
      strength: Math.abs(rank),
      pearson: pearson(first.values, second.values),
      spearman: rank,
      mutualInformation: information,
    };
  }
  if (first.role === 'category' && second.role === 'category') {
    return { measure: 'cramers-v', strength: cramersV(table), mutualInformation: information };
  }
  const [number, category] = first.role === 'number' ? [first, second] : [second, first];
  const values = (number as Extract<AssociatedColumn, { role: 'number' }>).values;
  const variation = groupVariation(category.codes, category.size, values);
  return {
    measure: 'correlation-ratio',
    strength: adjustedCorrelationRatio(variation),
    mutualInformation: information,
  };
}

/** Where the pair of two different columns stands in `pairs`, for `count` columns. */
export function pairIndex(first: number, second: number, count: number): number {
  const [low, high] = first < second ? [first, second] : [second, first];
  if (low < 0 || low === high || high >= count) {
    throw new RangeError(`no pair of ${first} and ${second} among ${count}`);
  }
  return low * count - (low * (low + 1)) / 2 + high - low - 1;
}

/** All pairs in the order of `pairIndex`, one at a time, so that a long run can be paused between. */
export function* associatePairs(
  columns: readonly AssociatedColumn[],
): Generator<PairAssociation, void> {
  for (let first = 0; first < columns.length; first += 1) {
    for (let second = first + 1; second < columns.length; second += 1) {
      yield associate(columns[first]!, columns[second]!);
    }
  }
}
