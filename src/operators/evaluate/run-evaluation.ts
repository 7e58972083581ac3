import { AppError } from '../../data/app-error';
import type { Model } from '../../data/model';
import type { TableInfo } from '../../data/table';
import type { Candidate } from '../../methods/evaluate/assess';
import { baselineAnswer, predictBaseline, type Baseline } from '../../methods/evaluate/baseline';
import { evaluate } from '../../methods/evaluate/evaluate';
import type { Evaluation } from '../../methods/evaluate/evaluation';
import { metricsOf, type MetricId } from '../../methods/evaluate/metrics';
import type { RunContext } from '../contract';
import { badParam } from '../params';
import { chooseRows, type ChosenRows, type RowChoice } from './choose-rows';
import { findModelFault } from './model-faults';
import { learnBaseline, type BaselineSource } from './learn-baseline';
import { predictModels } from './predict-models';
import { reportSteps } from './report-steps';
import { readTruth } from './read-truth';

export interface EvaluationParams {
  rows: RowChoice;
  positive: string;
  metric: MetricId | 'auto';
  threshold: number;
  resamples: number;
  seed: number;
}

/** What is known of the rows that an evaluation rests on. */
export interface EvaluatedRows extends Omit<ChosenRows, 'rows'> {
  count: number;
  missingTarget: number;
  unknownClass: number;
  unknownLabels: string[];
}

/** The result of `evaluate.model`. */
export interface EvaluationResult {
  target: string;
  rows: EvaluatedRows;
  /** What one would say without looking at any column, and on how many rows that was learned. */
  baseline: {
    answer: string | number;
    learnedFrom: BaselineSource;
    rowCount: number;
  };
  /** Its last model is the baseline. */
  evaluation: Evaluation;
}

/** Judges models on rows that they have not learned from, with the baseline beside. */
export async function runEvaluation(
  models: readonly Model[],
  table: TableInfo,
  params: EvaluationParams,
  context: RunContext,
): Promise<EvaluationResult> {
  const fault = findModelFault(models, table);
  if (fault) throw new AppError('unavailable', fault);
  const first = models[0]!;
  checkMetric(params.metric, first);
  const { rows: chosen, ...about } = chooseRows(models, table, params.rows);
  context.progress(0, 'Reading the target');
  const truth = await readTruth(context, table, first, chosen);
  const { baseline, learnedFrom } = learnBaseline(models, table, truth);
  const positive = findPositive(params.positive, baseline, first);
  const candidates = await predictModels(models, table, truth, context);
  const evaluation = await evaluate(
    truth.target,
    [...candidates, baselineCandidate(baseline, truth.rows.length)],
    { ...params, positive },
    reportSteps(context, 0.4, 0.6, 'Resampling rows for intervals'),
  );
  return {
    target: first.target,
    rows: {
      ...about,
      count: truth.rows.length,
      missingTarget: truth.missing,
      unknownClass: truth.unknown,
      unknownLabels: truth.unknownLabels,
    },
    baseline: { answer: baselineAnswer(baseline), learnedFrom, rowCount: baseline.rowCount },
    evaluation,
  };
}

function checkMetric(metric: MetricId | 'auto', { task }: Model): void {
  const known = metricsOf(task);
  if (metric === 'auto' || known.includes(metric)) return;
  throw badParam('metric', metric, `choose one that fits the task: ${known.join(', ')}`);
}

/** The code of the class asked for, or of the rarer one; of equals the second. */
function findPositive(asked: string, baseline: Baseline, { task, classes }: Model): number {
  if (task !== 'binary' || baseline.task === 'regression') return 0;
  if (asked === '') return baseline.shares[0]! < baseline.shares[1]! ? 0 : 1;
  const found = classes.indexOf(asked);
  if (found < 0) throw badParam('positive', asked, `choose ${classes.join(' or ')}`);
  return found;
}

function baselineCandidate(baseline: Baseline, rowCount: number): Candidate {
  const name = baseline.task === 'regression' ? 'Baseline (mean)' : 'Baseline (majority)';
  const predictions = predictBaseline(baseline, rowCount);
  return { name, learner: 'baseline', isBaseline: true, predictions };
}
