import { AppError } from '../../data/app-error';
import type { Predictions } from '../../data/features';
import type { Model } from '../../data/model';
import type { TableInfo } from '../../data/table';
import type { Candidate } from '../../methods/evaluate/assess';
import type { RunContext } from '../contract';
import { readFeatures } from '../train/read-features';
import { nameModels } from './model-names';
import { predictRows } from './predict-rows';
import { reportSteps } from './report-steps';
import type { Truth } from './read-truth';

/**
 * What each model says about the rows of `truth`, columns read once for all.
 * @throws AppError `training_failed` where a model gives what is not a number.
 */
export async function predictModels(
  models: readonly Model[],
  table: TableInfo,
  truth: Truth,
  context: RunContext,
): Promise<Candidate[]> {
  context.progress(0.05, 'Reading columns');
  const columns = [...new Set(models.flatMap((model) => model.columns))];
  const features = await readFeatures(context, table, columns);
  const names = nameModels(models);
  const classes = models[0]!.classes;
  const candidates: Candidate[] = [];
  for (const [index, model] of models.entries()) {
    const pause = reportSteps(
      context,
      0.1 + (0.3 * index) / models.length,
      0.3 / models.length,
      `Predicting: ${names[index]}`,
    );
    const predictions = await predictRows(model, features, truth.rows, classes, pause);
    checkFinite(names[index]!, predictions);
    candidates.push({
      name: names[index]!,
      learner: model.learner,
      isBaseline: false,
      predictions,
    });
  }
  return candidates;
}

function checkFinite(name: string, predictions: Predictions): void {
  const values = predictions.task === 'regression' ? predictions.values : predictions.probabilities;
  const broken = values.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
  if (broken === 0) return;
  throw new AppError(
    'training_failed',
    `${name}: ${broken} of ${values.length} predictions are not numbers. The training has diverged: train it again with a lower learning rate.`,
  );
}
