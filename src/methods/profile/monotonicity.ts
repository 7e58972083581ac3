/** How values follow each other in the order of the rows. With a value missing, none of the directions holds. */
export type Monotonicity =
  'increasing' | 'strictly increasing' | 'decreasing' | 'strictly decreasing' | 'none';

/** How often a row is above, below or equal to the one before. */
export interface RowSteps {
  up: number;
  down: number;
  same: number;
}

/** As pandas' `is_monotonic_increasing` and its kin, and said strictly where no value repeats. */
export function monotonicityOf({ up, down, same }: RowSteps, rowCount: number): Monotonicity {
  const steps = rowCount - 1;
  if (steps < 1 || same === steps) return 'none';
  if (up === steps) return 'strictly increasing';
  if (down === steps) return 'strictly decreasing';
  if (up + same === steps) return 'increasing';
  return down + same === steps ? 'decreasing' : 'none';
}
