import { countWords } from '../../data/format';
import type { Model } from '../../data/model';
import { learnerLabel } from '../train/model-words';

/**
 * A name for each model that tells it apart from the others: the learner, then how many columns it takes where
 * that differs, then a number.
 */
export function nameModels(models: readonly Pick<Model, 'learner' | 'columns'>[]): string[] {
  const byLearner = models.map((model) => learnerLabel(model.learner));
  const byColumns = models.map(({ columns }, index) => {
    const same = models.filter((_, other) => byLearner[other] === byLearner[index]);
    const differ = same.some((other) => other.columns.length !== columns.length);
    return differ
      ? `${byLearner[index]} (${countWords(columns.length, 'column')})`
      : byLearner[index]!;
  });
  return byColumns.map((name, index) => {
    const before = byColumns.slice(0, index).filter((other) => other === name).length;
    const isRepeated = byColumns.filter((other) => other === name).length > 1;
    return isRepeated ? `${name} #${before + 1}` : name;
  });
}
