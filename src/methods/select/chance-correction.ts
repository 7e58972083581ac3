import { mutualInformation, type Contingency } from '../../math/contingency';
import { drawHypergeometric } from '../../math/hypergeometric';
import { quantile } from '../../math/quantiles';
import type { Random } from '../../math/random';
import { upperGamma } from '../../math/special-functions';

/** Mutual information in nats beside what chance alone gives. */
export interface ChanceCorrected {
  /** From the counts as they are. */
  plugIn: number;
  /** Mean over shuffled targets. */
  baseline: number;
  /** Exceeded by one shuffled target in twenty. */
  upper95: number;
  /** Chance of at least `plugIn` where column and target are independent. */
  pValue: number;
  /** `plugIn` − `baseline`, never below 0. */
  score: number;
  shuffles: number;
}

/** Fewest shuffles that are ever made. */
export const fewestShuffles = 10;

/**
 * Mutual information of column and target, and the same under `shuffles` shuffled targets.
 * The p-value is the tail of the gamma distribution with the mean and variance of the shuffles: exact in the limit of
 * many rows per cell, where 2n × information is χ², and of many cells, where it is normal; so that it can be far below
 * 1 ÷ shuffles. It is 1 where no shuffle could differ (one level, one class, or every row its own level).
 */
export function correctForChance(
  table: Contingency,
  shuffles: number,
  random: Random,
): ChanceCorrected {
  if (shuffles < fewestShuffles) {
    throw new RangeError(`shuffles: ${shuffles}: at least ${fewestShuffles}`);
  }
  const plugIn = mutualInformation(table);
  const shuffled = shuffledInformation(table, shuffles, random).sort();
  const baseline = shuffled.reduce((sum, value) => sum + value, 0) / shuffles;
  return {
    plugIn,
    baseline,
    upper95: quantile(shuffled, 0.95),
    pValue: gammaTail(plugIn, baseline, shuffled),
    score: Math.max(0, plugIn - baseline),
    shuffles,
  };
}

/**
 * Mutual information of tables drawn at random with the margins of `table`: exactly what shuffling the target gives,
 * since a shuffle is such a table. Each level draws its classes from what the others left (multivariate
 * hypergeometric), O(levels × classes) a table; where that is more than the rows, the rows themselves are shuffled.
 * Levels of one row are never drawn: they add nothing that margins do not fix. Patefield, AS 159 (1981).
 */
export function shuffledInformation(
  table: Contingency,
  shuffles: number,
  random: Random,
): Float64Array {
  const { columnTotals, total } = table;
  if (total === 0) return new Float64Array(shuffles);
  const rows = table.rowTotals.filter((count) => count > 1);
  const fixed = Math.log(total) - (sumXLogX(table.rowTotals) + sumXLogX(columnTotals)) / total;
  const drawSum = chooseSampler(rows, columnTotals, random);
  return Float64Array.from({ length: shuffles }, () => Math.max(0, fixed + drawSum() / total));
}

/** A sampler of Σ x ln x over the cells of a random table. */
function chooseSampler(rows: Float64Array, columns: Float64Array, random: Random): () => number {
  const rowsToDraw = rows.reduce((sum, count) => sum + count, 0);
  if (rows.length * columns.length <= rowsToDraw) return () => drawByCells(rows, columns, random);
  const classes = expandCodes(columns);
  return () => drawByRows(rows, rowsToDraw, classes, columns.length, random);
}

function drawByCells(rows: Float64Array, columns: Float64Array, random: Random): number {
  const left = columns.slice();
  let rowsLeft = columns.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  for (const size of rows) {
    let [toDraw, others] = [size, rowsLeft];
    for (let column = 0; toDraw > 0 && column < left.length; column += 1) {
      others -= left[column];
      const drawn = drawHypergeometric(left[column], others, toDraw, random);
      left[column] -= drawn;
      toDraw -= drawn;
      sum += xLogX(drawn);
    }
    rowsLeft -= size;
  }
  return sum;
}

/** Fisher–Yates over as many rows as are needed, tallied level by level. */
function drawByRows(
  rows: Float64Array,
  rowsToDraw: number,
  classes: Int32Array,
  classCount: number,
  random: Random,
): number {
  for (let index = 0; index < rowsToDraw; index += 1) {
    const other = index + random.below(classes.length - index);
    const kept = classes[index];
    classes[index] = classes[other];
    classes[other] = kept;
  }
  const tally = new Float64Array(classCount);
  let [sum, start] = [0, 0];
  for (const size of rows) {
    for (let index = start; index < start + size; index += 1) tally[classes[index]] += 1;
    for (let index = start; index < start + size; index += 1) {
      sum += xLogX(tally[classes[index]]);
      tally[classes[index]] = 0;
    }
    start += size;
  }
  return sum;
}

function expandCodes(counts: Float64Array): Int32Array {
  const codes = new Int32Array(counts.reduce((sum, count) => sum + count, 0));
  let start = 0;
  counts.forEach((count, code) => {
    codes.fill(code, start, start + count);
    start += count;
  });
  return codes;
}

function gammaTail(value: number, mean: number, shuffled: Float64Array): number {
  const variance =
    shuffled.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (shuffled.length - 1);
  // Rounding alone moves a table that cannot change by some 1e-13.
  if (variance <= 1e-24) return value <= mean + 1e-9 ? 1 : 1 / (shuffled.length + 1);
  return upperGamma((mean * mean) / variance, (value * mean) / variance);
}

function sumXLogX(counts: Float64Array): number {
  let sum = 0;
  for (const count of counts) sum += xLogX(count);
  return sum;
}

const xLogXs = Float64Array.from({ length: 4096 }, (_, x) => (x > 1 ? x * Math.log(x) : 0));

function xLogX(x: number): number {
  return x < xLogXs.length ? xLogXs[x] : x * Math.log(x);
}
