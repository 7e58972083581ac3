import type { Features, Predictions } from '../../data/features';
import { predictConstant } from './baseline';
import { predictNetwork } from './dense-network';
import { predictOneRule } from './one-rule';
import { predictBoostedTrees } from './predict-trees';
import type { Predictor } from './fitted';

type Predict = (model: Predictor, features: Features) => Predictions;

/** One entry a learner; no learner needs tensors to predict. */
const predictors: ReadonlyMap<string, Predict> = new Map([
  ['boosted-trees', predictBoostedTrees],
  ['neural-network', predictNetwork],
  ['linear', predictNetwork],
  ['logistic', predictNetwork],
  ['majority', predictConstant],
  ['mean', predictConstant],
  ['one-rule', predictOneRule],
]);

/**
 * What a model says about every row of `features`, in order: the preparation that it learned, then its
 * parameters, in plain arrays. Any `Model` fits, and what a `fit…` function returns. Other columns are ignored;
 * values that training never saw count as missing.
 * @throws AppError `unknown_column` where a column that the model needs is not there.
 */
export function predict(model: Predictor, features: Features): Predictions {
  const known = predictors.get(model.learner);
  if (!known) throw new RangeError(`unknown learner: ${model.learner}`);
  return known(model, features);
}
