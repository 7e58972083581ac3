import { tallySum, type Tally } from '../../math/tally';
import { typeFamily } from '../../data/type-family';
import { monotonicityOf, type Monotonicity } from './monotonicity';
import type { NumberFacts } from './number-queries';

/** What the values of a column tell in the order of the rows. */
export interface NumberScan extends NumberFacts {
  min: number;
  max: number;
  monotonicity: Monotonicity;
}

/**
 * Looks through a column's values in the order of its rows, of which `missing` hold none; both they and NaN are NaN
 * in `values`. Afterwards infinities are NaN too, so that only finite values are left to be tallied. O(n).
 */
export function scanNumbers(values: Float64Array, missing: number): NumberScan {
  let [min, max, before] = [Infinity, -Infinity, NaN];
  let [up, down, same] = [0, 0, 0];
  let [positiveInfinite, negativeInfinite, none] = [0, 0, 0];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row]!;
    if (value === Infinity || value === -Infinity) {
      if (value > 0) positiveInfinite += 1;
      else negativeInfinite += 1;
      values[row] = before = NaN;
      continue;
    }
    if (value > before) up += 1;
    else if (value < before) down += 1;
    else if (value === before) same += 1;
    else if (value !== value) none += 1;
    if (value < min) min = value;
    if (value > max) max = value;
    before = value;
  }
  const isNone = min > max;
  return {
    min: isNone ? NaN : min + 0,
    max: isNone ? NaN : max + 0,
    positiveInfinite,
    negativeInfinite,
    nan: none - missing,
    monotonicity: monotonicityOf({ up, down, same }, values.length),
  };
}

/**
 * The sum of a column of whole numbers of up to 64 bits; `undefined` for other types, and where doubles may round
 * it, so that the engine has to add.
 */
export function exactSum(type: string, tally: Tally, { min, max }: NumberScan): number | undefined {
  const isBounded = tally.total * Math.max(Math.abs(min), Math.abs(max)) <= Number.MAX_SAFE_INTEGER;
  if (tally.total === 0) return isSummed(type) ? 0 : undefined;
  return isSummed(type) && isBounded ? tallySum(tally) : undefined;
}

/** Whether the ends or the sum of the column have to be asked for, since doubles would round them. */
export function isRounded(type: string, tally: Tally, scan: NumberScan): boolean {
  if (typeFamily(type) !== 'integer' || tally.total === 0) return false;
  const largest = Math.max(Math.abs(scan.min), Math.abs(scan.max));
  return largest > 2 ** 53 || (isSummed(type) && exactSum(type, tally, scan) === undefined);
}

/** Sums of these types are exact. */
function isSummed(type: string): boolean {
  return /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type);
}
