import type { Features, Predictions, Target } from '../../data/features';
import type { Fitted, Predictor, TrainingRows } from './fitted';

/** What a baseline always says: the share of each class, or one number. */
export interface Constant {
  values: Float64Array;
}

/**
 * The answer that looks at no column: the most frequent class (with the shares of the training rows as
 * probabilities), or their mean. Any model worth keeping does better.
 */
export function fitConstant(target: Target, rows: TrainingRows): Fitted {
  return {
    learner: target.task === 'regression' ? 'mean' : 'majority',
    task: target.task,
    target: target.name,
    classes: target.task === 'regression' ? [] : target.classes,
    columns: [],
    preparation: {},
    parameters: { values: targetMeans(target, rows.train) } satisfies Constant,
    history: { train: [], validation: [], bestRound: 0, stopped: 'finished' },
    backend: 'js',
  };
}

export function predictConstant(model: Predictor, features: Features): Predictions {
  const { values } = model.parameters as Constant;
  return repeatOutputs(model, features.rowCount, () => values);
}

/** Shares of the classes (one number a class), or the mean (one number), over some rows. */
export function targetMeans(target: Target, rows: Uint32Array): Float64Array {
  if (target.task === 'regression') {
    let sum = 0;
    for (const row of rows) sum += target.values[row]!;
    return Float64Array.of(sum / rows.length);
  }
  const shares = new Float64Array(target.classes.length);
  for (const row of rows) shares[target.codes[row]!]! += 1 / rows.length;
  return shares;
}

/** Predictions from what is said of each row: a probability for each class, or one number. */
export function repeatOutputs(
  { task, classes }: Pick<Predictor, 'task' | 'classes'>,
  rowCount: number,
  outputsOf: (row: number) => Float64Array,
): Predictions {
  const width = task === 'regression' ? 1 : classes.length;
  const all = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row += 1) all.set(outputsOf(row), row * width);
  return task === 'regression' ? { task, values: all } : { task, classes, probabilities: all };
}
