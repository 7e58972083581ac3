import type { Predictions, Target } from '../../data/features';
import { assessBinary, type Assessed } from './assess-binary';
import { assessMulticlass } from './assess-multiclass';
import { assessRegression } from './assess-regression';
import type { Pause } from './bootstrap';
import type { ModelScores } from './evaluation';
import type { MetricId } from './metrics';

/** A model's predictions for the rows of the target, in the same order. */
export interface Candidate {
  name: string;
  learner: string;
  isBaseline: boolean;
  predictions: Predictions;
}

export interface EvaluationSettings {
  /** Code of the positive class; two classes only. */
  positive: number;
  /** Score at or above which a row is called positive; two classes only. */
  threshold: number;
  /** Bootstrap resamples; fewer are made of rows where rows × models are very many. */
  resamples: number;
  seed: number;
  /** Decides which model is best; `auto` takes ROC AUC, balanced accuracy or RMSE. */
  metric: MetricId | 'auto';
}

export type AssessedModel = Assessed<ModelScores>;

/** Rows × classes up to which rankings of all classes are kept and bootstrapped. */
const rankingLimit = 2e6;

/** Whether ROC and PR AUC of a target of many classes can be bootstrapped in reasonable time. */
export function canBootstrapRanking(target: Target): boolean {
  if (target.task !== 'multiclass') return true;
  return target.codes.length * target.classes.length <= rankingLimit;
}

/**
 * Assesses each candidate by the task of the target.
 * @throws RangeError where predictions do not fit the target, or hold what is not a number.
 */
export async function assessCandidates(
  target: Target,
  candidates: readonly Candidate[],
  settings: EvaluationSettings,
  pause: Pause,
): Promise<AssessedModel[]> {
  const assessed: AssessedModel[] = [];
  for (const candidate of candidates) {
    const done = assessed.length;
    const step: Pause = (share) => pause((done + share) / candidates.length);
    await step(0);
    assessed.push(await assess(target, candidate, settings, step));
  }
  return assessed;
}

async function assess(
  target: Target,
  candidate: Candidate,
  { positive, threshold }: EvaluationSettings,
  pause: Pause,
): Promise<AssessedModel> {
  const { predictions, isBaseline } = candidate;
  if (target.task === 'regression') {
    const values = checkNumbers(candidate, regressionValues(predictions), target.values.length);
    return assessRegression(target.values, values);
  }
  const { codes, classes } = target;
  const expected = codes.length * classes.length;
  const probabilities = checkNumbers(candidate, classProbabilities(predictions), expected);
  if (target.task === 'multiclass') {
    return assessMulticlass(codes, probabilities, classes, canBootstrapRanking(target), pause);
  }
  const alwaysSame = probabilities[positive]! >= 0.5 ? 0 : Infinity;
  return assessBinary(codes, probabilities, positive, isBaseline ? alwaysSame : threshold);
}

function regressionValues(predictions: Predictions): Float64Array {
  if (predictions.task === 'regression') return predictions.values;
  throw new RangeError('a model of classes cannot be evaluated on numbers');
}

function classProbabilities(predictions: Predictions): Float64Array {
  if (predictions.task !== 'regression') return predictions.probabilities;
  throw new RangeError('a model of numbers cannot be evaluated on classes');
}

function checkNumbers({ name }: Candidate, values: Float64Array, expected: number): Float64Array {
  if (values.length !== expected) {
    throw new RangeError(`${name}: ${values.length} predictions for ${expected} places`);
  }
  const broken = values.findIndex((value) => !Number.isFinite(value));
  if (broken < 0) return values;
  throw new RangeError(`${name}: prediction ${broken} is ${values[broken]}`);
}
