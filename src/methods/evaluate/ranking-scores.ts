import { createRanking, type Ranking } from './ranking';

/** What a ranking is worth at all thresholds together; NaN where one of the classes is absent. */
export interface RankingScores {
  /** Area under the ROC curve (trapezoids): the chance that a positive row scores higher, ties half. */
  rocAuc: number;
  /** Average precision Σ (Rₙ − Rₙ₋₁) Pₙ over distinct scores, without interpolation. */
  averagePrecision: number;
}

/**
 * ROC AUC and average precision with whole-number row weights (a bootstrap resample, or all 1). O(n).
 * `weights` is by row, not by rank. Fawcett 2006; scikit-learn `roc_auc_score`, `average_precision_score`.
 */
export function rankingScores(ranking: Ranking, weights: Uint16Array): RankingScores {
  const { order, groupEnds, positive } = ranking;
  let found = 0;
  let rows = 0;
  let area = 0;
  let precisionSum = 0;
  let position = 0;
  for (let group = 0; group < groupEnds.length; group += 1) {
    const end = groupEnds[group]!;
    let gained = 0;
    let taken = 0;
    for (; position < end; position += 1) {
      const weight = weights[order[position]!]!;
      taken += weight;
      gained += weight * positive[position]!;
    }
    rows += taken;
    found += gained;
    area += (taken - gained) * (2 * found - gained);
    if (gained > 0) precisionSum += (gained * found) / rows;
  }
  const missed = rows - found;
  const both = found > 0 && missed > 0;
  return {
    rocAuc: both ? area / (2 * found * missed) : NaN,
    averagePrecision: found > 0 ? precisionSum / found : NaN,
  };
}

/** Area under the ROC curve of scores for a two-class truth (1 positive, 0 negative); NaN with one class. */
export function rocAuc(positive: Uint8Array, scores: Float64Array): number {
  const ones = new Uint16Array(scores.length).fill(1);
  return rankingScores(createRanking(positive, scores), ones).rocAuc;
}
