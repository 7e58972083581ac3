import { entropy } from '../../math/entropy';
import { pearson } from '../../math/correlation';
import { createRandom, type Random } from '../../math/random';
import type { ColumnInfo, TableInfo } from '../../data/table';
import { findColumn } from '../../data/table';
import {
  rankSignals,
  type ColumnSignal,
  type MoreScores,
  type UnscoredColumn,
} from '../../methods/select/column-signal';
import { findColumnLeaks } from '../../methods/select/leak-rules';
import { scoreMore } from '../../methods/select/more-scores';
import { predictivePower } from '../../methods/select/predictive-power';
import { scoreSignal } from '../../methods/select/signal';
import { randomFolds } from '../../methods/train/folds';
import type { RunContext } from '../contract';
import { readFeatures, readTarget } from '../train/read-features';
import {
  isCounted,
  planColumnCounts,
  readColumnCounts,
  type ReadCounts,
} from './read-column-counts';
import { readTargetCoding, type CodedTarget } from './read-target-coding';
import { sampleTable } from './sample-table';

/** What is counted and how. */
export interface SignalSettings {
  target: string;
  /** Columns to score; all others than the target where empty. */
  columns: readonly string[];
  bins: number;
  shuffles: number;
  seed: number;
  /** Slower scores too, on a sample: none, predictive power only, or all. */
  more: 'none' | 'power' | 'all';
}

export interface TargetSummary {
  name: string;
  task: 'binary' | 'multiclass' | 'regression';
  /** Classes, or bins in words for a regression, and the rows of each. */
  classes: string[];
  counts: number[];
  /** Nats. */
  entropy: number;
  rows: number;
  missing: number;
}

export interface MeasuredSignal {
  target: TargetSummary;
  /** By falling score. */
  columns: ColumnSignal[];
  unscored: UnscoredColumn[];
  /** Rows that the slower scores looked at; 0 where they were not asked for. */
  sampleRows: number;
}

/** Rows that the slower scores look at. */
export const mostSampleRows = 20_000;

const powerFolds = 4;

/** Columns of the sample that are fetched at once. */
const columnsAtOnce = 16;

/** Called with the joint counts of each column as they come, for those who want more than scores. */
export type OnCounts = (read: ReadCounts, column: ColumnInfo, target: CodedTarget) => void;

/** Scores all columns of a table beside a target. */
export async function measureSignal(
  context: RunContext,
  table: TableInfo,
  settings: SignalSettings,
  onCounts?: OnCounts,
): Promise<MeasuredSignal> {
  const target = await readTargetCoding(context, table, settings.target, settings.bins);
  const random = createRandom(settings.seed, 'signal');
  const chosen = table.columns.filter(
    ({ name }) =>
      name !== settings.target &&
      (settings.columns.length === 0 || settings.columns.includes(name)),
  );
  const counted = chosen.filter(isCounted);
  const more = await measureMore(context, table, settings, counted, random);
  const summary = summarize(target);
  const signals: ColumnSignal[] = [];
  for await (const read of readColumnCounts(
    context,
    table,
    target,
    planColumnCounts(counted, target),
  )) {
    const column = findColumn(table, read.column)!;
    onCounts?.(read, column, target);
    await context.pause();
    const moreScores = more.scores.get(column.name);
    signals.push(scoreColumn(read, column, target, summary, settings, random, moreScores));
    context.progress(signals.length / counted.length, `Counting ${column.name}`);
    await context.pause();
  }
  return {
    target: summary,
    columns: rankSignals(inTableOrder(signals, counted)),
    unscored: chosen.filter((column) => !isCounted(column)).map(explainUnscored),
    sampleRows: more.rows,
  };
}

function scoreColumn(
  { counts, groups, values }: ReadCounts,
  column: ColumnInfo,
  target: CodedTarget,
  summary: TargetSummary,
  { bins, shuffles }: SignalSettings,
  random: Random,
  more: MoreScores | undefined,
): ColumnSignal {
  const isRegression = target.coding.task === 'regression';
  const scores = scoreSignal(
    counts,
    { bins, shuffles, isRegression, groups },
    random.fork(column.name),
  );
  const { kind, distinct } = column;
  const correlation = values && target.values ? Math.abs(pearson(values, target.values)) : NaN;
  const leaks = findColumnLeaks({
    column: column.name,
    kind,
    distinct,
    target: summary.name,
    rowCount: scores.rows,
    entropy: summary.entropy,
    scores,
    predictivePower: more?.predictivePower,
  });
  return {
    column: column.name,
    kind,
    distinct,
    scores,
    pearson: Number.isNaN(correlation) ? undefined : correlation,
    more,
    beyondChance: false,
    leaks,
  };
}

async function measureMore(
  context: RunContext,
  table: TableInfo,
  { target, more }: SignalSettings,
  columns: readonly ColumnInfo[],
  random: Random,
): Promise<{ scores: Map<string, MoreScores>; rows: number }> {
  const scores = new Map<string, MoreScores>();
  if (more === 'none') return { scores, rows: 0 };
  const sample = sampleTable(table, mostSampleRows, random.fork('sample'));
  if (sample.rowCount < powerFolds || columns.length === 0)
    return { scores, rows: sample.rowCount };
  const predicted = await readTarget(context, sample, target);
  const folds = randomFolds(sample.rowCount, powerFolds, random.below(2 ** 31));
  for (let start = 0; start < columns.length; start += columnsAtOnce) {
    const names = columns.slice(start, start + columnsAtOnce).map(({ name }) => name);
    for (const column of (await readFeatures(context, sample, names)).columns) {
      context.progress(0, `Slower scores: ${column.name}`);
      const own = random.fork(`more ${column.name}`);
      const power = (): MoreScores => ({
        predictivePower: predictivePower(column, predicted, folds)?.score,
      });
      scores.set(column.name, more === 'all' ? scoreMore(column, predicted, folds, own) : power());
      await context.pause();
    }
  }
  return { scores, rows: sample.rowCount };
}

function summarize({ coding, counts, rows, missing }: CodedTarget): TargetSummary {
  const { name, task, classes } = coding;
  return { name, task, classes, counts: [...counts], entropy: entropy(counts), rows, missing };
}

function inTableOrder(signals: ColumnSignal[], columns: readonly ColumnInfo[]): ColumnSignal[] {
  const place = new Map(columns.map((column, index) => [column.name, index]));
  return signals.sort((one, other) => place.get(one.column)! - place.get(other.column)!);
}

function explainUnscored({ name, kind, reason }: ColumnInfo): UnscoredColumn {
  const why = kind === 'empty' || kind === 'constant' ? kind : 'has a single value';
  return { column: name, reason: `${why}: ${reason}` };
}
