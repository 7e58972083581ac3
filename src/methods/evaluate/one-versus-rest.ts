import type { Scores } from './metrics';
import { createRanking, type Ranking } from './ranking';
import { rankingScores, type RankingScores } from './ranking-scores';

/** Each class against all others, ranked by its probability. */
export interface OneVersusRest {
  /** ROC AUC by class; NaN where the class is absent, or all there is. */
  rocAucs: number[];
  /** Means over the classes for which they have a value. */
  scores: (weights: Uint16Array) => Scores;
}

/**
 * Ranks every class against the rest: macro ROC AUC and PR AUC, classes weighing the same (Fawcett 2006,
 * scikit-learn `multi_class='ovr'`). With `keep` the rankings stay in memory (8 bytes × rows × classes) and
 * scoring new weights is O(rows × classes); without, each class is sorted anew each time.
 */
export function createOneVersusRest(
  truth: Int32Array,
  probabilities: Float64Array,
  classCount: number,
  keep: boolean,
): OneVersusRest {
  const classes = Array.from({ length: classCount }, (_, index) => index);
  const rank = (index: number): Ranking => rankClass(truth, probabilities, classCount, index);
  const kept = keep ? classes.map(rank) : [];
  const scoreClasses = (weights: Uint16Array): RankingScores[] =>
    classes.map((index) => rankingScores(kept[index] ?? rank(index), weights));
  const observed = scoreClasses(new Uint16Array(truth.length).fill(1));
  const average = (byClass: RankingScores[]): Scores => ({
    'roc-auc': definedMean(byClass.map((each) => each.rocAuc)),
    'pr-auc': definedMean(byClass.map((each) => each.averagePrecision)),
  });
  return {
    rocAucs: observed.map((each) => each.rocAuc),
    scores: (weights) =>
      average(weights.every((weight) => weight === 1) ? observed : scoreClasses(weights)),
  };
}

function rankClass(
  truth: Int32Array,
  probabilities: Float64Array,
  classCount: number,
  index: number,
): Ranking {
  const isClass = Uint8Array.from(truth, (code) => (code === index ? 1 : 0));
  const scores = Float64Array.from(truth, (_, row) => probabilities[row * classCount + index]!);
  return createRanking(isClass, scores);
}

function definedMean(values: number[]): number {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
