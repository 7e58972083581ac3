import type { Pause, Scorer } from './bootstrap';
import type { Scores } from './metrics';
import { createRanking, splitByClass, type Ranking } from './ranking';
import { rankingScores, type RankingScores } from './ranking-scores';

/** Each class against all others, ranked by its probability. */
export interface OneVersusRest {
  /** ROC AUC by class; NaN where the class is absent, or all there is. */
  rocAucs: number[];
  /** Means over the classes for which they have a value. */
  observed: Scores;
  /** The same for weighted rows, O(rows × classes); absent where rankings are not kept. */
  scorer?: Scorer;
}

/**
 * Ranks every class against the rest: macro ROC AUC and PR AUC, classes weighing the same (Fawcett 2006,
 * scikit-learn `multi_class='ovr'`). With `keep` the rankings stay in memory, some 20 bytes × rows × classes.
 */
export async function rankOneVersusRest(
  truth: Int32Array,
  probabilities: Float64Array,
  classCount: number,
  keep: boolean,
  pause: Pause,
): Promise<OneVersusRest> {
  const ones = new Uint16Array(truth.length).fill(1);
  const kept: Ranking[] = [];
  const byClass: RankingScores[] = [];
  for (let index = 0; index < classCount; index += 1) {
    await pause(index / classCount);
    const { isPositive, scores } = splitByClass(truth, probabilities, classCount, index);
    const ranking = createRanking(isPositive, scores);
    byClass.push(rankingScores(ranking, ones));
    if (keep) kept.push(ranking);
  }
  const scorer: Scorer = (weights) => average(kept.map((each) => rankingScores(each, weights)));
  return {
    rocAucs: byClass.map((each) => each.rocAuc),
    observed: average(byClass),
    ...(keep ? { scorer } : {}),
  };
}

function average(byClass: RankingScores[]): Scores {
  return {
    'roc-auc': definedMean(byClass.map((each) => each.rocAuc)),
    'pr-auc': definedMean(byClass.map((each) => each.averagePrecision)),
  };
}

function definedMean(values: number[]): number {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
