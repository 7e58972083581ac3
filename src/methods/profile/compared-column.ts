import type { ColumnInfo, TableInfo } from '../../data/table';
import { typeFamily } from '../../data/type-family';
import { isDate, isNumber, isText } from './column-source';

/** A number for each of the two sides. */
export type Pair = [one: number, other: number];

/**
 * How a column is compared: as numbers, as times (ms since 1970 UTC), by the lengths of its texts, or value by value.
 */
export type ComparisonScale = 'number' | 'time' | 'length' | 'values';

/** What a column holds on two sides, counted over the same bins or values. */
export interface ComparedColumn {
  name: string;
  scale: ComparisonScale;
  /** Rows without a value. */
  missing: Pair;
  /** Rows with a value that is counted: finite numbers, dates, texts. */
  present: Pair;
  /** Kolmogorov–Smirnov distance where values have an order; else the largest difference of shares (L∞). 0..1. */
  distance: number;
  /** What `distance` exceeds by chance with probability 0.003 at most; beyond it the sides differ. */
  chance: number;
  /** Jensen–Shannon divergence of the counts below, base 2, 0..1. */
  divergence: number;
  bins: ComparedBins;
  /** Of numbers, times and lengths. */
  mean?: Pair;
  median?: Pair;
  /** Distinct values that stand on one side only; of values compared one by one. */
  onlyOn?: Pair;
}

/** Counts of both sides over the same bins; numbers have one edge more than counts, values a label a count. */
export interface ComparedBins {
  edges: number[];
  labels: string[];
  counts: [one: number[], other: number[]];
  /** Rows of further values, which have no bar of their own. */
  others: Pair;
}

/** A column that cannot be compared, and why. */
export interface UncomparedColumn {
  name: string;
  reason: string;
}

export interface ComparisonPlan {
  compared: { one: ColumnInfo; other: ColumnInfo; scale: ComparisonScale }[];
  left: UncomparedColumn[];
}

/** Columns of both tables by name, each with the way it is compared; those of one table only are named. */
export function planComparison(
  one: TableInfo,
  other: TableInfo,
  chosen: readonly string[],
): ComparisonPlan {
  const isChosen = (name: string): boolean => chosen.length === 0 || chosen.includes(name);
  const plan: ComparisonPlan = { compared: [], left: [] };
  for (const column of one.columns.filter(({ name }) => isChosen(name))) {
    const twin = other.columns.find(({ name }) => name === column.name);
    if (!twin) plan.left.push({ name: column.name, reason: 'only in the first table' });
    else {
      const scale = scaleOf(column, twin);
      if (scale) plan.compared.push({ one: column, other: twin, scale });
      else
        plan.left.push({
          name: column.name,
          reason: `${column.type} in the first table, ${twin.type} in the second`,
        });
    }
  }
  const names = new Set(one.columns.map(({ name }) => name));
  for (const { name } of other.columns) {
    if (!names.has(name) && isChosen(name))
      plan.left.push({ name, reason: 'only in the second table' });
  }
  return plan;
}

function scaleOf(one: ColumnInfo, other: ColumnInfo): ComparisonScale | undefined {
  const kinds = [one.kind, other.kind];
  const isGroups = kinds.includes('category') || kinds.includes('boolean');
  const types = [one.type, other.type];
  if (types.every(isNumber)) return isGroups ? 'values' : 'number';
  if (types.every(isDate)) return 'time';
  const isFree = kinds.some((kind) => kind === 'text' || kind === 'identifier');
  if (types.every(isText)) return isFree ? 'length' : 'values';
  return typeFamily(one.type) === typeFamily(other.type) ? 'values' : undefined;
}
