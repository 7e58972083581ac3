import type { Model } from '../../data/model';
import type { TrainingProgress } from '../../figures/train/draw-history';
import { balancedWeights } from '../../methods/train/class-weights';
import type { Fitted, LearnerOptions, OnRound, Round } from '../../methods/train/fitted';
import { assessQuality } from '../../methods/train/model-quality';
import { createPacer } from '../../methods/train/pacer';
import { rowsOfPart } from '../../methods/train/split';
import { formatNumber } from '../../data/format';
import type { RunContext } from '../contract';
import {
  readTrainingData,
  type TrainingData,
  type TrainingInputs,
  type TrainingParams,
} from './read-training-data';

/** A learner as an operator has it: takes the data, answers what it has learned. */
export type Learn = (
  data: TrainingData,
  common: LearnerOptions,
  onRound: OnRound,
) => Promise<Fitted & Pick<Model, 'probe'>>;

/** Shares of the progress bar: reading before, judging after. */
const trainingFrom = 0.1;
const trainingTo = 0.92;

/** Reads, trains and judges: what all learners have in common. */
export async function trainModel(
  inputs: TrainingInputs,
  params: TrainingParams & { balance?: boolean },
  context: RunContext,
  unit: TrainingProgress['unit'],
  learn: Learn,
): Promise<Model> {
  const start = performance.now();
  const data = await readTrainingData(inputs, params, context);
  const { features, target, rows, split, dropped } = data;
  const { seed } = params;
  const pause = (): Promise<void> => context.pause();
  const weights = params.balance ? balancedWeights(target, rows.train) : undefined;
  context.progress(trainingFrom, 'Preparing columns');
  const onRound = reportRounds(context, data, unit);
  const learnerStart = performance.now();
  const fitted = await learn(data, { seed, weights, pause }, onRound);
  const learnerDurationMs = performance.now() - learnerStart;
  context.progress(trainingTo, 'Comparing with the baselines');
  const quality = await assessQuality(fitted, features, target, rows, seed, pause);
  const { assignment } = split;
  return {
    ...fitted,
    seed,
    durationMs: performance.now() - start,
    learnerDurationMs,
    rows: {
      train: rows.train.length,
      validation: rows.validation.length,
      test: rowsOfPart(assignment, 2).length,
      leftOut: rowsOfPart(assignment, 3).length,
    },
    split,
    tableFingerprint: inputs.table.fingerprint,
    quality,
    dropped,
  };
}

/** Says how it goes some twenty times a second, and hears cancel and stop then. */
function reportRounds(
  context: RunContext,
  { target }: TrainingData,
  unit: TrainingProgress['unit'],
): OnRound {
  const pacer = createPacer(() => context.pause());
  let isFirst = true;
  return async ({ round, rounds, history }: Round) => {
    if (isFirst || pacer.isDue()) {
      isFirst = false;
      const share = trainingFrom + ((trainingTo - trainingFrom) * round) / rounds;
      const { task } = target;
      const partial: TrainingProgress = { kind: 'training', task, unit, rounds, history };
      context.progress(share, roundWords({ round, rounds, history }, unit), partial);
      await pacer.pause();
    }
    return !context.stop.aborted;
  };
}

function roundWords({ round, rounds, history }: Round, unit: string): string {
  const { train, validation } = history;
  const loss = validation.at(-1) ?? train.at(-1) ?? NaN;
  const on = validation.length > 0 ? 'validation' : 'training';
  return `${unit.charAt(0).toUpperCase()}${unit.slice(1)} ${round} of at most ${rounds}: ${on} loss ${formatNumber(loss, 4)}`;
}
