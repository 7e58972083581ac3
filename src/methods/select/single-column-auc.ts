import type { ColumnCounts } from './column-counts';

/**
 * How well one column alone ranks the rows of two classes: area under the ROC curve, turned so that it is 0.5 … 1.
 * A number ranks by its value (bins: ties within a bin); missing and NaN are left out. A name ranks by the share of
 * the second class among its rows, missing too: the best ranking that it allows, on the rows that it was learned from,
 * and so too good where levels are nearly as many as rows.
 * Undefined unless there are two classes and rows of both. O(levels log levels).
 */
export function singleColumnAuc({ table, levels }: ColumnCounts): number | undefined {
  if (table.columnTotals.length !== 2) return undefined;
  const { negatives, positives } = splitClasses({ table, levels });
  if (levels.kind === 'name') {
    return areaUnderRoc(orderByShare(negatives, positives), negatives, positives);
  }
  const count = levels.values.length;
  return areaUnderRoc(undefined, negatives.subarray(0, count), positives.subarray(0, count));
}

/**
 * The same for the fact that a value is missing: how well "is it there?" alone ranks the classes.
 * Undefined where none or all are missing, or labels are not known.
 */
export function missingnessAuc({ table, levels }: ColumnCounts): number | undefined {
  const missing = levels.kind === 'number' ? levels.missingRow : levels.labels.indexOf(null);
  if (missing < 0 || table.columnTotals.length !== 2) return undefined;
  const { negatives, positives } = splitClasses({ table, levels });
  const [all, gone] = [table.columnTotals, [negatives[missing], positives[missing]]];
  const present = [all[0] - gone[0], all[1] - gone[1]];
  if (present[0] + present[1] === 0) return undefined;
  return areaUnderRoc(undefined, [gone[0], present[0]], [gone[1], present[1]]);
}

function splitClasses({ table }: ColumnCounts): Record<'negatives' | 'positives', Float64Array> {
  const negatives = new Float64Array(table.rowTotals.length);
  const positives = new Float64Array(table.rowTotals.length);
  for (let cell = 0; cell < table.cellCounts.length; cell += 1) {
    const side = table.cellColumns[cell] === 0 ? negatives : positives;
    side[table.cellRows[cell]] = table.cellCounts[cell];
  }
  return { negatives, positives };
}

function orderByShare(negatives: Float64Array, positives: Float64Array): Uint32Array {
  const share = positives.map((count, row) => count / (count + negatives[row]));
  return Uint32Array.from(share, (_, row) => row)
    .filter((row) => !Number.isNaN(share[row]))
    .sort((one, other) => share[one] - share[other]);
}

/** Chance that a positive row stands after a negative one, ties half; levels in `order`, or as they come. */
function areaUnderRoc(
  order: Uint32Array | undefined,
  negatives: ArrayLike<number>,
  positives: ArrayLike<number>,
): number | undefined {
  let [before, area, positiveTotal] = [0, 0, 0];
  const count = order?.length ?? negatives.length;
  for (let place = 0; place < count; place += 1) {
    const row = order ? order[place] : place;
    area += positives[row] * (before + negatives[row] / 2);
    before += negatives[row];
    positiveTotal += positives[row];
  }
  if (before === 0 || positiveTotal === 0) return undefined;
  const auc = area / before / positiveTotal;
  return Math.max(auc, 1 - auc);
}
