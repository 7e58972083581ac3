import { AppError } from '../../data/app-error';
import type { Target } from '../../data/features';
import type { LearnerOptions } from './fitted';

export interface BoostedTreesOptions extends LearnerOptions {
  /** Most rounds; each makes one tree, or one for each class where there are more than two. */
  rounds: number;
  learningRate: number;
  maxLeaves: number;
  minLeafRows: number;
  l2: number;
  /** Rounds without a better validation loss before it stops and keeps the best; `Infinity` keeps all rounds. */
  patience: number;
}

export const boostedTreesDefaults: BoostedTreesOptions = {
  rounds: 300,
  learningRate: 0.1,
  maxLeaves: 31,
  minLeafRows: 20,
  l2: 1,
  patience: 20,
};

/** Trees grow one a class and round: more classes than this are refused. */
export const mostTreeClasses = 100;

/** @throws AppError `training_failed` where the target has too many classes for a tree each. */
export function checkClasses(target: Target): void {
  if (target.task === 'regression' || target.classes.length <= mostTreeClasses) return;
  throw new AppError(
    'training_failed',
    `${target.name}: ${target.classes.length} classes: boosted trees grow a tree for each class in each round, ` +
      `so at most ${mostTreeClasses}; merge rare classes or use a linear model`,
    { column: target.name, classes: target.classes.length },
  );
}
