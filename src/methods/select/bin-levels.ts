import { mergeRows, type ColumnCounts, type NumberLevels } from './column-counts';

/** Joint counts by bin. `levels.values` holds the largest value in each bin, `lows` the smallest. */
export interface BinnedCounts extends ColumnCounts {
  levels: NumberLevels;
  lows: Float64Array;
}

/** Bins for `rows` rows: as many as asked for, but five rows and more to a cell of bins × bins: √(rows ÷ 5). */
export function cappedBins(bins: number, rows: number): number {
  return Math.max(2, Math.min(bins, Math.floor(Math.sqrt(rows / 5))));
}

/**
 * Adds up the levels of a number into bins of about equal frequency between its quantiles (type 7), closed on the
 * right: the bins of `pandas.qcut(values, bins, duplicates='drop')`, so equal values never part. A value that alone
 * has more than 1 ÷ bins of the rows is a bin of its own, and the others are cut among themselves: else the zeros of
 * a column that is mostly zero would use up all bins. A bin never reaches over such a value, which may make one more. Missing and NaN keep levels of their own. O(cells).
 */
export function binLevels(
  counts: ColumnCounts & { levels: NumberLevels },
  bins: number,
): BinnedCounts {
  const { table, levels } = counts;
  const { binOf, lows, highs } = cutValues(levels.values, table.rowTotals, bins);
  const nanRow = levels.nanRow < 0 ? -1 : highs.length;
  const missingRow = levels.missingRow < 0 ? -1 : highs.length + Number(nanRow >= 0);
  const rowOf = new Int32Array(table.rowTotals.length);
  rowOf.set(binOf);
  if (nanRow >= 0) rowOf[levels.nanRow] = nanRow;
  if (missingRow >= 0) rowOf[levels.missingRow] = missingRow;
  const rowCount = highs.length + Number(nanRow >= 0) + Number(missingRow >= 0);
  return {
    table: mergeRows(table, rowOf, rowCount),
    levels: { kind: 'number', values: Float64Array.from(highs), nanRow, missingRow },
    lows: Float64Array.from(lows),
  };
}

interface Cut {
  /** Bin of each value. */
  binOf: Int32Array;
  lows: number[];
  highs: number[];
}

/** A new bin begins where a quantile of the light values is passed, and before and after each heavy value. */
function cutValues(values: Float64Array, counts: Float64Array, bins: number): Cut {
  const most = sumFirst(counts, values.length) / bins;
  const inner = cutLight(values, counts, bins, most).subarray(1, -1);
  const cut: Cut = { binOf: new Int32Array(values.length), lows: [], highs: [] };
  let [passed, begins] = [0, true];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    const isHeavy = counts[index] > most;
    const before = passed;
    while (passed < inner.length && inner[passed] < value) passed += 1;
    if (begins || isHeavy || passed > before) {
      cut.lows.push(value);
      cut.highs.push(value);
    }
    cut.highs[cut.highs.length - 1] = value;
    cut.binOf[index] = cut.highs.length - 1;
    begins = isHeavy;
  }
  return cut;
}

/** Edges between the values that are not heavy. */
function cutLight(
  values: Float64Array,
  counts: Float64Array,
  bins: number,
  most: number,
): Float64Array {
  const lightValues = new Float64Array(values.length);
  const lightCounts = new Float64Array(values.length);
  let light = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (counts[index] > most) continue;
    lightValues[light] = values[index];
    lightCounts[light] = counts[index];
    light += 1;
  }
  const left = Math.max(1, bins - (values.length - light));
  return equalFrequencyEdges(lightValues.subarray(0, light), lightCounts, left);
}

function sumFirst(counts: ArrayLike<number>, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += counts[index];
  return sum;
}

/**
 * Distinct quantiles 0, 1/bins, …, 1 of ascending distinct values with counts (only the first `values.length` of
 * them are used). All values equal give that value twice, no values give two NaN: one bin in either case.
 */
export function equalFrequencyEdges(
  values: Float64Array,
  counts: ArrayLike<number>,
  bins: number,
): Float64Array {
  if (values.length === 0) return Float64Array.of(NaN, NaN);
  const total = sumFirst(counts, values.length);
  const edges: number[] = [];
  let [at, end] = [0, counts[0]];
  for (let cut = 0; cut <= bins; cut += 1) {
    const position = (cut / bins) * (total - 1);
    while (at < values.length - 1 && end <= Math.floor(position)) {
      at += 1;
      end += counts[at];
    }
    const isLastOfItsValue = end === Math.floor(position) + 1;
    const next = isLastOfItsValue && at < values.length - 1 ? values[at + 1] : values[at];
    const edge = interpolate(values[at], next, position - Math.floor(position));
    if (edge !== edges[edges.length - 1]) edges.push(edge);
  }
  return Float64Array.from(edges.length === 1 ? [edges[0], edges[0]] : edges);
}

/** Between an infinity and a number there is no between: the lower of the two. */
function interpolate(low: number, high: number, share: number): number {
  const between = low === high ? low : low + share * (high - low);
  return Number.isFinite(between) ? between : low;
}
