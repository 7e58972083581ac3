import { chiSquaredTail } from '../../math/special-functions';

/**
 * McNemar's test: whether two classifiers are right equally often on the same rows, from the rows that only one
 * gets right. Two-sided p: exact binomial for fewer than 25 such rows, else chi-squared with one degree of freedom
 * and continuity correction, as statsmodels' `mcnemar(exact=…)`. 1 where they never differ.
 */
export function mcNemar(onlyFirst: number, onlySecond: number): number {
  const differing = onlyFirst + onlySecond;
  if (differing === 0) return 1;
  if (differing < 25) return exactPValue(Math.min(onlyFirst, onlySecond), differing);
  const statistic = (Math.abs(onlyFirst - onlySecond) - 1) ** 2 / differing;
  return chiSquaredTail(statistic, 1);
}

/** Twice the chance of at most `fewer` heads in `tosses` of a fair coin. */
function exactPValue(fewer: number, tosses: number): number {
  let term = 0.5 ** tosses;
  let sum = 0;
  for (let heads = 0; heads <= fewer; heads += 1) {
    sum += term;
    term *= (tosses - heads) / (heads + 1);
  }
  return Math.min(1, 2 * sum);
}
