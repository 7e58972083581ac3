import { formatCount, formatNumber, formatShare } from '../../data/format';
import type { ColumnKind } from '../../data/table';
import type { SignalScores } from './signal';

export type LeakRule =
  | 'target in disguise'
  | 'identifier'
  | 'near-unique'
  | 'missing for one class'
  | 'known later'
  | 'rows on both sides'
  | 'conflicting rows'
  | 'time';

/** Something that would make a score look better than it is, with the number that the rule looked at. */
export interface Leak {
  rule: LeakRule;
  /** Columns that it is about; none where it is about rows. */
  columns: string[];
  level: 'info' | 'warning' | 'problem';
  value: number;
  /** What was found and what to do, in words. */
  text: string;
}

/** What the rules for one column look at. */
export interface ColumnEvidence {
  column: string;
  kind: ColumnKind;
  target: string;
  rowCount: number;
  distinct: number;
  /** Entropy of the target in nats. */
  entropy: number;
  scores: SignalScores;
  /** Predictive power score, where it was computed. */
  predictivePower?: number;
}

/** From where on a rule speaks. */
export const leakLimits = {
  auc: 0.98,
  predictivePower: 0.8,
  missingnessAuc: 0.9,
  distinctShare: 0.5,
  chanceShare: 0.5,
} as const;

/** A count by value of less than this share of the target's entropy misleads nobody. */
const misleadingShare = 0.25;

/** Bins that still explain this share of the entropy show a real signal under the noise of single values. */
const realShare = 0.01;

const orderedKinds: readonly ColumnKind[] = ['number', 'integer', 'date', 'datetime'];

/** All that a column's own scores say against it. */
export function findColumnLeaks(evidence: ColumnEvidence): Leak[] {
  return [findDisguise(evidence), findIdentifier(evidence), findOneSidedMissing(evidence)].filter(
    (leak) => leak !== undefined,
  );
}

/**
 * Target in disguise: the column alone ranks two classes with an AUC of at least 0.98, or predicts any target with a
 * power score above 0.8, or its values and the classes go one to one. An identifier does so too, on the rows that it
 * was counted on, and is not one.
 */
export function findDisguise(evidence: ColumnEvidence): Leak | undefined {
  const { column, target, scores, predictivePower } = evidence;
  if (scores.isBijection && !isMostlyChance(scores)) {
    const text = `"${column}" is "${target}" under other names: each value goes with one class, both ways. Leave it out.`;
    return leak('target in disguise', evidence, 1, text, 'problem');
  }
  if (predictivePower !== undefined && predictivePower > leakLimits.predictivePower) {
    const text = `"${column}" alone predicts "${target}" almost fully (predictive power ${formatNumber(predictivePower, 3)}, limit ${leakLimits.predictivePower}). Leave it out, unless it is surely known before the target is.`;
    return leak('target in disguise', evidence, predictivePower, text, 'warning');
  }
  if (scores.auc === undefined || scores.auc < leakLimits.auc || isByHeart(evidence))
    return undefined;
  const text = `"${column}" alone tells the classes of "${target}" apart (AUC ${formatNumber(scores.auc, 4)}, limit ${leakLimits.auc}). Leave it out, unless it is surely known before the target is.`;
  return leak('target in disguise', evidence, scores.auc, text, 'problem');
}

/**
 * Identifier or near-unique: the kind says so, or more than half of a category's rows have a value of their own, or at
 * least half of its information by value is chance. The last only where that count would mislead (25 % of the entropy)
 * and bins find little (1 %): every finely measured number is near-unique, and need not be a trap for it.
 */
export function findIdentifier(evidence: ColumnEvidence): Leak | undefined {
  const { column, kind, distinct, rowCount } = evidence;
  const share = rowCount > 0 ? distinct / rowCount : 0;
  const values = `${formatCount(distinct)} values in ${formatCount(rowCount)} rows`;
  if (kind === 'identifier') {
    const text = `"${column}" names rows (${values}). A model can only learn it by heart: leave it out.`;
    return leak('identifier', evidence, share, text, 'warning');
  }
  if (kind === 'text' && share > leakLimits.distinctShare) {
    const text = `"${column}" is text that hardly repeats (${values}); it is counted as whole values here, its words are not looked at.`;
    return leak('near-unique', evidence, share, text, 'info');
  }
  if (kind === 'category' && share > leakLimits.distinctShare) {
    const text = `"${column}" is nearly unique (${values}). A model can only learn it by heart: leave it out.`;
    return leak('near-unique', evidence, share, text, 'warning');
  }
  return findTrap(evidence);
}

/**
 * Missing only for one class: whether the value is there ranks the classes with an AUC of at least 0.9, which often
 * means that it was filled in after the fact.
 */
export function findOneSidedMissing(evidence: ColumnEvidence): Leak | undefined {
  const auc = evidence.scores.missingnessAuc;
  if (auc === undefined || auc < leakLimits.missingnessAuc) return undefined;
  const text = `Whether "${evidence.column}" is filled in already tells the classes of "${evidence.target}" apart (AUC ${formatNumber(auc, 4)}, limit ${leakLimits.missingnessAuc}). It may be written down only after the outcome is known: leave it out unless you can rule that out.`;
  return leak('missing for one class', evidence, auc, text, 'problem');
}

/** Whether at least half of the information counted by value is what shuffled targets give too. */
export function isMostlyChance({ byValue }: SignalScores): boolean {
  return byValue.baseline >= leakLimits.chanceShare * byValue.plugIn;
}

/** Names are ranked by the very rows that they are judged on; numbers are not, so that they cannot cheat. */
function isByHeart({ kind, scores }: ColumnEvidence): boolean {
  return !orderedKinds.includes(kind) && isMostlyChance(scores);
}

function findTrap(evidence: ColumnEvidence): Leak | undefined {
  const { column, target, distinct, entropy, scores } = evidence;
  const { plugIn, baseline } = scores.byValue;
  const isMisleading = plugIn >= misleadingShare * entropy;
  const isReal = scores.coding === 'bins' && scores.shareOfEntropy >= realShare;
  if (!isMostlyChance(scores) || !isMisleading || isReal) return undefined;
  const text = `"${column}" is a trap: counted value by value (${formatCount(distinct)} of them) it seems to tell ${formatShare(plugIn / entropy)} of what there is to know about "${target}" (${formatNumber(plugIn, 3)} nats), but with the target shuffled the same count still gives ${formatNumber(baseline, 3)}. What is left is ${formatNumber(scores.information.score, 2)} nats: leave it out.`;
  return leak('near-unique', evidence, baseline / plugIn, text, 'warning');
}

function leak(
  rule: LeakRule,
  { column }: ColumnEvidence,
  value: number,
  text: string,
  level: Leak['level'],
): Leak {
  return { rule, columns: [column], level, value, text };
}
