import {
  chiSquared,
  cramersV,
  isBijection,
  mutualInformation,
  type Contingency,
} from '../../math/contingency';
import { entropy } from '../../math/entropy';
import type { Random } from '../../math/random';
import { chiSquaredTail } from '../../math/special-functions';
import { analyseVariance, momentsByClass, type AnovaResult, type GroupMoments } from './anova';
import { binLevels, cappedBins } from './bin-levels';
import { correctForChance, fewestShuffles, type ChanceCorrected } from './chance-correction';
import type { ColumnCounts, NumberLevels } from './column-counts';
import { expectedInformation } from './expected-information';
import { missingnessAuc, singleColumnAuc } from './single-column-auc';

/** What one column tells about the target, each number with its own convention. */
export interface SignalScores {
  /** What the information was counted over: every value, or bins of about equal frequency. */
  coding: 'values' | 'bins';
  /** Levels with rows, missing among them. */
  levels: number;
  /** Rows with a target. */
  rows: number;
  information: ChanceCorrected;
  /** `information.score` over the entropy of the target, 0..1. */
  shareOfEntropy: number;
  /** The same counted over every value, with its exact mean over all shuffles: what a near-unique column pretends. */
  byValue: { plugIn: number; baseline: number };
  chiSquared?: { value: number; freedom: number; pValue: number };
  /** Bias-corrected. */
  cramersV?: number;
  /** Of a number between classes, or of a numeric target between names. */
  anova?: AnovaResult;
  /** Of this column alone, two classes; 0.5 … 1. */
  auc?: number;
  /** Of "is it missing?" alone, two classes; 0.5 … 1. */
  missingnessAuc?: number;
  /** Each value goes with one class and each class with one value. */
  isBijection: boolean;
}

export interface SignalOptions {
  bins: number;
  shuffles: number;
  /** The target is a number, and its classes are bins. */
  isRegression: boolean;
  /** For a regression: moments of the target in each level of a name. */
  groups?: readonly GroupMoments[];
}

/** Most random cells that are drawn for a column; above, fewer shuffles are made, never fewer than 10. */
const mostDraws = 300_000;

/** A number is counted value by value while there are this many rows to a cell (value and class) on average. */
const rowsPerCell = 10;

/** All scores of a column that follow from its joint counts with the target. */
export function scoreSignal(
  counts: ColumnCounts,
  options: SignalOptions,
  random: Random,
): SignalScores {
  const { table } = counts;
  const coded = codeLevels(counts, options.bins);
  const information = correctForChance(
    coded.table,
    affordableShuffles(coded.table, options.shuffles),
    random,
  );
  const groups = options.isRegression ? options.groups : momentsByClass(counts);
  const targetEntropy = entropy(table.columnTotals);
  return {
    coding: coded === counts ? 'values' : 'bins',
    levels: coded.table.rowTotals.filter((count) => count > 0).length,
    rows: table.total,
    information,
    shareOfEntropy: targetEntropy > 0 ? Math.min(1, information.score / targetEntropy) : 0,
    byValue: { plugIn: mutualInformation(table), baseline: expectedInformation(table) },
    chiSquared: testIndependence(coded.table),
    cramersV: definedOnly(cramersV(coded.table)),
    anova: groups && analyseVariance(groups),
    auc: singleColumnAuc(counts),
    missingnessAuc: missingnessAuc(counts),
    isBijection: goesOneToOne(table),
  };
}

/** Joint counts over which the information is counted: bins for numbers of many values, else as they are. */
export function codeLevels(counts: ColumnCounts, bins: number): ColumnCounts {
  const { table, levels } = counts;
  if (levels.kind === 'name') return counts;
  const used = cappedBins(bins, table.total);
  const few = Math.max(used, table.total / rowsPerCell / table.columnTotals.length);
  if (levels.values.length <= few) return counts;
  return binLevels({ table, levels: levels satisfies NumberLevels }, used);
}

/** Shuffles that cost no more than some 50 ms. */
function affordableShuffles(table: Contingency, wanted: number): number {
  const levels = table.rowTotals.filter((count) => count > 1).length;
  const draws = Math.min(levels * (table.columnTotals.length - 1), table.total);
  return Math.max(fewestShuffles, Math.min(wanted, Math.floor(mostDraws / Math.max(1, draws))));
}

/** Pearson's χ² test of independence, no continuity correction; undefined where a side has fewer than two levels. */
function testIndependence(table: Contingency): SignalScores['chiSquared'] {
  const rows = table.rowTotals.filter((count) => count > 0).length;
  const columns = table.columnTotals.filter((count) => count > 0).length;
  const freedom = (rows - 1) * (columns - 1);
  if (freedom < 1) return undefined;
  const value = chiSquared(table);
  return { value, freedom, pValue: chiSquaredTail(value, freedom) };
}

/** Asked only where there are no more cells than classes, so that a long column costs nothing. */
function goesOneToOne(table: Contingency): boolean {
  return table.cellCounts.length <= table.columnTotals.length && isBijection(table);
}

function definedOnly(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
