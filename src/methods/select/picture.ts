import { formatNumber } from '../../data/format';
import type { GroupMoments } from './anova';
import { binLevels } from './bin-levels';
import { mergeRows, type ColumnCounts, type NumberLevels } from './column-counts';

/** A small picture of a column against the target: its levels from left to right, and the target in each. */
export interface Picture {
  kind: 'number' | 'name';
  levels: PictureLevel[];
  /** What `shares` stand for, in order; `others` last where there are more than six classes. Empty for a numeric target. */
  classes: string[];
}

export interface PictureLevel {
  /** `25`, `26 to 33`, a name, `missing`, `NaN`, `others`. */
  label: string;
  rows: number;
  /** Share of each class among the rows; empty for a numeric target. */
  shares: number[];
  /** Mean of a numeric target among the rows. */
  mean?: number;
}

/** Levels of a picture at most, missing and others not counted. */
const mostLevels = 10;

const mostClasses = 6;

/** A numeric target beside the joint counts, which only know its bins. */
export interface NumericTarget {
  /** By row of the table. */
  values: Float64Array;
  centre: number;
  /** The column by row, where it is a number. */
  column?: Float64Array;
  /** Moments of target − centre by level, where it is a name. */
  groups?: readonly GroupMoments[];
}

/** The picture of a column; undefined where its levels have no names. O(levels), or O(rows) for two numbers. */
export function drawPicture(
  counts: ColumnCounts,
  classes: readonly string[],
  target?: NumericTarget,
): Picture | undefined {
  const { levels, table } = counts;
  if (levels.kind === 'name' && levels.labels.length !== table.rowTotals.length) return undefined;
  return levels.kind === 'number'
    ? pictureNumbers({ table, levels }, classes, target)
    : pictureNames(counts, levels.labels, classes, target);
}

function pictureNumbers(
  counts: ColumnCounts & { levels: NumberLevels },
  classes: readonly string[],
  target: NumericTarget | undefined,
): Picture {
  const isFew = counts.levels.values.length <= mostLevels;
  const binned = isFew ? { ...counts, lows: counts.levels.values } : binLevels(counts, mostLevels);
  const { values: highs, nanRow, missingRow } = binned.levels;
  const labels = Array.from(highs, (high, row) => describeRange(binned.lows[row], high));
  if (nanRow >= 0) labels[nanRow] = 'NaN';
  if (missingRow >= 0) labels[missingRow] = 'missing';
  const means = target?.column && meansByBin(target.column, target.values, highs, labels.length);
  return assemble('number', binned, labels, classes, means);
}

/** NaN and missing are one in the rows; they get the last level. */
function meansByBin(
  column: Float64Array,
  target: Float64Array,
  highs: Float64Array,
  levels: number,
): number[] {
  const sums = new Float64Array(levels);
  const rows = new Float64Array(levels);
  column.forEach((value, row) => {
    if (!Number.isFinite(target[row])) return;
    let level = 0;
    while (level < highs.length - 1 && value > highs[level]) level += 1;
    if (Number.isNaN(value)) level = levels - 1;
    sums[level] += target[row];
    rows[level] += 1;
  });
  return Array.from(sums, (sum, level) => sum / rows[level]);
}

function pictureNames(
  { table, levels }: ColumnCounts,
  labels: readonly (string | null)[],
  classes: readonly string[],
  target: NumericTarget | undefined,
): Picture {
  const named = labels.map((_, row) => row).filter((row) => labels[row] !== null);
  const largest = named.sort((one, other) => table.rowTotals[other] - table.rowTotals[one]);
  const shown = largest.slice(0, mostLevels);
  const others = largest.slice(mostLevels);
  const missing = labels.indexOf(null);
  const parts = [...shown.map((row) => [row]), others, missing < 0 ? [] : [missing]];
  const used = parts.filter((rows) => rows.length > 0);
  const rowOf = new Int32Array(labels.length);
  used.forEach((rows, place) => rows.forEach((row) => (rowOf[row] = place)));
  const words = used.map((rows) => {
    if (rows === others) return `${others.length} others`;
    return labels[rows[0]] ?? 'missing';
  });
  const means = target?.groups && used.map((rows) => meanOf(rows, target.groups!, target.centre));
  const merged = { table: mergeRows(table, rowOf, used.length), levels };
  return assemble('name', merged, words, classes, means);
}

function meanOf(rows: readonly number[], groups: readonly GroupMoments[], centre: number): number {
  let [count, sum] = [0, 0];
  for (const row of rows) {
    count += groups[row].count;
    sum += groups[row].count * groups[row].mean;
  }
  return centre + sum / count;
}

function assemble(
  kind: Picture['kind'],
  { table }: ColumnCounts,
  labels: readonly string[],
  classes: readonly string[],
  means: readonly number[] | undefined,
): Picture {
  const columns = means ? [] : shownClasses(table.columnTotals);
  const counts = labels.map(() => new Array<number>(classes.length).fill(0));
  table.cellCounts.forEach((count, cell) => {
    counts[table.cellRows[cell]][table.cellColumns[cell]] = count;
  });
  const levels = labels.map((label, row): PictureLevel => {
    const rows = table.rowTotals[row];
    const shares = columns.map((members) => {
      const own = members.reduce((sum, member) => sum + counts[row][member], 0);
      return rows > 0 ? own / rows : 0;
    });
    return means ? { label, rows, shares, mean: means[row] } : { label, rows, shares };
  });
  const words = columns.map((members) => (members.length > 1 ? 'others' : classes[members[0]]));
  return { kind, levels, classes: words };
}

/** Each class on its own, or the five largest and the rest together. */
function shownClasses(totals: Float64Array): number[][] {
  const all = Array.from(totals, (_, index) => index);
  if (all.length <= mostClasses) return all.map((index) => [index]);
  const largest = [...all].sort((one, other) => totals[other] - totals[one]);
  const shown = largest.slice(0, mostClasses - 1).sort((one, other) => one - other);
  return [...shown.map((index) => [index]), largest.slice(mostClasses - 1)];
}

function describeRange(low: number, high: number): string {
  return low === high ? formatNumber(low) : `${formatNumber(low)} to ${formatNumber(high)}`;
}
