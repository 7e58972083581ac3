import { mergeRows, type ColumnCounts, type NumberLevels } from './column-counts';

/** Joint counts by bin; `edges` are one more than the bins, ascending, the first bin holding its lower edge too. */
export interface BinnedCounts extends ColumnCounts {
  levels: NumberLevels;
  edges: Float64Array;
}

/** Bins for `rows` rows: as many as asked for, but five rows and more to a cell of bins × bins: √(rows ÷ 5). */
export function cappedBins(bins: number, rows: number): number {
  return Math.max(2, Math.min(bins, Math.floor(Math.sqrt(rows / 5))));
}

/**
 * Adds up the levels of a number into bins of about equal frequency, closed on the right, between its quantiles
 * (type 7): the bins of `pandas.qcut(values, bins, duplicates='drop')`, so equal values never part.
 * Missing and NaN keep levels of their own. O(cells).
 */
export function binLevels(
  counts: ColumnCounts & { levels: NumberLevels },
  bins: number,
): BinnedCounts {
  const { table, levels } = counts;
  const edges = equalFrequencyEdges(levels.values, table.rowTotals, bins);
  const inner = edges.subarray(1, -1);
  const binCount = edges.length - 1;
  const rowOf = new Int32Array(table.rowTotals.length);
  let bin = 0;
  levels.values.forEach((value, row) => {
    while (bin < inner.length && inner[bin] < value) bin += 1;
    rowOf[row] = bin;
  });
  const nanRow = levels.nanRow < 0 ? -1 : binCount;
  const missingRow = levels.missingRow < 0 ? -1 : binCount + Number(nanRow >= 0);
  if (nanRow >= 0) rowOf[levels.nanRow] = nanRow;
  if (missingRow >= 0) rowOf[levels.missingRow] = missingRow;
  const rowCount = binCount + Number(nanRow >= 0) + Number(missingRow >= 0);
  return {
    table: mergeRows(table, rowOf, rowCount),
    levels: { kind: 'number', values: edges.slice(1), nanRow, missingRow },
    edges,
  };
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
  const ends = new Float64Array(values.length);
  let total = 0;
  values.forEach((_, index) => (ends[index] = total += counts[index]));
  const edges: number[] = [];
  let at = 0;
  for (let cut = 0; cut <= bins; cut += 1) {
    const position = (cut / bins) * (total - 1);
    while (at < values.length - 1 && ends[at] <= Math.floor(position)) at += 1;
    const isLastOfItsValue = ends[at] === Math.floor(position) + 1;
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
