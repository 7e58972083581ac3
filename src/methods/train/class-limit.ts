import { AppError } from '../../data/app-error';
import type { Target } from '../../data/features';

/** A score for each class: more classes than this are refused. */
export const mostClasses = 2000;

/** @throws AppError `training_failed` where the target has too many classes for a score each. */
export function checkClassCount(target: Target): void {
  if (target.task === 'regression' || target.classes.length <= mostClasses) return;
  throw new AppError(
    'training_failed',
    `${target.name}: ${target.classes.length} classes: at most ${mostClasses} can be told apart; ` +
      'merge rare classes, or choose a target that is not an identifier',
    { column: target.name, classes: target.classes.length },
  );
}
