import { formatNumber, formatShare } from '../../data/format';
import type { ColumnSignal } from './column-signal';

/** A column with the verdict over it, and why. */
export interface FeatureVerdict {
  column: string;
  chosen: boolean;
  reason: string;
}

/** What is known of the columns beside each other. */
export interface KnownTwins {
  /** For a column that says exactly the same as others: the one of them to keep. */
  keptOf: ReadonlyMap<string, string>;
}

/**
 * The choice where nobody has made one: out goes what could fool (leaks, identifiers, near-unique), what tells nothing
 * beyond chance, and of columns that go one to one all but one. Text stays, since its words were not looked at.
 * `signals` come ranked.
 */
export function chooseFeatures(
  signals: readonly ColumnSignal[],
  { keptOf }: KnownTwins,
): FeatureVerdict[] {
  return signals.map((signal, place) => {
    const against = findObjection(signal, keptOf);
    const { column } = signal;
    return against
      ? { column, chosen: false, reason: against }
      : { column, chosen: true, reason: describeWorth(signal, place) };
  });
}

/** The choice of a person: each column keeps what speaks for or against it in its reason. */
export function applyChoice(
  verdicts: readonly FeatureVerdict[],
  columns: readonly string[],
): FeatureVerdict[] {
  const wanted = new Set(columns);
  return verdicts.map((verdict) => {
    const chosen = wanted.has(verdict.column);
    if (chosen === verdict.chosen) return verdict;
    const reason = chosen
      ? `chosen by hand, although it ${verdict.reason}`
      : `left out by hand, although it ${verdict.reason}`;
    return { ...verdict, chosen, reason };
  });
}

/** Why a column should stay out, `undefined` where nothing speaks against it. */
function findObjection(
  signal: ColumnSignal,
  keptOf: ReadonlyMap<string, string>,
): string | undefined {
  const leak = signal.leaks.find(({ level }) => level !== 'info');
  if (leak) return objections[leak.rule] ?? leak.rule;
  const kept = keptOf.get(signal.column);
  if (kept !== undefined && kept !== signal.column) return `says exactly the same as ${kept}`;
  if (signal.kind === 'text') return undefined;
  if (!signal.beyondChance) {
    return `tells nothing beyond chance (p = ${formatNumber(signal.scores.information.pValue, 2)})`;
  }
  return undefined;
}

const objections: Readonly<Partial<Record<string, string>>> = {
  'target in disguise': 'looks like the target in disguise',
  identifier: 'names rows: it would be learned by heart',
  'near-unique': 'is nearly unique: its information is mostly chance',
  'missing for one class': 'is filled in only for one class: it may be known only afterwards',
  'known later': 'is known only after the prediction',
};

function describeWorth({ kind, scores }: ColumnSignal, place: number): string {
  if (kind === 'text' && scores.information.score === 0)
    return 'is text: its words were not looked at';
  return `tells ${formatShare(scores.shareOfEntropy)} of what there is to know (rank ${place + 1})`;
}
