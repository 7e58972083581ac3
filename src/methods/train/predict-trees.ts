import type { Features, Predictions } from '../../data/features';
import type { Predictor } from './fitted';
import { scoreForest, type Forest } from './forest';
import { predictionsOf } from './predictions';
import { binAllRows, type TreePreparation } from './tree-columns';

/** What the trees say about every row of `features`. */
export function predictBoostedTrees(model: Predictor, features: Features): Predictions {
  const forest = model.parameters as Forest;
  const bins = binAllRows(model.preparation as TreePreparation, features);
  return predictionsOf(model, scoreForest(forest, bins, features.rowCount), features.rowCount);
}

/** Gain of all splits by column of the table, as shares of the whole, the largest first. */
export function gainShares(model: Predictor): { column: string; share: number }[] {
  const forest = model.parameters as Forest;
  const sources = (model.preparation as TreePreparation).sources;
  const sourceOf = sources.flatMap((source) =>
    source.columns.filter((column) => column !== undefined).map(() => source.name),
  );
  const gains = new Map<string, number>(sources.map((source) => [source.name, 0]));
  let total = 0;
  forest.gain.forEach((gain, node) => {
    if (forest.left[node]! < 0) return;
    const name = sourceOf[forest.column[node]!]!;
    gains.set(name, gains.get(name)! + gain);
    total += gain;
  });
  return [...gains]
    .map(([column, gain]) => ({ column, share: total > 0 ? gain / total : 0 }))
    .sort((one, other) => other.share - one.share);
}
