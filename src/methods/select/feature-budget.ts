import { formatNumber } from '../../data/format';
import { sensitivities, type Sensitivity } from '../../data/table';

/** Hard limits on a set of columns; `null` where there is none. */
export interface FeatureBudget {
  /** Most that all columns may cost together, in the unit that costs were given in. */
  maxCost: number | null;
  /** The most sensitive columns that may be used. */
  mostSensitive: Sensitivity | null;
}

export const noBudget: FeatureBudget = { maxCost: null, mostSensitive: null };

/** A column as the budget sees it. */
export interface BudgetedColumn {
  cost: number;
  sensitivity: Sensitivity;
  /** Whether it would be used if there were no limits. */
  isWanted: boolean;
}

/**
 * What the limits take out, with why, by place; `null` where nothing does. Columns come best first: too sensitive ones
 * are out whether wanted or not, then the wanted ones are taken in order for as long as each still fits into the cost.
 * O(columns).
 */
export function findExcluded(
  columns: readonly BudgetedColumn[],
  { maxCost, mostSensitive }: FeatureBudget,
): (string | null)[] {
  const highest = mostSensitive === null ? sensitivities.length : rank(mostSensitive);
  let left = maxCost ?? Infinity;
  return columns.map(({ cost, sensitivity, isWanted }) => {
    if (rank(sensitivity) > highest) return `is ${sensitivity}, the limit is ${mostSensitive}`;
    if (!isWanted) return null;
    if (cost > left + tolerance(maxCost)) {
      return `costs ${formatNumber(cost)}, of ${formatNumber(maxCost!)} only ${formatNumber(Math.max(0, left))} is left`;
    }
    left -= cost;
    return null;
  });
}

function rank(sensitivity: Sensitivity): number {
  return sensitivities.indexOf(sensitivity);
}

/** Sums of decimal costs are a little off: 0.1 + 0.2 must fit into 0.3. */
function tolerance(maxCost: number | null): number {
  return 1e-9 * Math.max(1, maxCost ?? 0);
}
