/** A column in the order in which it adds most that is new. */
export interface MrmrStep {
  /** Position of the column in the given lists. */
  index: number;
  relevance: number;
  /** Mean redundancy with the columns before it, at least 0.001; 1 for the first. */
  redundancy: number;
  /** `relevance` ÷ `redundancy`: what the order goes by. */
  score: number;
}

const redundancyFloor = 0.001;

/**
 * Minimum redundancy, maximum relevance: greedily the column with the largest relevance ÷ mean redundancy with those
 * already taken. `redundancy` is a symmetric matrix of 0..1, row-major, NaN counting as none. Columns without
 * relevance come last, in their own order. O(n²). Ding & Peng (2005), quotient form, as `mrmr_selection`.
 */
export function orderByMrmr(
  relevance: ArrayLike<number>,
  redundancy: ArrayLike<number>,
): MrmrStep[] {
  const count = relevance.length;
  if (redundancy.length !== count * count) {
    throw new RangeError(`${redundancy.length} redundancies are not a ${count} × ${count} matrix`);
  }
  const sums = new Float64Array(count);
  const left = new Set(Array.from({ length: count }, (_, index) => index));
  const steps: MrmrStep[] = [];
  while (left.size > 0) {
    const candidates = [...left].map((index): MrmrStep => {
      const mean = steps.length === 0 ? 1 : sums[index] / steps.length;
      return {
        index,
        relevance: relevance[index],
        redundancy: mean,
        score: relevance[index] / mean,
      };
    });
    const best = candidates.reduce((one, other) => (other.score > one.score ? other : one));
    steps.push(best);
    left.delete(best.index);
    for (const index of left) {
      sums[index] += Math.max(redundancyFloor, redundancy[best.index * count + index] || 0);
    }
  }
  return steps;
}
