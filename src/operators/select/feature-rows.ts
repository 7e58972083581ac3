import type { FeatureSet } from '../../data/artifact';
import type { ColumnKind, Sensitivity } from '../../data/table';
import type { Bijection } from '../../methods/profile/bijections';
import { applyChoice, chooseFeatures } from '../../methods/select/choose-features';
import { findExcluded, type FeatureBudget } from '../../methods/select/feature-budget';
import type { UnscoredColumn } from '../../methods/select/column-signal';
import type { Leak } from '../../methods/select/leak-rules';
import type { Picture } from '../../methods/select/picture';
import type { RedundancyCluster } from '../../methods/select/redundancy';
import type { SignalScores } from '../../methods/select/signal';
import type { MeasuredFeatures } from './measure-features';
import type { TargetSummary } from './measure-signal';

/** All that the view of a feature set shows of a column. */
export interface FeatureRow {
  column: string;
  /** Place by signal, from 1. */
  rank: number;
  kind: ColumnKind;
  chosen: boolean;
  /** Why it is in or out. */
  reason: string;
  /** Whether it would be chosen where nobody chooses. */
  proposed: boolean;
  /** What speaks for it, or against it, whatever was chosen. */
  advice: string;
  /** Why the limits keep it out. */
  excluded: string | null;
  scores: SignalScores;
  beyondChance: boolean;
  leaks: Leak[];
  /** Its place in `clusters` where it shares one, -1 where it stands alone or was not compared. */
  cluster: number;
  /** Its place in the order of what each column adds (mRMR), from 1; 0 where it was not compared. */
  mrmrRank: number;
  /** The column to keep in its stead, where it says exactly the same as another. */
  sameAs: string | null;
  /** The column against the target; none where its values are too many to name. */
  picture: Picture | null;
  cost: number;
  sensitivity: Sensitivity;
}

export interface FeatureSetResult {
  set: FeatureSet;
  target: TargetSummary;
  /** By falling signal. */
  rows: FeatureRow[];
  /** Clusters of at least two columns that largely say the same. */
  clusters: RedundancyCluster[];
  bijections: Bijection[];
  unscored: UnscoredColumn[];
  /** Rows on which columns were compared with each other. */
  comparedRows: number;
  /** Whether a person has chosen. */
  byHand: boolean;
}

/** What `select.estimate` found for the chosen columns. */
export type ScoreEstimate = NonNullable<FeatureSet['score']>;

/** What a person has set: all of it may be empty. */
export interface FeatureChoices {
  target: string;
  /** Chosen columns; the proposed ones where empty, unless that was `byHand` too. */
  columns: readonly string[];
  byHand: boolean;
  budget: FeatureBudget;
  name: string;
  costs: readonly [column: string, cost: number][];
  sensitivity: readonly [column: string, sensitivity: Sensitivity][];
  score: ScoreEstimate | null;
}

/** Puts what was measured and what was chosen together. */
export function assembleFeatures(
  { signal, redundancy, pictures, keptOf }: MeasuredFeatures,
  values: FeatureChoices,
): FeatureSetResult {
  const proposed = chooseFeatures(signal.columns, { keptOf });
  const clusters = redundancy.clusters.filter(({ columns: names }) => names.length > 1);
  const order = redundancy.mrmr.map(({ column: name }) => name);
  const rows = signal.columns.map((each, place): FeatureRow => {
    const { column: name, kind, scores, beyondChance, leaks } = each;
    const kept = keptOf.get(name);
    return {
      column: name,
      rank: place + 1,
      kind,
      chosen: proposed[place].chosen,
      reason: proposed[place].reason,
      proposed: proposed[place].chosen,
      advice: proposed[place].reason,
      excluded: null,
      scores,
      beyondChance,
      leaks,
      cluster: clusters.findIndex(({ columns: names }) => names.includes(name)),
      mrmrRank: order.indexOf(name) + 1,
      sameAs: kept === undefined || kept === name ? null : kept,
      picture: pictures.get(name) ?? null,
      cost: 0,
      sensitivity: 'internal',
    };
  });
  return chooseAmong(
    {
      set: toFeatureSet(rows, values, signal.unscored),
      target: signal.target,
      rows,
      clusters,
      bijections: redundancy.bijections,
      unscored: signal.unscored,
      comparedRows: redundancy.rows,
      byHand: false,
    },
    values,
  );
}

/**
 * The same measurements under another choice: what was chosen before leaves no trace. Rows for which nothing changes
 * stay the same objects, so that a view draws only what differs. O(columns).
 */
export function chooseAmong(result: FeatureSetResult, values: FeatureChoices): FeatureSetResult {
  const byHand = isByHand(values);
  const costs = new Map(values.costs);
  const sensitivity = new Map(values.sensitivity);
  const proposed = result.rows.map(({ column, proposed: chosen, advice }) => ({
    column,
    chosen,
    reason: advice,
  }));
  const verdicts = byHand ? applyChoice(proposed, values.columns) : proposed;
  const columns = result.rows.map(({ column: name }, place) => ({
    cost: costs.get(name) ?? 0,
    sensitivity: sensitivity.get(name) ?? ('internal' as const),
    isWanted: verdicts[place].chosen,
  }));
  const excluded = findExcluded(columns, values.budget);
  const rows = result.rows.map((row, place): FeatureRow => {
    const { cost, sensitivity: given, isWanted } = columns[place];
    const against = excluded[place];
    const chosen = isWanted && against === null;
    const reason = isWanted && against !== null ? against : verdicts[place].reason;
    const next = { ...row, chosen, reason, excluded: against, cost, sensitivity: given };
    return isSameChoice(row, next) ? row : next;
  });
  return { ...result, rows, byHand, set: toFeatureSet(rows, values, result.unscored) };
}

function isSameChoice(one: FeatureRow, other: FeatureRow): boolean {
  return (
    one.chosen === other.chosen &&
    one.reason === other.reason &&
    one.excluded === other.excluded &&
    one.cost === other.cost &&
    one.sensitivity === other.sensitivity
  );
}

/** Whether a person has chosen, and be it nothing. */
export function isByHand({ columns, byHand }: FeatureChoices): boolean {
  return byHand || columns.length > 0;
}

function toFeatureSet(
  rows: readonly FeatureRow[],
  { target, name, score }: FeatureChoices,
  unscored: readonly UnscoredColumn[],
): FeatureSet {
  const choices = rows.map(({ column: each, chosen, reason, scores, cost, sensitivity }) => ({
    column: each,
    chosen,
    reason,
    signal: scores.information.score,
    cost,
    sensitivity,
  }));
  const others = unscored.map(({ column: each, reason }) => ({
    column: each,
    chosen: false,
    reason,
    signal: 0,
    cost: 0,
    sensitivity: 'internal' as const,
  }));
  const totalCost = choices.reduce((sum, { chosen, cost }) => sum + (chosen ? cost : 0), 0);
  return {
    name: name.trim() === '' ? `Columns for ${target}` : name,
    target,
    choices: [...choices, ...others],
    ...(score ? { score } : {}),
    totalCost,
  };
}
