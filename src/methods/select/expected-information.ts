import type { Contingency } from '../../math/contingency';
import { logFactorial } from '../../math/special-functions';

/**
 * Mean mutual information in nats over all shuffles of the target, exactly: the margins of `table` are kept and every
 * table that has them is weighed by its probability. O(distinct row totals × classes × √rows).
 * Vinh, Epps & Bailey, Information theoretic measures for clusterings comparison (2010), equation 24.
 */
export function expectedInformation(table: Contingency): number {
  const { columnTotals, total } = table;
  if (total === 0) return 0;
  const sizes = tally(table.rowTotals);
  let sum = 0;
  for (const [size, rows] of sizes) {
    sum -= rows * size * Math.log(size);
    for (const column of columnTotals) sum += rows * meanXLogX(size, column, total);
  }
  for (const column of columnTotals) if (column > 0) sum -= column * Math.log(column);
  return Math.max(0, Math.log(total) + sum / total);
}

/** E[x ln x] for hypergeometric x: how many of `column` items fall among `size` of `total`. */
function meanXLogX(size: number, column: number, total: number): number {
  const least = Math.max(0, size + column - total);
  const most = Math.min(size, column);
  const mode = Math.floor(((size + 1) * (column + 1)) / (total + 2));
  const atMode = probability(mode, size, column, total);
  let sum = term(mode, atMode);
  for (let x = mode, weight = atMode; x < most && weight > 1e-20; x += 1) {
    weight *= ((size - x) * (column - x)) / ((x + 1) * (total - size - column + x + 1));
    sum += term(x + 1, weight);
  }
  for (let x = mode, weight = atMode; x > least && weight > 1e-20; x -= 1) {
    weight *= (x * (total - size - column + x)) / ((size - x + 1) * (column - x + 1));
    sum += term(x - 1, weight);
  }
  return sum;
}

function term(x: number, weight: number): number {
  return x > 1 ? weight * x * Math.log(x) : 0;
}

function probability(x: number, size: number, column: number, total: number): number {
  return Math.exp(
    logFactorial(size) +
      logFactorial(column) +
      logFactorial(total - size) +
      logFactorial(total - column) -
      logFactorial(total) -
      logFactorial(x) -
      logFactorial(size - x) -
      logFactorial(column - x) -
      logFactorial(total - size - column + x),
  );
}

/** How many rows there are of each total; most totals are small. */
function tally(totals: Float64Array): [total: number, rows: number][] {
  const small = new Float64Array(1024);
  const large = new Map<number, number>();
  for (const total of totals) {
    if (total < small.length) small[total] += 1;
    else large.set(total, (large.get(total) ?? 0) + 1);
  }
  small[0] = 0;
  const entries = Array.from(small, (rows, total): [number, number] => [total, rows]);
  return [...entries.filter(([, rows]) => rows > 0), ...large];
}
