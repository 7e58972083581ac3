import type { Target } from '../../data/features';
import { createRandom } from '../../math/random';
import {
  assessCandidates,
  canBootstrapRanking,
  type AssessedModel,
  type Candidate,
  type EvaluationSettings,
} from './assess';
import { resampleRows, type Pause } from './bootstrap';
import { compareModels } from './compare';
import { resampleCells } from './count-resamples';
import type { Evaluation, ModelScores, ScoreWithInterval } from './evaluation';
import { percentileInterval } from './interval';
import { metricIds, type Scores } from './metrics';

/** Row visits that the bootstrap may cost before it makes fewer resamples, and how few at least. */
const visitBudget = 4e8;
const fewestResamples = 200;

/**
 * Evaluates candidates on the same rows: scores with 95 % bootstrap intervals, curves, comparisons in pairs.
 * Every row has a target (no code -1, no NaN) and predictions list classes in the order of the target.
 * O(rows × (log rows + models × resamples)).
 * @throws RangeError without rows or candidates, or where predictions do not fit the target.
 */
export async function evaluate(
  target: Target,
  candidates: readonly Candidate[],
  settings: EvaluationSettings,
  pause: Pause,
): Promise<Evaluation> {
  const rowCount = countRows(target);
  if (rowCount === 0) throw new RangeError('no rows to evaluate');
  if (candidates.length === 0) throw new RangeError('no models to evaluate');
  const assessed = await assessCandidates(target, candidates, settings, (share) =>
    pause(0.1 * share),
  );
  const resamples = affordableResamples(target, candidates.length, settings.resamples);
  const replicates = await resampleRows(
    rowCount,
    assessed.map(({ scorer }) => scorer),
    resamples,
    createRandom(settings.seed, 'rows'),
    (share) => pause(0.1 + 0.8 * share),
    visitsPerRow(target),
  );
  const ones = new Uint16Array(rowCount).fill(1);
  const observed = assessed.map((each) => ({ ...each.fixedScores, ...each.scorer(ones) }));
  const models: ModelScores[] = [];
  for (const [index, { name, learner, isBaseline }] of candidates.entries()) {
    const counts = await resampleCounts(target, assessed[index]!, settings, pause);
    const scores = withIntervals(observed[index]!, replicates[index]!, counts);
    models.push({ name, learner, isBaseline, scores, ...assessed[index]!.detail });
  }
  const compared = candidates.map(({ isBaseline }, index) => ({
    isBaseline,
    observed: observed[index]!,
    replicates: replicates[index]!,
  }));
  return {
    ...taskPart(target, settings),
    ...compareModels(compared, target.task, settings.metric),
    rowCount,
    resamples,
    seed: settings.seed,
    models,
  } as Evaluation;
}

/** How many resamples of rows are made of those asked for. */
export function affordableResamples(target: Target, models: number, asked: number): number {
  const visits = countRows(target) * models * visitsPerRow(target);
  return Math.min(asked, Math.max(fewestResamples, Math.floor(visitBudget / visits)));
}

function visitsPerRow(target: Target): number {
  return target.task === 'multiclass' && canBootstrapRanking(target) ? target.classes.length : 1;
}

function countRows(target: Target): number {
  return target.task === 'regression' ? target.values.length : target.codes.length;
}

async function resampleCounts(
  target: Target,
  { cells }: AssessedModel,
  { resamples, seed }: EvaluationSettings,
  pause: Pause,
): Promise<Scores[]> {
  if (!cells || target.task === 'regression') return [];
  const isBinary = target.task === 'binary';
  const classCount = isBinary ? 2 : target.classes.length;
  const positive = isBinary ? 1 : undefined;
  return resampleCells(cells, classCount, positive, resamples, seed, (share) =>
    pause(0.9 + 0.1 * share),
  );
}

/** Scores of hard predictions take their interval from resampled counts, the others from resampled rows. */
function withIntervals(
  observed: Scores,
  byRows: readonly Scores[],
  byCounts: readonly Scores[],
): ScoreWithInterval[] {
  return metricIds
    .filter((metric) => observed[metric] !== undefined)
    .map((metric) => {
      const replicates = byCounts[0]?.[metric] === undefined ? byRows : byCounts;
      const values = replicates.map((scores) => scores[metric] ?? NaN);
      return { metric, value: observed[metric]!, ...percentileInterval(values) };
    });
}

function taskPart(target: Target, { positive }: EvaluationSettings): object {
  if (target.task === 'regression') return { task: target.task };
  const { classes } = target;
  if (target.task === 'binary') {
    return { task: target.task, positive: classes[positive], negative: classes[1 - positive] };
  }
  const noRankingIntervals = canBootstrapRanking(target)
    ? {}
    : {
        noRankingIntervals: `${classes.length} classes × ${target.codes.length} rows are too many`,
      };
  return { task: target.task, classes, ...noRankingIntervals };
}
