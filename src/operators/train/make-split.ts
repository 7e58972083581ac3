import type { Target } from '../../data/features';
import type { Split } from '../../data/split';
import { rankStrata, stratifiedSplit, type SplitShares } from '../../methods/train/split';

/** Shares of a split that nobody has asked for: training, validation, test. */
export const usualShares: SplitShares = [0.7, 0.15, 0.15];

/**
 * The split of a training that was given none: random, stratified by class, or by tenths of a number; rows without a
 * target are left out.
 */
export function makeSplit(target: Target, rowCount: number, seed: number): Split {
  const [trainShare, validationShare, testShare] = usualShares;
  const assignment =
    rowCount === 0 ? new Uint8Array() : stratifiedSplit(strataOf(target), usualShares, seed);
  return {
    method: 'random',
    target: target.name,
    trainShare,
    validationShare,
    testShare,
    seed,
    assignment,
  };
}

/** Strata that keep the target alike in all parts: its classes, or tenths by rank; -1 where it is missing. */
export function strataOf(target: Target): Int32Array {
  if (target.task !== 'regression') return target.codes;
  return rankStrata(target.values.map((value) => (Number.isFinite(value) ? value : NaN)));
}
