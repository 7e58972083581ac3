import { formatCount } from '../../data/format';
import type { ColumnKind } from '../../data/table';
import type { Leak } from './leak-rules';
import type { SignalScores } from './signal';

/** All that is known of one column beside the target. */
export interface ColumnSignal {
  column: string;
  kind: ColumnKind;
  distinct: number;
  scores: SignalScores;
  /** Size of Pearson's correlation of two numbers, all rows that have both. */
  pearson?: number;
  /** Slower scores, on a sample. */
  more?: MoreScores;
  /** Whether p is below 0.05 ÷ the number of columns tried (Bonferroni). */
  beyondChance: boolean;
  leaks: Leak[];
}

/** Scores of one column on a sample of rows; absent where they have no value. */
export interface MoreScores {
  /** Nearest-neighbour mutual information in nats. */
  neighbours?: number;
  /** Size of Spearman's rank correlation of two numbers. */
  spearman?: number;
  predictivePower?: number;
}

/** A column that was not scored, with why. */
export interface UnscoredColumn {
  column: string;
  reason: string;
}

/** Level of error over all columns together. */
export const familyAlpha = 0.05;

/** The columns by falling score, ties by name as it came; marks what is beyond chance. */
export function rankSignals(signals: readonly ColumnSignal[]): ColumnSignal[] {
  const limit = familyAlpha / Math.max(1, signals.length);
  return signals
    .map((signal) => ({
      ...signal,
      beyondChance: signal.scores.information.pValue < limit && signal.scores.information.score > 0,
    }))
    .sort((one, other) => other.scores.information.score - one.scores.information.score);
}

/** How the levels of a column were counted, in words: `72 values`, `32 bins`. */
export function describeCoding({ coding, levels }: SignalScores): string {
  return `${formatCount(levels)} ${coding}`;
}
